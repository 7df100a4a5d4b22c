import type { Fault } from '../../local/twilio/faults/fault.ts';
import { AWS_FAULTS } from '../faults/aws-faults.ts';
import { TWILIO_FAULTS } from '../faults/twilio-faults.ts';
import type { TestGate } from '../functions/handlers/gate-world.ts';
import { ARTIFACT_CREDENTIALS } from '../functions/handlers/job-event.ts';

/** The function's own AWS secret access key. */
export const FUNCTION_SECRET_KEY = 'fnKeyB7x2Wq9Zt4Lm8Rv5Np3Hc6Jd1Kg0SaYuEi+/';

export interface HostileRow {
  readonly name: string;
  readonly arrange: (gate: TestGate, jobId: string) => void;
}

/** As AWS's signature errors do: the first line says what is wrong, the rest what was signed. */
const HOSTILE_MESSAGE = [
  'The request signature we calculated does not match the signature you provided.',
  'The Canonical String for this request should have been',
  `x-amz-security-token:${ARTIFACT_CREDENTIALS.sessionToken}`,
  `key ${FUNCTION_SECRET_KEY}`,
].join('\n');

const ECHOES: readonly Fault[] = [200, 401, 403, 404, 503].flatMap((status) => [
  { kind: 'echo-credentials', status, format: 'json' } as const,
  { kind: 'echo-credentials', status, format: 'html' } as const,
]);

const AWS_SERVICES = ['secretsmanager', 'sns', 'codepipeline'] as const;

/** Everything that can go wrong around a secret, and answers that repeat what they were sent. */
export const HOSTILE_FAULTS: readonly HostileRow[] = [
  ...TWILIO_FAULTS.map(({ name, fault }) => twilioRow(`Twilio ${name}`, fault)),
  ...ECHOES.map((fault) => twilioRow(`a proxy echoes: ${JSON.stringify(fault)}`, fault)),
  ...AWS_SERVICES.flatMap((service) => [
    ...AWS_FAULTS.map(({ name, effect }) => ({
      name: `${service} ${name}`,
      arrange: ({ aws, ...gate }: TestGate, jobId: string) =>
        aws.faults.add({
          service,
          resource: resourceOf(service, gate, jobId),
          times: 2,
          ...effect,
        }),
    })),
    {
      name: `${service} repeats what was signed`,
      arrange: ({ aws, ...gate }: TestGate, jobId: string) =>
        aws.faults.add({
          service,
          resource: resourceOf(service, gate, jobId),
          times: 2,
          kind: 'error',
          type: 'InvalidSignatureException',
          message: HOSTILE_MESSAGE,
          status: 403,
        }),
    },
  ]),
];

function twilioRow(name: string, fault: Fault): HostileRow {
  return { name, arrange: ({ twilio }) => twilio.faults.add(fault) };
}

function resourceOf(
  service: (typeof AWS_SERVICES)[number],
  gate: Pick<TestGate, 'secretId' | 'topicArn'>,
  jobId: string,
): string {
  switch (service) {
    case 'secretsmanager':
      return gate.secretId('production');
    case 'sns':
      return gate.topicArn;
    case 'codepipeline':
      return jobId;
  }
}
