import { OUTPUTS } from '../../../functions/contract.ts';
import type { ExampleFleet } from '../../example-world/example-fleet.ts';
import { fleetJudgement } from '../release/judgement.ts';
import type { RunningSystem } from '../system/running-system.ts';
import type { Scenario } from './scenario.ts';

const CONFIGURATION = {
  fleet: {
    template: {
      secret: { id: 'tenants/{member}/twilio' },
      account: { parentSid: 'AC1de4b1bbb6f0b5bb2a60fbd3a2d0cb10' },
    },
    members: { s3: 's3://example-customers/members.csv' },
  },
  alerts: { email: ['ops@example.com'], sms: ['+15551230001'] },
};

/** The members that `break` breaks, of five hundred. */
const BROKEN = { rotated: 'customer-0101', former: 'customer-0251', empty: 'customer-0401' };

/** Many customers, each with a subaccount and a secret, behind one gate. */
export const FLEETS: readonly Scenario[] = [
  {
    name: 'fleet',
    title: 'Of a fleet of 500 customers three are broken, each in its own way',
    story: [
      'Each of 500 customers has a Twilio subaccount, and a secret for it. Three of them do not work:',
      'one key was rotated at Twilio only, one secret holds the key of a customer who left, one is empty.',
      'The gate of the fleet starts a run of the state machine, and waits for its report by continuation tokens.',
      'Then all three are corrected, a run verifies only them, and the stage is retried.',
    ],
    environment: 'fleet',
    configuration: CONFIGURATION,
    arrange: (system) => {
      fleetOf(system).break();
    },
    blocked: {
      verdict: 'fail',
      cause: 'credential.rejected, environment.wrong-account, secret.missing-field',
      failureType: 'JobFailed',
      says: [
        '500 members: 3 fail, 497 pass',
        `${BROKEN.rotated}: fail. Twilio rejects API key`,
        `${BROKEN.former}: fail. its credential is that of an undeclared account`,
        `${BROKEN.empty}: fail. the secret lacks accountSid, apiKeySid, apiKeySecret`,
      ],
      // Two for each member that passes; the reasons of two others are found by nine.
      twilioRequests: 2 * 497 + 9,
      twilioAnswers: [200, 401],
    },
    beforeRetry: repairAndVerify,
    expected: {
      verdict: 'pass',
      cause: 'none',
      says: ['500 members: 500 pass'],
      twilioRequests: 2 * 500,
      // A Standard key may not read its own account.
      twilioAnswers: [200, 401],
    },
  },
];

function fleetOf({ fleet }: RunningSystem): ExampleFleet {
  if (fleet === undefined) throw new Error('The configuration declares no fleet.');
  return fleet;
}

/** Corrects the three secrets, and verifies only what did not pass in the run that blocked. */
async function repairAndVerify(system: RunningSystem): Promise<readonly string[]> {
  const { aws, twilio, deployment } = system;
  const names = Object.values(BROKEN);
  for (const member of fleetOf(system).members) {
    if (names.includes(member.name)) member.putGoodSecret();
  }
  const onlyFrom = aws.executions.list().at(-1)?.name;
  const machine = deployment.outputs[OUTPUTS.fleetStateMachineArn] ?? '';
  const before = twilio.journal.entries().length;
  const input = JSON.stringify({ onlyFrom });
  const { arn } = aws.executions.start(machine, { name: 'after-the-fix', input });
  const { outcome } = await aws.executions.ended(arn);
  const verdict = outcome?.kind === 'output' ? fleetJudgement(outcome.output)?.verdict : undefined;
  if (verdict !== 'pass') throw new Error(`The run after the fix has the verdict ${verdict}.`);
  const asked = twilio.journal.entries().length - before;
  return [
    `The secrets of ${names.join(', ')} get the credential that works, and the state machine is started with ${input}.`,
    `Its report on the whole fleet: ${verdict}, after ${asked} requests to Twilio, since members that passed are not asked for again.`,
  ];
}
