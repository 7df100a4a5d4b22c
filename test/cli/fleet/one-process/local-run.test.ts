import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../../../cli/fleet/one-process/directory-store.ts';
import { type LocalRun, runLocally } from '../../../../cli/fleet/one-process/local-run.ts';
import { openResultsFile } from '../../../../cli/fleet/one-process/results-file.ts';
import { FLEET_KEYS } from '../../../../functions/contract.ts';
import type { FleetMember } from '../../../../functions/domain/model/fleet-member.ts';
import type { MemberResult } from '../../../../functions/domain/model/schemas/fleet-schema.ts';
import {
  fleetPorts,
  KEYED,
  memberOf,
  membersOf,
  payloadOf,
  TEMPLATE,
} from '../../../functions/domain/fleet/fleet-world.ts';
import type { FakePorts } from '../../../functions/domain/verification/fake-ports.ts';
import { temporaryFiles } from '../../temporary-files.ts';

const RUN_ID = 'run-1';

interface Stage extends LocalRun {
  readonly ports: FakePorts;
  readonly seen: string[];
  readonly stop: AbortController;
}

async function stage(
  members: readonly FleetMember[],
  changes: Partial<LocalRun> = {},
): Promise<Stage> {
  const directory = temporaryFiles({});
  const store = createDirectoryStore(join(directory, 'run'));
  const stop = new AbortController();
  const { signal } = stop;
  const inventory = members.map((one) => `${JSON.stringify(one)}\n`).join('');
  await store.put(FLEET_KEYS.inventory(RUN_ID), inventory, { signal });
  const ports = fleetPorts(members);
  const seen: string[] = [];
  return {
    runId: RUN_ID,
    store,
    verification: { template: TEMPLATE, ports, keyed: KEYED, signal },
    file: await openResultsFile(join(directory, 'results.jsonl')),
    passed: new Set(),
    onJudged: (how) => seen.push(how),
    ports,
    seen,
    stop,
    ...changes,
  };
}

async function linesOf(
  { store }: LocalRun,
  prefix: string,
): Promise<readonly { member: string }[]> {
  const { signal } = new AbortController();
  const found: { member: string }[] = [];
  for await (const key of store.keys(prefix, { signal })) {
    for await (const line of (await store.lines(key, { signal })) ?? [])
      found.push(JSON.parse(line));
  }
  return found;
}

async function written({ file }: LocalRun): Promise<readonly MemberResult[]> {
  const results: MemberResult[] = [];
  for await (const one of file.read()) results.push(one);
  return results;
}

describe('a fleet in this process', () => {
  it('has one result and one line of fingerprints for each member, in batches', async () => {
    const run = await stage(membersOf(1_100));
    await runLocally(run);
    const names = membersOf(1_100).map(({ member }) => member);
    const results = await linesOf(run, FLEET_KEYS.results(RUN_ID));
    expect(results.map(({ member }) => member).toSorted()).toEqual(names.toSorted());
    const fingerprints = await linesOf(run, FLEET_KEYS.fingerprints(RUN_ID));
    expect(fingerprints.map(({ member }) => member)).toEqual(results.map(({ member }) => member));
    expect(await written(run)).toHaveLength(1_100);
    expect(run.seen).toHaveLength(1_100);
  });

  it('asks nothing of Twilio for members that passed before, but compares them', async () => {
    const run = await stage(membersOf(3), { passed: new Set(['tenant-0', 'tenant-2']) });
    await runLocally(run);
    expect(run.ports.twilio.asked).toHaveLength(1);
    expect((await written(run)).map(({ member }) => member)).toEqual(['tenant-1']);
    expect(await linesOf(run, FLEET_KEYS.results(RUN_ID))).toMatchObject([
      { member: 'tenant-0', verdict: 'pass', checks: [] },
      { member: 'tenant-1', verdict: 'pass' },
      { member: 'tenant-2', verdict: 'pass', checks: [] },
    ]);
    expect(await linesOf(run, FLEET_KEYS.fingerprints(RUN_ID))).toMatchObject(
      [0, 1, 2].map((index) => ({
        fingerprints: [payloadOf(index).authToken.slice(-16)].map(hex),
      })),
    );
    expect(run.seen).toEqual(['carried', 'carried', 'judged']);
  });

  it.each<readonly [string, FleetMember]>([
    ['whose secret is gone', { ...memberOf(0), member: 'gone' }],
    ['that is listed without its account', { index: 0, member: 'tenant-0' }],
    [
      'in which the lists found a fault',
      { ...memberOf(0), finding: { verdict: 'fail', summary: 'its account is closed' } },
    ],
  ])('judges a member anew %s, though it passed before', async (_title, listed) => {
    const run = await stage([memberOf(0)], { passed: new Set([listed.member]) });
    const { signal } = run.verification;
    await run.store.put(FLEET_KEYS.inventory(RUN_ID), `${JSON.stringify(listed)}\n`, { signal });
    await runLocally(run);
    const [result] = await written(run);
    expect(result?.verdict).not.toBe('pass');
    expect(run.seen).toEqual(['judged']);
  });

  it('keeps what is done when it is interrupted, and nothing that is not', async () => {
    const done: string[] = [];
    const run = await stage(membersOf(200), { onJudged: (how) => done.push(how) });
    const stopping = { ...run, onJudged: () => done.push('judged') === 20 && run.stop.abort() };
    await runLocally(stopping);
    const results = await written(run);
    expect(results).toHaveLength(20);
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  });

  it('has nothing to do where nothing is listed', async () => {
    const run = await stage([]);
    await runLocally({ ...run, runId: 'other' });
    expect(run.seen).toEqual([]);
  });
});

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
