import { describe, expect, it } from 'vitest';
import type { MemberSecret } from '../../../../../functions/domain/fleet/members/member-secrets.ts';
import {
  reconcileList,
  reconcileSecrets,
  reconcileSubaccounts,
} from '../../../../../functions/domain/fleet/members/reconcile.ts';
import type { AccountStatus } from '../../../../../functions/domain/model/expectation.ts';
import type { ListedAccount } from '../../../../../functions/domain/questions/account-list.ts';

const PARENT = `AC${'0'.repeat(32)}`;
const A = `AC${'a'.repeat(32)}`;
const B = `AC${'b'.repeat(32)}`;

function secretsOf(
  ...secrets: readonly (Partial<MemberSecret> & { readonly of: string })[]
): ReadonlyMap<string, MemberSecret> {
  return new Map(
    secrets.map(({ of, ...more }) => [
      of,
      { name: `t/${of}`, hasTag: 'accountSid' in more, ...more },
    ]),
  );
}

function account(sid: string, status?: AccountStatus): ListedAccount {
  return { sid, parentSid: PARENT, friendlyName: '', status };
}

const GONE = { deletedAt: '2026-11-29T00:00:00.000Z' };

describe('a list, reconciled with the secrets', () => {
  it('keeps a member without a secret: its verification says that it is missing', () => {
    const members = [{ member: 'acme', accountSid: A }];
    expect(reconcileList(members, secretsOf())).toEqual(members);
  });

  it('warns of a secret that no member has, unless it is planned for deletion', () => {
    const secrets = secretsOf({ of: 'acme' }, { of: 'left' }, { of: 'going', ...GONE });
    const [, orphan, ...others] = reconcileList([{ member: 'acme', accountSid: A }], secrets);
    expect(others).toEqual([]);
    expect(orphan).toMatchObject({ member: 'left', finding: { verdict: 'warn' } });
    expect(orphan?.finding?.summary).toContain('t/left');
  });

  it('fails the second member with an account', () => {
    const members = ['one', 'two', 'three'].map((member) => ({ member, accountSid: A }));
    const [one, ...others] = reconcileList(members, secretsOf());
    expect(one).toEqual(members[0]);
    for (const { finding } of others) {
      expect(finding).toMatchObject({ verdict: 'fail' });
      expect(finding?.summary).toContain(`${A} is declared for one too`);
    }
  });
});

describe('subaccounts, reconciled with the secrets', () => {
  const rows: readonly (readonly [
    string,
    AccountStatus | undefined,
    Partial<MemberSecret> | undefined,
    boolean,
  ])[] = [
    ['active', 'active', {}, true],
    ['active, without a secret', 'active', undefined, true],
    ['suspended, without a secret', 'suspended', undefined, true],
    ['of an unknown status', undefined, undefined, true],
    ['closed, with a secret', 'closed', {}, true],
    ['closed, with a secret that is planned for deletion', 'closed', GONE, false],
    ['closed, without a secret', 'closed', undefined, false],
  ];
  it.each(rows)('are members or not: %s', (...row) => {
    const [, status, secret, isMember] = row;
    const secrets = secret === undefined ? secretsOf() : secretsOf({ of: A, ...secret });
    const members = isMember ? [{ member: A, accountSid: A }] : [];
    expect(reconcileSubaccounts([account(A, status)], secrets)).toEqual(members);
  });

  it('warn of a secret that is of no subaccount', () => {
    const found = reconcileSubaccounts([account(A, 'active')], secretsOf({ of: A }, { of: B }));
    expect(found[1]).toMatchObject({ member: B, finding: { verdict: 'warn' } });
  });
});

describe('secrets, reconciled with the accounts', () => {
  const rows: readonly (readonly [string, Partial<MemberSecret>, object | undefined])[] = [
    ['with its tag', { accountSid: A }, undefined],
    [
      'without its tag',
      { hasTag: false },
      {
        verdict: 'inconclusive',
        summary: expect.stringContaining('t/acme has no tag twilio-account-sid'),
      },
    ],
    [
      'with a tag that is no SID',
      { hasTag: true },
      { verdict: 'inconclusive', summary: expect.stringContaining('is no Account SID') },
    ],
    [
      'planned for deletion',
      { accountSid: A, ...GONE },
      {
        verdict: 'warn',
        cause: 'secret.pending-deletion',
        summary: expect.stringContaining('planned for deletion'),
      },
    ],
  ];
  it.each(rows)('are members, or findings: %s', (_name, secret, finding) => {
    const [member, ...others] = reconcileSecrets(secretsOf({ of: 'acme', ...secret }), undefined);
    expect(others).toEqual([]);
    expect(member).toEqual({ member: 'acme', accountSid: secret.accountSid, finding });
  });

  it.each<readonly [string, Partial<MemberSecret>]>([
    ['has no tag', {}],
    ['has the tag of another', { accountSid: B }],
  ])('list an account once whose secret is named by it and %s', (_name, secret) => {
    const found = reconcileSecrets(secretsOf({ of: A, ...secret }), [account(A, 'active')]);
    expect(found.map(({ member }) => member)).toEqual([A]);
    expect(found[0]?.finding?.verdict).not.toBe('warn');
  });

  it('warn of an account that no tag names, unless it is closed', () => {
    const accounts = [account(A, 'active'), account(B, 'active'), account(PARENT, 'closed')];
    const found = reconcileSecrets(secretsOf({ of: 'acme', accountSid: A }), accounts);
    expect(found).toHaveLength(2);
    expect(found[1]).toMatchObject({ member: B, accountSid: B, finding: { verdict: 'warn' } });
  });
});
