import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderText } from '../../cli/rendering/render-text.ts';
import type { Report } from '../../functions/domain/model/report.ts';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { type KeepingGate, openKeepingGate } from '../functions/handlers/history-world.ts';
import { jobEvent } from '../functions/handlers/job-event.ts';
import { leakIn, TRANSFORMATIONS } from './transformations.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const AWS_SERVICES = ['secretsmanager', 'sns', 'codepipeline'] as const;

/** Every text that a service can send, with a secret in it. */
const SERVICES: Readonly<Record<string, (gate: KeepingGate, text: string, jobId: string) => void>> =
  {
    'the message of Twilio': ({ twilio }, message) =>
      twilio.faults.add({ kind: 'json', status: 401, body: { code: 20003, status: 401, message } }),
    'the detail of Twilio': ({ twilio }, detail) =>
      twilio.faults.add({ kind: 'json', status: 401, body: { code: 20003, status: 401, detail } }),
    'the content type of Twilio': ({ twilio }, text) =>
      twilio.faults.add({
        kind: 'json',
        status: 403,
        body: {},
        contentType: text.replaceAll(/[^\x20-\x7e]/g, ' '),
      }),
    ...Object.fromEntries(
      AWS_SERVICES.map((service) => [
        `the error of ${service}`,
        ({ aws, ...gate }: KeepingGate, message: string, jobId: string) => {
          const resource = {
            secretsmanager: gate.secretId('production'),
            sns: gate.topicArn,
            codepipeline: jobId,
          }[service];
          const type = 'AccessDeniedException';
          aws.faults.add({
            service,
            resource,
            times: 2,
            kind: 'error',
            type,
            message,
            status: 400,
          });
        },
      ]),
    ),
  };

/** Everything that came out of a job and a direct invocation. */
async function everySink(arrange: (gate: KeepingGate, jobId: string) => void): Promise<string> {
  const gate = await openKeepingGate(world, { speed: 20, hurry: { answering: 60 } });
  const { id } = world.aws.jobs.create();
  arrange(gate, id);
  await gate.handler(jobEvent(id, 'production'), gate.context);
  const direct = await gate
    .handler({ environment: 'production' }, gate.context)
    .then((report) => `${JSON.stringify(report)}\n${renderText(report as Report)}`)
    .catch((error: unknown) => inspect(error, { depth: 9, showHidden: true }));
  return [
    JSON.stringify(world.aws.jobs.get(id)),
    direct,
    ...gate.mails(),
    ...gate.texts(),
    JSON.stringify(gate.logLines),
    JSON.stringify(await world.aws.tables.items(gate.table)),
  ].join('\n');
}

it.each(
  Object.entries(SERVICES).flatMap(([service, arrange]) =>
    Object.entries(TRANSFORMATIONS).map(([form, transform]) => ({
      service,
      form,
      arrange,
      transform,
    })),
  ),
)('a secret $form in $service comes out nowhere', async ({ arrange, transform }) => {
  let secret = '';
  let text = '';
  const said = await everySink((gate, jobId) => {
    secret = gate.keys.production.secret;
    text = transform(secret);
    arrange(gate, `The given value ${text} was refused.`, jobId);
  });
  expect(leakIn(said, secret, text)).toBeUndefined();
});
