import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../../local/twilio/world/account.ts';
import {
  addAccount,
  addTestCredentials,
  moveOwner,
} from '../../../../local/twilio/world/accounts.ts';
import { addApiKey, deleteApiKey } from '../../../../local/twilio/world/api-keys.ts';
import {
  createSecondaryAuthToken,
  promoteSecondaryAuthToken,
} from '../../../../local/twilio/world/auth-tokens.ts';
import { addApplication, addPhoneNumber } from '../../../../local/twilio/world/resources.ts';
import {
  isSid,
  randomAuthToken,
  randomKeySecret,
  randomSid,
} from '../../../../local/twilio/world/sid.ts';
import {
  createTwilioWorld,
  type TwilioWorld,
} from '../../../../local/twilio/world/twilio-world.ts';

let world: TwilioWorld;
let parent: Account;
let child: Account;

beforeEach(() => {
  world = createTwilioWorld();
  parent = addAccount(world);
  child = addAccount(world, { ownerSid: parent.sid });
});

describe('random identifiers', () => {
  it('have the forms Twilio documents, and differ', () => {
    const sids = new Set(Array.from({ length: 100 }, () => randomSid('AC')));
    expect(sids.size).toBe(100);
    expect([...sids].every((sid) => isSid(sid, 'AC'))).toBe(true);
    expect(randomAuthToken()).toMatch(/^[0-9a-f]{32}$/);
    expect(randomKeySecret()).toMatch(/^(?=.*[A-Z])(?=.*[a-z])[0-9A-Za-z]{32}$/);
  });

  it.each(['AC', `SK${'0'.repeat(32)}`, `AC${'0'.repeat(31)}`, `AC${'0'.repeat(32)}\n`])(
    'refuse %j as an Account SID',
    (text) => expect(isSid(text, 'AC')).toBe(false),
  );
});

describe('what Twilio does not allow', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['nested subaccounts', () => addAccount(world, { ownerSid: child.sid }), /do not nest/],
    ['an unknown owner', () => addAccount(world, { ownerSid: randomSid('AC') }), /no account/],
    ['a SID twice', () => addAccount(world, { sid: child.sid }), /exists already/],
    ['a SID of the wrong form', () => addAccount(world, { sid: 'AC1' }), /32 hex/],
    ['a test pair with a live SID', () => addPair(child.sid), /exists already/],
    ['a test pair of the wrong form', () => addPair('AC1'), /32 hex/],
    ['moving a parent below another', () => moveParent(), /has subaccounts/],
    ['moving below a subaccount', () => moveOwner(world, parent.sid, child.sid), /do not nest/],
    ['promoting no token', () => promoteSecondaryAuthToken(world, owner()), /no secondary/],
    ['two secondary tokens', () => twoSecondaries(), /already/],
    ['a Restricted key in ie1', () => addKey({ region: 'ie1' }), /us1 only/],
    [
      '101 permissions',
      () => addKey({ allow: Array.from({ length: 101 }, String) }),
      /at most 100/,
    ],
    [
      'a Standard key with permissions',
      () => addStandard(['/twilio/a/b/read']),
      /only a Restricted/,
    ],
    ['a key of the wrong form', () => addKey({ sid: 'SK1' }), /32 hex/],
    ['deleting an unknown key', () => deleteApiKey(world, 'SK1'), /no key SK1/],
    ['a number that is not E.164', () => addNumber('5551230000'), /E.164/],
    ['a resource of nobody', () => addApplication(world, { accountSid: 'AC1' }), /no account/],
    ['a resource SID of another kind', () => addApp(randomSid('MG')), /expected AP/],
  ])('%s', (_, attempt, message) => {
    expect(attempt).toThrow(message);
  });

  it('a key or resource SID twice', () => {
    const key = addKey({});
    expect(() => addKey({ sid: key.sid })).toThrow(/exists already/);
    const application = addApp(randomSid('AP'));
    expect(() => addApp(application.sid)).toThrow(/exists already/);
  });
});

describe('moving an account', () => {
  it('changes its owner and nothing else', () => {
    const other = addAccount(world);
    const moved = moveOwner(world, child.sid, other.sid);
    expect(moved).toEqual({ ...child, ownerSid: other.sid, updatedAt: moved.updatedAt });
    expect(world.accounts.get(child.sid)).toBe(moved);
  });
});

const owner = () => ({ accountSid: child.sid });
const addPair = (accountSid: string) => addTestCredentials(world, { accountSid });
const addNumber = (phoneNumber: string) => addPhoneNumber(world, { ...owner(), phoneNumber });
const addApp = (sid: string) => addApplication(world, { ...owner(), sid });
const addKey = (options: { region?: 'ie1'; allow?: string[]; sid?: string }) =>
  addApiKey(world, { ...owner(), keyType: 'restricted', ...options });
const addStandard = (allow: string[]) =>
  addApiKey(world, { ...owner(), keyType: 'standard', allow });
const moveParent = () => moveOwner(world, parent.sid, addAccount(world).sid);
const twoSecondaries = () => {
  createSecondaryAuthToken(world, owner());
  createSecondaryAuthToken(world, owner());
};
