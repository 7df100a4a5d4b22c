import { parseArgs } from 'node:util';

/** Where the world listens, on 127.0.0.1. 0 is any free port. */
export interface Ports {
  readonly aws: number;
  readonly twilio: number;
  readonly lambda: number;
}

/** What was asked for on the command line. */
export type ServeRequest =
  | { readonly kind: 'serve'; readonly ports: Ports }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: string };

/** Printed for `--help`. */
export const SERVE_HELP = `Starts a Twilio and an AWS on loopback, deploys the gate into it, and stays up until Ctrl-C.

  npm run local -- [--aws-port N] [--twilio-port N] [--lambda-port N]

  --aws-port     Secrets Manager, SNS, CodePipeline job results, STS, S3,
                 DynamoDB, KMS, Step Functions                         (8450)
  --twilio-port  Twilio, all products                                  (8451)
  --lambda-port  Invoke of the deployed functions                      (8452)

0 takes any free port.
`;

const OPTIONS = {
  'aws-port': { type: 'string', default: '8450' },
  'twilio-port': { type: 'string', default: '8451' },
  'lambda-port': { type: 'string', default: '8452' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the command line, without node and script. Never throws. */
export function readServeRequest(argv: readonly string[]): ServeRequest {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS });
    if (values.help) return { kind: 'help' };
    const ports = {
      aws: readPort('--aws-port', values['aws-port']),
      twilio: readPort('--twilio-port', values['twilio-port']),
      lambda: readPort('--lambda-port', values['lambda-port']),
    };
    return { kind: 'serve', ports };
  } catch (error) {
    // `parseArgs` and `readPort` throw plain sentences for what was typed.
    return { kind: 'refused', problem: error instanceof Error ? error.message : String(error) };
  }
}

function readPort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`${option} is ${text}; a port from 0 to 65535 is allowed.`);
}
