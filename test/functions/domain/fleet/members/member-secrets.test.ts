import { describe, expect, it } from 'vitest';
import {
  listMemberSecrets,
  type MemberSecrets,
} from '../../../../../functions/domain/fleet/members/member-secrets.ts';
import type {
  ListedSecret,
  SecretQuery,
} from '../../../../../functions/domain/model/listed-secret.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { TOKEN } from '../../credential/samples.ts';
import { TEMPLATE } from '../fleet-world.ts';
import { secretNamed } from './listed-secrets.ts';

const { signal } = new AbortController();

async function listed(
  secrets: readonly ListedSecret[],
  secret: typeof TEMPLATE.secret = TEMPLATE.secret,
): Promise<{
  readonly found: MemberSecrets['secrets'];
  readonly unnamed: number;
  readonly queries: readonly SecretQuery[];
}> {
  const queries: SecretQuery[] = [];
  async function* list(query: SecretQuery): AsyncGenerator<ListedSecret> {
    queries.push(query);
    yield* secrets;
  }
  const { secrets: found, unnamed } = await listMemberSecrets({ ...TEMPLATE, secret }, list, {
    signal,
  });
  return { found, unnamed, queries };
}

describe('a secret', () => {
  it.each<[string, string, string | undefined]>([
    ['of the form is of the member in its name', 'tenants/acme/twilio', 'acme'],
    [
      'with a subaccount in its name is of that',
      `tenants/${ACCOUNTS.staging}/twilio`,
      ACCOUNTS.staging,
    ],
    ['with no name between its ends is of no member', 'tenants//twilio', undefined],
    ['whose ends overlap is of no member', 'tenants/twilio', undefined],
    ['that begins otherwise is of no member', 'tenant-s/acme/twilio', undefined],
    ['that ends otherwise is of no member', 'tenants/acme/sendgrid', undefined],
    ['with a path in place of a name is of no member', 'tenants/acme/old/twilio', undefined],
    ['with a token in place of a name is of no member', `tenants/${TOKEN}/twilio`, undefined],
  ])('%s', async (_name, name, member) => {
    const { found } = await listed([secretNamed(name)]);
    expect([...found.keys()]).toEqual(member === undefined ? [] : [member]);
  });

  it.each<[string, string, object, number]>([
    ['with a token in place of a name', `tenants/${TOKEN}/twilio`, {}, 1],
    ['with a name that no member can have', 'tenants/acme+eu/twilio', {}, 1],
    ['with a longer path', 'tenants/acme/old/twilio', {}, 0],
    ['that is planned for deletion', 'tenants/_old/twilio', { deletedAt: '2026-11-29' }, 0],
  ])('%s is counted, or of another form', async (...row) => {
    const [, name, more, expected] = row;
    const { unnamed } = await listed([{ ...secretNamed(name), ...more }]);
    expect(unnamed).toBe(expected);
  });

  it.each<[string, ListedSecret['tags'], object]>([
    [
      'has no account without its tag',
      [{ key: 'team', value: ACCOUNTS.staging }],
      { hasTag: false },
    ],
    [
      'has the account of its tag',
      [{ key: 'twilio-account-sid', value: ACCOUNTS.staging }],
      { hasTag: true, accountSid: ACCOUNTS.staging },
    ],
    [
      'has no account where its tag is no Account SID',
      [{ key: 'twilio-account-sid', value: TOKEN }],
      { hasTag: true },
    ],
  ])('%s', async (_name, tags, expected) => {
    const deletedAt = '2026-11-29T00:00:00.000Z';
    const name = 'tenants/acme/twilio';
    const { found } = await listed([{ ...secretNamed(name), tags, deletedAt }]);
    expect(found.get('acme')).toEqual({ name, deletedAt, ...expected });
  });
});

describe('the secrets of a fleet', () => {
  it.each([
    ['tenants/{member}/twilio', 'tenants/', 'tenants/acme/twilio'],
    ['twilio-{member}', 'twilio-', 'twilio-acme'],
    ['{member}/twilio', '', 'acme/twilio'],
  ])('of the form %s are listed by %o', async (id, prefix, name) => {
    const place = { region: 'eu-west-1', roleArn: 'arn:aws:iam::123456789012:role/reader' };
    const { found, queries } = await listed([secretNamed(name)], { id, ...place });
    expect(queries).toEqual([{ prefix, ...place }]);
    expect([...found.keys()]).toEqual(['acme']);
  });
});
