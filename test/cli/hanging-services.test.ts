import { expect, it } from 'vitest';
import type { DoctorPorts } from '../../cli/doctor/ports/doctor-ports.ts';
import { run } from '../../cli/run.ts';
import type { Services } from '../../cli/services.ts';
import { Redacted } from '../../functions/domain/model/redacted.ts';
import type { VerificationPorts } from '../../functions/domain/verification/verification.ts';
import { refusal } from '../functions/domain/twilio-replies.ts';
import { type FakeClock, fakeClock } from '../functions/domain/verification/fake-clock.ts';
import { fakePorts } from '../functions/domain/verification/fake-ports.ts';
import { COMMANDS } from './every-command.ts';
import { recordedIo } from './recorded-io.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alerts';
const STEP_MS = 500;
/** Beyond the longest limit of a command: verify's, of which each environment has its share. */
const LONGEST_MS = 300_000;

/** Never settles, and looks at no signal. */
const hang = (): Promise<never> => new Promise(() => undefined);

const payload = new Redacted(
  JSON.stringify({
    accountSid: 'ACdfb5b35a454c6996821c13b13e6f33ed',
    apiKeySid: 'SKd8ad8d377660317fe86e8acf62bfd824',
    apiKeySecret: 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u',
  }),
);

/** Every port of the command line, and what its silence is called. */
const PORTS = {
  'Secrets Manager': /Secrets Manager|secret could not be read/,
  'Secrets Manager, describing': /Secrets Manager|Twilio/,
  Twilio: /Twilio|twilio\.com/,
  STS: /STS/,
  'the sign-in to AWS': /Twilio|gate|Lambda|answer/,
  // Whose credentials an override is set with is kept where STS says it, and does not hold it up.
  'the ARN of the caller': /answer/,
  SNS: /SNS/,
  "SNS's sandbox": /SNS/,
  "SNS's spend limit": /SNS/,
  "SNS's opt-outs": /SNS/,
  "SNS's filters": /SNS/,
  'Lambda, invoking': /Lambda/,
  'Lambda, describing': /Lambda/,
} as const;

type Port = keyof typeof PORTS;

const OPS = {
  protocol: 'email',
  endpoint: 'ops@example.com',
  state: 'confirmed',
  arn: `${TOPIC}:1`,
} as const;

interface Ended {
  readonly exitCode: number | undefined;
  readonly said: string;
  readonly wasCalled: boolean;
}

function services(hanging: Port, clock: FakeClock, onCall: () => void): Services {
  const of = <A extends readonly unknown[], T>(
    port: Port,
    answer: (...given: A) => Promise<T>,
  ): ((...given: A) => Promise<T>) => {
    return async (...given) => {
      if (port !== hanging) return await answer(...given);
      onCall();
      return await hang();
    };
  };
  const verification = (): VerificationPorts => ({
    ...fakePorts({}, () => undefined),
    clock,
    secrets: {
      // Those of production are read; no other environment has any.
      read: of('Secrets Manager', async ({ id }) =>
        id.startsWith('production')
          ? { outcome: 'read', versionId: 'v1', versionStage: 'AWSCURRENT', payload }
          : { outcome: 'failed', failure: 'not-found', message: 'no such secret' },
      ),
      describe: of('Secrets Manager, describing', async () => undefined),
    },
    twilio: { ask: of('Twilio', async () => refusal(401, 20003)) },
  });
  const doctor: DoctorPorts = {
    clock,
    identity: of('STS', async () => ({ outcome: 'refused', detail: 'no one' })),
    isInSmsSandbox: of("SNS's sandbox", async () => ({ outcome: 'known', value: false })),
    smsSpendLimit: of("SNS's spend limit", async () => ({ outcome: 'known', value: 1 })),
    hasOptedOut: of("SNS's opt-outs", async () => ({ outcome: 'known', value: false })),
    filterOf: of("SNS's filters", async () => ({
      outcome: 'known',
      value: { scope: 'MessageAttributes' },
    })),
    describeSecret: of('Secrets Manager, describing', async () => ({
      outcome: 'described',
      arn: '',
    })),
    probeHost: of('Twilio', async (product) => ({
      host: product,
      isReachable: true,
      detail: 'HTTP 401',
    })),
    subscriptions: {
      list: of('SNS', async () => ({ outcome: 'listed', subscriptions: [OPS], isComplete: true })),
    },
  };
  return {
    clock,
    signIn: of('the sign-in to AWS', async () => undefined),
    askCallerArn: of('the ARN of the caller', async () => undefined),
    composeVerification: () => verification,
    composeDoctor: () => doctor,
    invokeGate: of('Lambda, invoking', async () => ({ hasFailed: false, payload: '{}' })),
    functionTopics: of('Lambda, describing', async () => ({
      alerts: TOPIC,
      services: undefined,
      chat: undefined,
    })),
  };
}

/** Runs a command of which one port hangs, and lets the time of a fake clock pass until it ends. */
async function runWithout(port: Port, command: readonly string[]): Promise<Ended> {
  const clock = fakeClock();
  let wasCalled = false;
  const recorded = recordedIo({
    directory: process.cwd(),
    services: services(port, clock, () => {
      wasCalled = true;
    }),
  });
  let exitCode: number | undefined;
  void run(command, recorded.io).then((code) => {
    exitCode = code;
  });
  while (exitCode === undefined && clock.monotonicMs() <= LONGEST_MS) {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    clock.pass(STEP_MS);
  }
  return { exitCode, said: recorded.stdout() + recorded.stderr(), wasCalled };
}

const reached = new Set<Port>();

it.each(
  (Object.keys(PORTS) as Port[]).flatMap((port) =>
    COMMANDS.map((command) => [command.slice(0, 4).join(' '), port, command] as const),
  ),
)('%s ends and names what did not answer, while %s hangs', async (_name, port, command) => {
  const { exitCode, said, wasCalled } = await runWithout(port, command);
  expect(exitCode, said).toBeDefined();
  expect(exitCode).not.toBe(0);
  if (!wasCalled) return;
  reached.add(port);
  expect(said).toMatch(PORTS[port]);
});

it('every port was reached by some command', () => {
  expect(Object.keys(PORTS).filter((port) => !reached.has(port as Port))).toEqual([]);
});
