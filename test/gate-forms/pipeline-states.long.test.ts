import { describe, expect, it } from 'vitest';
import type { Pipeline } from '../../local/pipeline/create-pipeline.ts';
import { createManualClock } from '../local/clock/manual-clock.ts';
import type { PipelineName } from './gated-app.ts';
import { type GatedShop, useGatedShop } from './gated-shop.ts';

const shop = useGatedShop();

function makeStale({ example }: GatedShop): void {
  const production = example.environment('production');
  production.putSecret({ value: production.staleFields() });
}

/** Resolves once the execution waits before production. */
async function untilInbound(pipeline: Pipeline, id: string): Promise<void> {
  await pipeline.when((each) =>
    each.stages().some(({ inboundExecutions }) => inboundExecutions.includes(id)),
  );
}

/** What became of the gate and of the deployment behind it, in one execution. */
function production(pipeline: Pipeline, id: string): Readonly<Record<string, string>> {
  const stage = pipeline.execution(id)?.stages.find(({ name }) => name === 'Production');
  const actions = stage?.actions ?? [];
  return Object.fromEntries(actions.map(({ name, status }) => [name, status]));
}

const DEPLOYED = { TwilioGate: 'Succeeded', Deploy: 'Succeeded' };
const BLOCKED = { TwilioGate: 'Failed' };

describe('the real gate in a pipeline', () => {
  it('opens for the same release once the credential is mended and the stage retried', async () => {
    makeStale(shop());
    const pipeline = shop().open('Action');
    const { id, ended } = pipeline.start();
    expect((await ended).status).toBe('Failed');
    expect(production(pipeline, id)).toEqual(BLOCKED);
    shop().example.environment('production').putGoodSecret();
    expect((await pipeline.retryStage(id, 'Production').ended).status).toBe('Succeeded');
    expect(production(pipeline, id)).toEqual(DEPLOYED);
    expect(await shop().mails()).toHaveLength(1);
  });

  it('stays shut for every retry while nothing is mended', async () => {
    makeStale(shop());
    const pipeline = shop().open('Action');
    const { id, ended } = pipeline.start();
    await ended;
    for (const mode of ['FAILED_ACTIONS', 'ALL_ACTIONS'] as const) {
      expect((await pipeline.retryStage(id, 'Production', mode).ended).status).toBe('Failed');
      expect(production(pipeline, id)).toEqual(BLOCKED);
    }
  });

  it.each<{ name: PipelineName; first: string; afterwards: Readonly<Record<string, string>> }>([
    { name: 'Action', first: 'Superseded', afterwards: {} },
    { name: 'Queued', first: 'Succeeded', afterwards: DEPLOYED },
  ])(
    'is not asked behind a disabled transition; once it is enabled, of two in $name the first is $first',
    async ({ name, first, afterwards }) => {
      const pipeline = shop().open(name);
      pipeline.disableTransition('Production', 'Release freeze');
      const one = pipeline.start();
      await untilInbound(pipeline, one.id);
      const two = pipeline.start();
      await untilInbound(pipeline, two.id);
      expect([production(pipeline, one.id), production(pipeline, two.id)]).toEqual([{}, {}]);
      pipeline.enableTransition('Production');
      expect((await one.ended).status).toBe(first);
      expect((await two.ended).status).toBe('Succeeded');
      expect(production(pipeline, one.id)).toEqual(afterwards);
      expect(production(pipeline, two.id)).toEqual(DEPLOYED);
    },
  );

  it('judges what is true when a waiting release gets its turn, not when it was started', async () => {
    const pipeline = shop().open('Queued');
    pipeline.disableTransition('Production', 'Release freeze');
    const release = pipeline.start();
    await untilInbound(pipeline, release.id);
    makeStale(shop());
    pipeline.enableTransition('Production');
    expect((await release.ended).status).toBe('Failed');
    expect(production(pipeline, release.id)).toEqual(BLOCKED);
  });

  it('answers each of several parallel releases', async () => {
    const pipeline = shop().open('Parallel');
    const releases = [pipeline.start(), pipeline.start(), pipeline.start()];
    const ends = await Promise.all(releases.map(({ ended }) => ended));
    expect(ends.map(({ status }) => status)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
    makeStale(shop());
    const others = [pipeline.start(), pipeline.start()];
    const blocked = await Promise.all(others.map(({ ended }) => ended));
    expect(blocked.map(({ status }) => status)).toEqual(['Failed', 'Failed']);
  });
});

describe('a gate that may not answer', () => {
  it('blocks when its job times out, and the backstop tells people what to look at', async () => {
    const { aws, stack } = shop();
    aws.faults.add({
      service: 'codepipeline',
      kind: 'error',
      type: 'AccessDeniedException',
      message: 'User is not authorized to perform: codepipeline:PutJobSuccessResult',
    });
    const clock = createManualClock();
    const pipeline = shop().open('Action', { clock });
    const { id, ended } = pipeline.start();
    await clock.untilWaiting();
    await stack.invoker.idle();
    await clock.advance(20 * 60_000);
    expect((await ended).status).toBe('Failed');
    expect(production(pipeline, id)).toEqual(BLOCKED);
    const mails = await shop().mails();
    expect(mails).toContainEqual(
      expect.stringContaining('BLOCKED Action: the Twilio gate gave no'),
    );
    expect(mails).toContainEqual(expect.stringContaining(id));
  });

  it('is not told twice where it answered: the backstop stays silent', async () => {
    makeStale(shop());
    await shop().open('Action').start().ended;
    const mails = await shop().mails();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^BLOCKED production/);
  });
});
