import { MEMBER } from '../../domain/model/fleet.ts';
import type { Configuration, ConfiguredFleet } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';
import { credentialContradictions } from './credential-contradictions.ts';

const TEMPLATE = ['fleet', 'template'] as const;
const MEMBERS = ['fleet', 'members'] as const;

/**
 * What a fleet says that cannot be met: subaccounts without an auditor that lists them, or of another
 * parent; a prefix that is not that of its secrets, or of the auditor's too; a parent that is declared a
 * subaccount; `{member}` where nothing replaces it; and whatever an environment may not say either.
 */
export function* fleetContradictions(configuration: Configuration): Iterable<IssueParts> {
  const { fleet } = configuration;
  if (fleet === undefined) return;
  const { account, ...template } = fleet.template;
  yield* credentialContradictions(template, TEMPLATE);
  yield* sourceContradictions(fleet, configuration);
  yield* nestedParent(account.parentSid, configuration);
  yield* strayMembers(template);
}

/** `{member}` where it would stay as it is. */
function* strayMembers({
  secret: { fields = {} },
  credential: { labelPrefix },
}: Omit<ConfiguredFleet['template'], 'account'>): Iterable<IssueParts> {
  const texts = [
    [['credential', 'labelPrefix'], labelPrefix, 'what the labels of all keys begin with'],
    ...Object.entries(fields).map(
      ([name, field]) =>
        [['secret', 'fields', name], field, 'the name of the field in every secret'] as const,
    ),
  ] as const;
  for (const [path, received, allowed] of texts) {
    if (received?.includes(MEMBER)) {
      const problem = `${MEMBER} is replaced in the secret's id only`;
      yield { path: [...TEMPLATE, ...path], problem, received, allowed };
    }
  }
}

function* sourceContradictions(
  fleet: ConfiguredFleet,
  configuration: Configuration,
): Iterable<IssueParts> {
  switch (fleet.members.kind) {
    case 'objects':
      return;
    case 'subaccounts':
      return yield* subaccountContradictions(fleet.members.parentSid, configuration, fleet);
    case 'secrets':
      return yield* prefixContradictions(fleet.members.prefix, configuration, fleet);
  }
}

function* subaccountContradictions(
  received: string,
  { auditor }: Configuration,
  { template: { account } }: ConfiguredFleet,
): Iterable<IssueParts> {
  if (auditor === undefined) {
    yield {
      path: [...MEMBERS, 'subaccountsOf'],
      problem:
        'needs an auditor: only a Main key or Auth Token of the parent lists its subaccounts',
      received,
      allowed: 'with "auditor" in the configuration',
    };
  }
  if (account.parentSid !== received) {
    yield {
      path: [...TEMPLATE, 'account', 'parentSid'],
      problem: 'differs from subaccountsOf, whose subaccounts the members are',
      received: account.parentSid,
      allowed: `${JSON.stringify(received)}, or absent`,
    };
  }
}

function* prefixContradictions(
  prefix: string,
  { auditor }: Configuration,
  { template: { secret } }: ConfiguredFleet,
): Iterable<IssueParts> {
  if (!secret.id.startsWith(prefix)) {
    yield {
      path: [...MEMBERS, 'secretPrefix'],
      problem: `is not how template.secret.id begins, which is ${JSON.stringify(secret.id)}`,
      received: prefix,
      allowed: `the beginning of that name, ending in a slash before ${MEMBER}`,
    };
  }
  const [before = '', after = ''] = secret.id.split(MEMBER);
  const id = auditor?.secret.id ?? '';
  if (id.length > before.length + after.length && id.startsWith(before) && id.endsWith(after)) {
    yield {
      path: ['auditor', 'secret', 'id'],
      problem: `is of the form ${JSON.stringify(secret.id)}: the auditor would be a member of the fleet`,
      received: id,
      allowed: 'a name of another form',
    };
  }
}

/** Twilio's subaccounts do not nest (21101). */
function* nestedParent(
  parentSid: string | undefined,
  { environments }: Configuration,
): Iterable<IssueParts> {
  const nested = environments.find(
    ({ account }) =>
      account.sid === parentSid && (account.parentSid ?? account.sid) !== account.sid,
  );
  if (nested === undefined) return;
  yield {
    path: ['environments', nested.name, 'account', 'parentSid'],
    problem:
      'this account is declared the parent of the fleet, so it must be a top-level account: subaccounts do not nest',
    received: nested.account.parentSid,
    allowed: `${JSON.stringify(nested.account.sid)} (its own SID: top-level), or absent`,
  };
}
