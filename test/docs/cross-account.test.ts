import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../infra/configuration/load-configuration.ts';
import { grantDeclaredSecrets } from '../../infra/constructs/secret-access.ts';
import { writeConfiguration } from '../infra/configuration-files.ts';
import { testStack } from '../infra/synthesise.ts';
import { blockBelow } from './code-blocks.ts';
import { type Permission, permissionsOf, readPolicy, type Statement } from './policy.ts';

const PAGE = 'docs/cross-account.md';
const GATE_ROLE = 'arn:aws:iam::111111111111:role/GATE_ROLE';
const SECRET =
  'arn:aws:secretsmanager:eu-west-1:222222222222:secret:prod/twilio/credentials-AbCdEf';
const KEY = 'arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555';
const READER = 'arn:aws:iam::222222222222:role/twilio-secret-reader';

function json(heading: string): unknown {
  return JSON.parse(blockBelow(PAGE, heading, 'json'));
}

/** What the stack of this configuration asks for, as the policy of the gate's role. */
function askedFor(configuration: unknown): readonly Permission[] {
  const stack = testStack('us-east-1');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const loaded = loadConfiguration(writeConfiguration(configuration));
  grantDeclaredSecrets(stack, role, loaded.configuration).assertSuccess();
  const { document } = role.node.findChild('DefaultPolicy') as iam.Policy;
  return permissionsOf(readPolicy(stack.resolve(document)));
}

/** A resource policy says `*` for the resource that it is attached to. */
function attachedTo(arn: string, statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => {
    expect(statement.resources).toEqual(['*']);
    return { ...statement, resources: [arn] };
  });
}

const secretPolicy = readPolicy(json('### `secret-policy.json`, on the secret'));
const keyStatement = readPolicy(json("### `key-statement.json`, for the key's policy"));
const trust = readPolicy(json('### `trust.json`, of the role'));
const readerPolicy = readPolicy(json('### `permissions.json`, of the role'));
const resourcePolicies = [...attachedTo(SECRET, secretPolicy), ...attachedTo(KEY, keyStatement)];

/** Each action on its own dropped from the statements. */
function mutilations(statements: readonly Statement[]) {
  return statements.flatMap(({ actions }) =>
    actions.map((dropped) => ({
      dropped,
      rest: statements.map((one) => ({
        ...one,
        actions: one.actions.filter((action) => action !== dropped),
      })),
    })),
  );
}

describe('resource policies for a secret in another account', () => {
  const asked = askedFor(json('### Configuration with a complete ARN'));

  it('allow exactly what the gate asks for: nothing is missing, nothing more is allowed', () => {
    expect(asked).not.toEqual([]);
    expect(permissionsOf(resourcePolicies)).toEqual(asked);
  });

  it('allow it to the role of the gate and to nobody else', () => {
    const principals = resourcePolicies.map(({ principal }) => principal);
    expect(new Set(principals)).toEqual(new Set([GATE_ROLE]));
  });

  it.each(mutilations(resourcePolicies))('would be found out without $dropped', ({ rest }) => {
    expect(permissionsOf(rest)).not.toEqual(asked);
  });

  it('would be found out with one action more, or without a condition', () => {
    const [first, ...others] = resourcePolicies;
    if (first === undefined) throw new Error('There is no statement.');
    const wider = { ...first, actions: [...first.actions, 'secretsmanager:PutSecretValue'] };
    expect(permissionsOf([wider, ...others])).not.toEqual(asked);
    const looser = { ...first, condition: undefined };
    expect(permissionsOf([looser, ...others])).not.toEqual(asked);
  });
});

describe('a role to assume in another account', () => {
  const configuration = json('### Configuration with a role');

  it('is all that the gate asks for, and trusts exactly the role of the gate', () => {
    const trusted = trust.map((statement) => ({ ...statement, resources: [READER] }));
    expect(permissionsOf(trusted)).toEqual(askedFor(configuration));
    expect(trust.map(({ principal }) => principal)).toEqual([GATE_ROLE]);
  });

  it('has no condition: the gate sends no ExternalId', () => {
    expect(trust.map(({ condition }) => condition)).toEqual([undefined]);
  });

  it('may do exactly what the gate would do itself', () => {
    expect(permissionsOf(readerPolicy)).toEqual(
      askedFor(json('### Configuration with a complete ARN')),
    );
  });

  it.each(mutilations(readerPolicy))('would be found out without $dropped', ({ rest }) => {
    expect(permissionsOf(rest)).not.toEqual(
      askedFor(json('### Configuration with a complete ARN')),
    );
  });
});
