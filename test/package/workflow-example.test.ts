import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { startLocalAws } from '../../local/aws/start-local-aws.ts';
import { deployStack } from '../../local/deployment/deploy-stack.ts';
import { startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { WRONG_SECRET } from './running-app.ts';
import { synthesise } from './strangers-app.ts';

const { app } = inject('installed');
const REPOSITORY = join(app, '../github-actions');

const variablesSchema = z.record(z.string(), z.string());
const workflowSchema = z.object({
  permissions: variablesSchema,
  jobs: z.object({
    deploy: z.object({
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
          env: variablesSchema.default({}),
        }),
      ),
    }),
  }),
});

const FILE = join(REPOSITORY, '.github/workflows/release.yaml');
const { permissions, jobs } = workflowSchema.parse(parse(readFileSync(FILE, 'utf8')));
const { steps } = jobs.deploy;

type Variables = Readonly<Record<string, string>>;

interface JobWorld {
  /** `vars` of the repository. */
  readonly vars: Variables;
  /** What a job has in its environment once it has assumed the role. */
  readonly env: Variables;
}

let assembly: string;

/** The gate of the CodePipeline example, deployed where production has this secret of an API key. */
async function deployGate(apiKeySecret?: string): Promise<JobWorld> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  const stack = await deployStack(assembly, { aws, twilioOrigin: twilio.origin });
  onTestFinished(async () => {
    await Promise.all([stack.close(), aws.close(), twilio.close()]);
  });
  const text = readFileSync(join(app, 'preflight.config.json'), 'utf8');
  const { secret, account } = JSON.parse(text).environments.production;
  addAccount(twilio.world, { sid: account.sid });
  const key = addApiKey(twilio.world, { accountSid: account.sid, keyType: 'standard' });
  const value = {
    accountSid: account.sid,
    apiKeySid: key.sid,
    apiKeySecret: apiKeySecret ?? key.secret,
  };
  aws.secrets.create({ name: secret.id, value: JSON.stringify(value) });
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_LAMBDA: stack.lambdaEndpoint,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'an-example',
    GITHUB_STEP_SUMMARY: join(mkdtempSync(join(tmpdir(), 'summary-')), 'summary.md'),
  };
  return { vars: { GATE_FUNCTION_NAME: stack.functions[0]?.functionName ?? '' }, env };
}

interface JobEnding {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the shell steps as the runner does, up to the first that fails. The package is installed. */
async function runJob({ vars, env }: JobWorld): Promise<JobEnding> {
  const scripts = steps.flatMap(({ run, env: own }) =>
    run === undefined || run === 'npm ci' ? [] : [{ run, own }],
  );
  let ending: JobEnding = { exitCode: 0, stdout: '', stderr: '' };
  for (const { run, own } of scripts) {
    const filled = Object.entries(own).map(([name, text]) => [name, withVariables(text, vars)]);
    const { exitCode, stdout, stderr } = await bash(run, { ...env, ...Object.fromEntries(filled) });
    ending = { exitCode, stdout: ending.stdout + stdout, stderr: ending.stderr + stderr };
    if (exitCode !== 0) break;
  }
  return ending;
}

function withVariables(text: string, vars: Variables): string {
  return text.replaceAll(/\$\{\{ vars\.(\w+) \}\}/g, (_all, name: string) => vars[name] ?? '');
}

/** https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell */
async function bash(script: string, env: Variables): Promise<JobEnding> {
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
  const options = { cwd: REPOSITORY, env: { PATH: path, HOME: REPOSITORY, CI: 'true', ...env } };
  return await new Promise((resolve) => {
    execFile('bash', ['-e', '-c', script], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('the workflow of the example', () => {
  it('gets a role by OpenID Connect, before it asks the gate, before it deploys', () => {
    expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(
      steps.map(({ uses, run }) => uses?.split('@')[0] ?? run?.split(' ').slice(0, 4)),
    ).toEqual([
      'actions/checkout',
      'actions/setup-node',
      ['npm', 'ci'],
      'aws-actions/configure-aws-credentials',
      ['npx', '--no', 'twilio-preflight', 'invoke'],
      ['npm', 'run', 'deploy'],
    ]);
    expect(steps[3]?.with).toMatchObject({ 'role-to-assume': expect.stringContaining('vars.') });
  });
});

describe('the shell steps of the workflow, with the gate of the CodePipeline example', () => {
  beforeAll(async () => {
    const synth = await synthesise(app, 'app.mjs');
    expect(synth.exitCode, synth.stderr).toBe(0);
    ({ assembly } = synth);
  });

  it('deploy where the credential is good', async () => {
    const world = await deployGate();
    const { exitCode, stdout, stderr } = await runJob(world);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain('Here your application is deployed.');
    expect(summaryOf(world)).toContain('production');
  });

  it('stop before the deploy where it is rejected, with the line of the environment', async () => {
    const world = await deployGate(WRONG_SECRET);
    const { exitCode, stdout } = await runJob(world);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error title=production [^:]*,file=preflight\.config\.json,line=4,/m);
    expect(stdout).not.toContain('Here your application is deployed.');
    expect(stdout + summaryOf(world)).not.toContain(WRONG_SECRET);
  });
});

function summaryOf({ env }: JobWorld): string {
  return readFileSync(env['GITHUB_STEP_SUMMARY'] ?? '', 'utf8');
}
