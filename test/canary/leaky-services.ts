import type { KeepingGate } from '../functions/handlers/history-world.ts';
import type { LeakyWorld } from './leaky-world.ts';

/** Lets a service say a sentence with a form of a secret in it, or that form alone; from now on. */
type Arrange = (world: LeakyWorld, sentence: string, form: string) => void | Promise<void>;

const AWS_SERVICES = [
  'secretsmanager',
  'sts',
  'sns',
  'dynamodb',
  'codepipeline',
  'codedeploy',
] as const;

/** Every text that a service can send us. */
export const LEAKY_SERVICES: Readonly<Record<string, Arrange>> = {
  'the message of Twilio': refusedWith('message'),
  'the detail of Twilio': refusedWith('detail'),
  'the title of Twilio': refusedWith('title'),
  'the content type of Twilio': ({ twilio }, text) =>
    twilio.faults.add({ kind: 'json', status: 403, body: {}, contentType: headerText(text) }),
  'the request id of Twilio': ({ twilio }, _sentence, form) =>
    twilio.faults.add({
      kind: 'json',
      status: 401,
      body: { code: 20003, status: 401, message: 'Authenticate' },
      requestId: headerText(`RQ${form}`),
    }),
  'the label of a key': ({ twilio: { world }, keys }, friendlyName) => {
    for (const key of Object.values(keys)) world.keys.set(key.sid, { ...key, friendlyName });
  },
  ...Object.fromEntries(
    AWS_SERVICES.flatMap((service): readonly (readonly [string, Arrange])[] => {
      const fault = { service, kind: 'error', status: 400 } as const;
      return [
        [
          `the error of ${service}`,
          ({ aws }, message) =>
            aws.faults.add({ ...fault, type: 'AccessDeniedException', message }),
        ],
        [
          `the name of an error of ${service}`,
          ({ aws }, _sentence, type) => aws.faults.add({ ...fault, type, message: 'No.' }),
        ],
      ];
    }),
  ),
  'the error of Lambda': ({ lambda }, text) => lambda.refuse('AccessDeniedException', text),
  'the name of an error of Lambda': ({ lambda }, _sentence, form) =>
    lambda.refuse(headerText(form), 'No.'),
  'the error of a function': ({ lambda }, text) => lambda.fail('Error', text),
  'the name of an error of a function': ({ lambda }, _sentence, form) => lambda.fail(form, 'No.'),
  'a stored run': async (world, text) => {
    await store(world, 'RUN#', { cause: { S: text }, summary: { S: text } });
  },
  'a stored state': async (world, text) => {
    const item = await itemOf(world, 'STATE');
    const state = JSON.parse(item['state']?.S ?? '');
    const told = { ...state.told, causes: [text], failCause: text };
    const stored = { ...state, last: { ...state.last, cause: text }, told };
    await store(world, 'STATE', { state: { S: JSON.stringify(stored) } });
  },
};

/** Twilio refuses every request, with the text as that member of its error. */
function refusedWith(member: string): Arrange {
  return ({ twilio }, text) =>
    twilio.faults.add({
      kind: 'json',
      status: 401,
      body: { code: 20003, status: 401, [member]: text },
    });
}

/** What a header can carry. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, ' ').trim();
}

type Item = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** An item of production, which a run left in the table; a run that Twilio refuses makes one. */
async function itemOf(world: KeepingGate, key: string): Promise<Item> {
  const items = (await world.aws.tables.items(world.table)) as readonly Item[];
  const found = items.find(
    ({ pk, sk }) => pk?.S === 'ENV#production' && sk?.S?.startsWith(key) === true,
  );
  if (found !== undefined) return found;
  world.twilio.faults.add({ kind: 'status', status: 401, code: 20003 });
  await world.handler({ environment: 'production' }, world.context);
  world.twilio.faults.clear();
  return await itemOf(world, key);
}

async function store(world: KeepingGate, key: string, changed: object): Promise<void> {
  const Item = { ...(await itemOf(world, key)), ...changed };
  await world.aws.tables.call('PutItem', { TableName: world.table, Item });
}
