import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFIGURATION } from '../infra/configuration-files.ts';
import { codeBlocks } from './code-blocks.ts';
import { gatePermissions } from './gate-permissions.ts';
import { readPolicy } from './policy.ts';

/** The prefix in IAM of each client of the AWS SDK. */
const PREFIXES: Readonly<Record<string, string>> = {
  'secrets-manager': 'secretsmanager',
  sfn: 'states',
};
/** Actions whose name is not that of the call. */
const ACTIONS: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:ListObjectsV2': 's3:ListBucket',
};
/** Calls that no policy of the page needs. */
const ELSEWHERE = [
  // AWS lets every caller ask who it is.
  'sts:GetCallerIdentity',
  // Only for secrets and hooks that a sentence of the page names.
  'sts:AssumeRole',
  'codedeploy:PutLifecycleEventHookExecutionStatus',
];

function actionsOf(name: string): readonly string[] {
  const [block] = codeBlocks('docs/permissions.md').filter(({ policy }) => policy === name);
  const statements = readPolicy(JSON.parse(block?.text ?? 'null'));
  return [...new Set(statements.flatMap(({ actions }) => actions))].toSorted();
}

/** What the sources under `directory` ask of AWS, as actions of IAM. */
function calledIn(directory: string): readonly string[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const imports = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${directory}/${file}`, 'utf8'))
    .flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z-]+)'/g)]);
  const called = imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, operation]) => {
      const action = `${PREFIXES[client] ?? client}:${operation}`;
      return ACTIONS[action] ?? action;
    }),
  );
  return [...new Set(called)].filter((action) => !ELSEWHERE.includes(action)).toSorted();
}

describe('the policies on the page', () => {
  it('allow every call that the code makes, to someone', () => {
    const allowed = [
      'function',
      'fleet-functions',
      'fleet',
      'invoke',
      'verify',
      'init',
      'doctor',
    ].flatMap(actionsOf);
    const called = [...calledIn('functions'), ...calledIn('cli')];
    expect(called.length).toBeGreaterThan(10);
    expect(called.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it('allow a function what the gate that is deployed may do, and keeping runs', () => {
    const history = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];
    const gate = gatePermissions(CONFIGURATION).map(({ action }) => action);
    expect(actionsOf('function')).toEqual([...new Set([...gate, ...history])].toSorted());
  });

  it.each([
    ['pipeline', ['lambda:InvokeFunction', 'lambda:ListFunctions']],
    ['invoke', ['lambda:InvokeFunction']],
    ['verify', ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']],
    ['init', ['secretsmanager:DescribeSecret', 'secretsmanager:ListSecrets']],
    [
      'fleet',
      [
        'states:DescribeExecution',
        'states:DescribeMapRun',
        'states:ListMapRuns',
        'states:StartExecution',
      ],
    ],
    ['deployer', ['sts:AssumeRole']],
  ])('allow %s no more than %j', (name, actions) => {
    expect(actionsOf(name)).toEqual(actions);
  });
});
