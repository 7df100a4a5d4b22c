import { describe, expect, it } from 'vitest';
import type { Services } from '../../../cli/services.ts';
import type { Replies } from './fake-prompts.ts';
import {
  AUDITOR,
  type InitWorld,
  PRODUCTION,
  runInit,
  STAGING,
  startInitWorld,
} from './init-world.ts';
import { talk } from './talk.ts';

/** A person who agrees to reading, and otherwise takes what is proposed or knows the account. */
const agreeing = ({ staging, production }: InitWorld): Replies => [
  [/^Read \d+ secrets/, true],
  [/must staging be/, staging],
  [/must production be/, production],
  [/^Email/, 'ops@example.com'],
];

const QUESTIONS: readonly RegExp[] = [
  /^Read 3 secrets with your AWS credentials, .*no value is shown or kept\.$/,
  /^Does one of these hold a Main key or the parent's Auth Token/,
  /^Which secrets does an environment use\?/,
  /^Which environment uses production/,
  /^Which Twilio account must production be\? Compare it with Twilio's console/,
  /^Which environment uses staging/,
  /^Which Twilio account must staging be/,
  /^Email addresses/,
  /^Phone numbers/,
  /^Write preflight\.config\.json\?$/,
];

describe('on a terminal, init', () => {
  it('asks little, proposes what AWS and Twilio show, and writes what was confirmed', async () => {
    const world = await startInitWorld();
    const { exitCode, asked, shown, stdout, stderr, configuration } = await talk(world, {
      replies: agreeing(world),
    });
    expect({ exitCode, asked }).toEqual({
      exitCode: 0,
      asked: QUESTIONS.map((question) => expect.stringMatching(question)),
    });
    const { parent: parentSid, staging, production } = world;
    expect(configuration).toMatchObject({
      environments: {
        production: {
          secret: { id: PRODUCTION },
          account: { sid: production, parentSid },
          credential: { kind: 'api-key' },
        },
        staging: {
          secret: { id: STAGING },
          account: { sid: staging, parentSid },
          credential: { kind: 'auth-token' },
        },
      },
      auditor: { secret: { id: AUDITOR } },
      alerts: { email: ['ops@example.com'] },
    });
    expect(shown()).toContain(`subaccount of ${parentSid}`);
    expect(shown()).toContain('holds an Auth Token');
    // The person sees the whole file before it is written; the result alone is on stdout.
    expect(stderr).toContain(JSON.stringify(configuration, null, 2));
    expect(stdout).toMatch(/^Wrote preflight\.config\.json: production, staging\.\n\nNext:\n/);
  });

  it.each(QUESTIONS.map((question, at) => ({ at, question: question.source.slice(0, 30) })))(
    'writes nothing and exits 130 when it is cancelled at question $at: $question',
    async ({ at }) => {
      const world = await startInitWorld();
      const ended = await talk(world, { replies: agreeing(world), cancelAt: at });
      expect(ended).toMatchObject({ exitCode: 130, stdout: '', configuration: undefined });
      expect(ended.asked).toHaveLength(at);
    },
  );

  it('asks only for what the options leave open', async () => {
    const world = await startInitWorld();
    const environment = `production=${PRODUCTION}:${world.production}:api-key`;
    const { asked } = await talk(world, { argv: ['--env', environment, '--email', 'a@b.co'] });
    expect(asked).toEqual(['Write preflight.config.json?']);
  });

  it('asks nothing with --yes', async () => {
    const world = await startInitWorld();
    const argv = ['--yes', '--env', `production=${PRODUCTION}:${world.production}:api-key`];
    const { asked, exitCode } = await talk(world, { argv });
    expect({ asked, exitCode }).toEqual({ asked: [], exitCode: 0 });
  });

  it('asks whether environments share an account on purpose', async () => {
    const world = await startInitWorld();
    const replies: Replies = [
      [/^Does one/, ''],
      [/^Which secrets/, [STAGING, PRODUCTION]],
      [/must \w+ be/, world.staging],
    ];
    const refused = await talk(world, { replies });
    expect(refused).toMatchObject({ exitCode: 2, configuration: undefined });
    expect(refused.stderr).toContain('is the account of several environments');
    const shared = await talk(world, { replies: [...replies, [/share it on purpose/, true]] });
    expect(shared).toMatchObject({
      exitCode: 0,
      configuration: { environments: { staging: { account: { shared: true } } } },
    });
  });

  it.each([
    ['replacing a file', /^preflight\.config\.json exists\. Replace/],
    ['writing at the end', /^Write preflight/],
  ])('takes no for an answer: %s', async (_name, question) => {
    const world = await startInitWorld();
    const argv = ['--env', `production=${PRODUCTION}:${world.production}:api-key`];
    await talk(world, { argv });
    const { configuration: before } = await talk(world, { argv: [...argv, '--yes', '--force'] });
    const replies: Replies = [
      [question, false],
      [/Replace/, true],
    ];
    const refused = await talk(world, { argv: [...argv, '--sms', '+15551230001'], replies });
    expect(refused).toMatchObject({ exitCode: 2, stdout: '', configuration: before });
    expect(refused.stderr).toContain('error: Nothing was written.');
  });
});

describe('where a terminal cannot be asked on', () => {
  it.each([
    ['a CI job', { CI: 'true' }],
    ['a terminal that cannot redraw', { TERM: 'dumb' }],
  ])('init asks nothing: %s', async (_name, env) => {
    const world = await startInitWorld();
    const other = { ...world, world: { ...world.world, env } };
    const { asked, exitCode, stderr } = await talk(other, {});
    expect({ asked, exitCode }).toEqual({ asked: [], exitCode: 2 });
    expect(stderr).toContain('--env is missing');
  });

  it('init ends with 130 and writes nothing when the run is interrupted', async () => {
    const world = await startInitWorld();
    const interruption = new AbortController();
    const services: Services = {
      signIn: async () => interruption.abort(),
    };
    const argv = ['--env', `production=${PRODUCTION}:${world.production}`];
    const { signal } = interruption;
    const ended = await runInit(world, { argv, services, signal });
    expect(ended).toMatchObject({ exitCode: 130, stdout: '' });
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const again = await runInit(world, { argv: [] });
    expect(again.configuration).toBeUndefined();
  });
});
