import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../../functions/adapters/csv/read-csv.ts';
import {
  type DeclaredFleet,
  type InventoryPorts,
  takeInventory,
} from '../../../../../functions/domain/fleet/members/take-inventory.ts';
import type { FleetTemplate, MemberSource } from '../../../../../functions/domain/model/fleet.ts';
import type { ObjectReader } from '../../../../../functions/domain/model/fleet-ports.ts';
import type { ListedSecret } from '../../../../../functions/domain/model/listed-secret.ts';
import { PreflightError } from '../../../../../functions/domain/model/preflight-error.ts';
import type { TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { OTHER_KEY_SECRET, TOKEN } from '../../credential/samples.ts';
import { accountReply, resource } from '../../twilio-replies.ts';
import { fakePorts, type SecretAnswer, turns } from '../../verification/fake-ports.ts';
import { TEMPLATE } from '../fleet-world.ts';
import { secretNamed } from './listed-secrets.ts';

const { parent, development, staging, production } = ACCOUNTS;
const OBJECT: MemberSource = { kind: 'objects', bucket: 'lists', key: 'members.json' };
const SUBACCOUNTS: MemberSource = { kind: 'subaccounts', parentSid: parent };
const SECRETS: MemberSource = { kind: 'secrets', prefix: 'tenants/' };
const AUDITOR = { secret: { id: 'auditor' } };
const GONE = { deletedAt: '2026-11-29T00:00:00.000Z' };
const LIST = JSON.stringify([{ member: 'acme', accountSid: staging }]);

/** What there is to list. */
interface Lists {
  readonly secrets?: readonly ListedSecret[];
  readonly accounts?: TwilioReply;
  readonly auditor?: SecretAnswer;
  readonly chunks?: ObjectReader['chunks'];
}

const OWN = { accountSid: parent, authToken: TOKEN };

function portsOf({
  secrets = [],
  accounts = accountsReply(production),
  auditor = OWN,
  chunks = async () => pieces(LIST),
}: Lists): InventoryPorts & { readonly verification: ReturnType<typeof fakePorts> } {
  return {
    verification: fakePorts({ auditor }, () => accounts),
    secretList: () => pieces(...secrets),
    readCsv,
    objectsOf: () => ({ chunks }),
  };
}

async function* pieces<T>(...all: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* all;
}

/** The parent's list of accounts. */
function accountsReply(...sids: readonly string[]): TwilioReply {
  return resource({ accounts: [parent, ...sids].map((sid) => accountReply(sid).body) });
}

function fleetOf(
  members: MemberSource,
  template: Partial<FleetTemplate> = {},
): DeclaredFleet['fleet'] {
  return { members, template: { ...TEMPLATE, ...template }, tolerate: { count: 0 } };
}

const { signal } = new AbortController();

it('of secrets is refused where one of them could be no member, without its name', async () => {
  const names = ['acme', TOKEN, 'acme+eu'];
  const ports = portsOf({ secrets: names.map((each) => secretNamed(`tenants/${each}/twilio`)) });
  const inventory = takeInventory({ fleet: fleetOf(SECRETS) }, ports, signal);
  await expect(inventory).rejects.toMatchObject({
    code: 'fleet.members-invalid',
    message: expect.stringMatching(/^2 secrets of the form tenants\/\{member\}\/twilio cannot be/),
  });
  await expect(inventory).rejects.not.toMatchObject({ message: expect.stringContaining(TOKEN) });
});

describe('the inventory of a list', () => {
  it('has its members, and a warning for a secret of none', async () => {
    const secrets = ['acme', 'left'].map((each) => secretNamed(`tenants/${each}/twilio`));
    const ports = portsOf({ secrets });
    expect(await takeInventory({ fleet: fleetOf(OBJECT) }, ports, signal)).toMatchObject([
      { member: 'acme', accountSid: staging },
      { member: 'left', finding: { verdict: 'warn' } },
    ]);
    expect(ports.verification.twilio.asked).toEqual([]);
  });

  it('warns of no secret where {member} is the whole name, since each is of that form', async () => {
    const fleet = fleetOf(OBJECT, { secret: { id: '{member}' } });
    const ports = portsOf({ secrets: [secretNamed('other')] });
    expect(await takeInventory({ fleet }, ports, signal)).toEqual([
      { member: 'acme', accountSid: staging },
    ]);
  });

  const unavailable = new PreflightError('AccessDenied: no', {
    code: 'objects.unavailable',
    fault: 'service',
  });
  const notText = new PreflightError('An object is no text', {
    code: 'objects.unavailable',
    fault: 'operator',
  });
  async function* broken(): AsyncGenerator<string, void, undefined> {
    yield LIST.slice(0, 20);
    throw unavailable;
  }
  const REFUSED: readonly (readonly [string, ObjectReader['chunks'], object])[] = [
    [
      'there is none',
      async () => undefined,
      {
        code: 'fleet.members-invalid',
        message: 'There is no list of members at s3://lists/members.json',
      },
    ],
    [
      'it has no members',
      async () => pieces('[]'),
      { code: 'fleet.members-invalid', message: expect.stringContaining('is empty') },
    ],
    [
      'S3 refuses it',
      () => Promise.reject(unavailable),
      {
        code: 'fleet.unavailable',
        message: 'The list of members s3://lists/members.json could not be read: AccessDenied: no',
      },
    ],
    [
      'S3 ends in the middle of it',
      async () => broken(),
      { code: 'fleet.unavailable', message: expect.stringContaining('AccessDenied: no') },
    ],
    [
      'its object is what a person has to put right',
      () => Promise.reject(notText),
      { code: 'fleet.members-invalid', message: expect.stringContaining('is no text') },
    ],
    [
      'its reader has a defect',
      () => Promise.reject(new RangeError('broken')),
      { name: 'RangeError', message: 'broken' },
    ],
  ];
  it.each(REFUSED)('is refused where %s', async (_name, chunks, error) => {
    const inventory = takeInventory({ fleet: fleetOf(OBJECT) }, portsOf({ chunks }), signal);
    await expect(inventory).rejects.toMatchObject(error);
  });
});

describe('the inventory of subaccounts', () => {
  const declared = { fleet: fleetOf(SUBACCOUNTS), auditor: AUDITOR };

  it('has those that the auditor lists', async () => {
    const ports = portsOf({ accounts: accountsReply(production, staging) });
    expect(await takeInventory(declared, ports, signal)).toEqual(
      [production, staging].map((sid) => ({ member: sid, accountSid: sid })),
    );
    expect([...ports.verification.secrets.stages]).toEqual(['AWSCURRENT']);
    const [{ credential } = { credential: undefined }] = ports.verification.twilio.asked;
    expect(credential?.username).toBe(parent);
  });

  const failed = {
    outcome: 'failed',
    failure: 'access-denied',
    message: 'Denied by KMS.',
  } as const;
  const unusable = 'The auditor cannot list the subaccounts:';
  const REFUSED: readonly (readonly [string, Lists, string])[] = [
    [
      'there is no subaccount',
      { accounts: accountsReply() },
      `members-invalid: The account ${parent} has no subaccount that is not closed: there is nothing to verify.`,
    ],
    [
      "the auditor's secret cannot be read",
      { auditor: failed },
      `unavailable: ${unusable} its secret could not be read (access-denied). Denied by KMS.`,
    ],
    [
      "the auditor's secret holds no credential",
      { auditor: { password: OTHER_KEY_SECRET } },
      `unavailable: ${unusable} its secret holds no well-formed credential.`,
    ],
  ];
  it.each(REFUSED)('is refused where %s', async (_name, lists, error) => {
    const inventory = takeInventory(declared, portsOf(lists), signal);
    await expect(inventory.catch(String)).resolves.toBe(`fleet.${error}`);
  });

  it('is refused where no auditor is declared', async () => {
    const inventory = takeInventory({ fleet: declared.fleet }, portsOf({}), signal);
    await expect(inventory).rejects.toThrow(`${unusable} none is declared.`);
  });
});

describe('the inventory of secrets', () => {
  const acme = secretNamed('tenants/acme/twilio', staging);
  const withParent = { account: { parentSid: parent } };

  const rows: readonly (readonly [string, DeclaredFleet, readonly string[]])[] = [
    ['no auditor is declared', { fleet: fleetOf(SECRETS, withParent) }, ['acme']],
    ['no parent is declared', { fleet: fleetOf(SECRETS), auditor: AUDITOR }, ['acme']],
    [
      'an auditor and a parent are declared, with the accounts that no secret names',
      { fleet: fleetOf(SECRETS, withParent), auditor: AUDITOR },
      ['acme', development],
    ],
  ];
  it.each(rows)('has their members where %s', async (_name, declared, members) => {
    const ports = portsOf({ secrets: [acme], accounts: accountsReply(staging, development) });
    const found = await takeInventory(declared, ports, signal);
    expect(found.map(({ member }) => member)).toEqual(members);
    expect(ports.verification.twilio.asked).toHaveLength(members.length - 1);
  });

  it.each([
    ['there is none', []],
    ['all are planned for deletion', [{ ...acme, ...GONE }]],
  ])('is refused where %s', async (_name, secrets) => {
    const inventory = takeInventory({ fleet: fleetOf(SECRETS) }, portsOf({ secrets }), signal);
    await expect(inventory).rejects.toMatchObject({
      code: 'fleet.members-invalid',
      message:
        'No secret has a name of the form tenants/{member}/twilio: there is nothing to verify.',
    });
  });
});

it('an inventory that is out of time names what did not answer', async () => {
  const controller = new AbortController();
  const ports = portsOf({ chunks: () => new Promise(() => undefined) });
  const inventory = takeInventory({ fleet: fleetOf(OBJECT) }, ports, controller.signal);
  const refused = expect(inventory).rejects.toMatchObject({
    code: 'out-of-time',
    message: expect.stringContaining('Reading s3://lists/members.json'),
  });
  await turns();
  controller.abort();
  await turns();
  ports.verification.clock.pass(1_000);
  await refused;
});
