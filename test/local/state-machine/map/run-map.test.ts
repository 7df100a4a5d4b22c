import { describe, expect, it } from 'vitest';
import { createObjectStore } from '../../../../local/aws/objects/object-store.ts';
import { arnOf, failure, runMachine } from '../machine-world.ts';

const TASK = { Type: 'Task', Resource: arnOf('work') };

const MAP = {
  Type: 'Map',
  Label: 'Verify',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSONL' },
    Parameters: { Bucket: 'bucket', 'Key.$': '$.key' },
  },
  ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'runId.$': '$.runId' } },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Work',
    States: { Work: { ...TASK, End: true } },
  },
  ResultPath: '$.map',
  End: true,
};

const mapWith = (members: object) => ({ StartAt: 'Map', States: { Map: { ...MAP, ...members } } });

/** A world with five items, of which the children get two each. */
function itemsWorld(text = '1\n2\n3\n4\n5\n') {
  const objects = createObjectStore(() => new Date(0));
  objects.createBucket('bucket');
  objects.put('bucket', { key: 'items', body: text });
  return { objects, input: { key: 'items', runId: 'r' } };
}

interface BatchEvent {
  readonly Items: readonly number[];
}

describe('a map', () => {
  it('gives each child a batch of items and the input of all batches', async () => {
    const seen: unknown[] = [];
    const work = (event: never): number => seen.push(event);
    const { outcome, mapRuns } = await runMachine(mapWith({}), { work }, itemsWorld());
    const BatchInput = { runId: 'r' };
    expect(seen).toEqual([
      { BatchInput, Items: [1, 2] },
      { BatchInput, Items: [3, 4] },
      { BatchInput, Items: [5] },
    ]);
    expect(outcome).toMatchObject({ kind: 'output', output: { runId: 'r', map: [1, 2, 3] } });
    expect(mapRuns[0]).toMatchObject({
      status: 'SUCCEEDED',
      itemCounts: { total: 5, succeeded: 5, pending: 0, running: 0, resultsWritten: 5 },
      executionCounts: { total: 3, succeeded: 3 },
    });
  });

  it('selects the items of an array, without batches', async () => {
    const ItemSelector = {
      'value.$': '$$.Map.Item.Value',
      'index.$': '$$.Map.Item.Index',
      'runId.$': '$.runId',
    };
    const ItemReader = { ...MAP.ItemReader, ReaderConfig: { InputType: 'JSON' } };
    const { ItemBatcher: _none, ...plain } = MAP;
    const definition = {
      StartAt: 'Map',
      States: { Map: { ...plain, ItemReader, ItemSelector, ResultPath: '$' } },
    };
    const { outcome } = await runMachine(definition, { work: (e) => e }, itemsWorld('["a","b"]'));
    expect(outcome).toEqual({
      kind: 'output',
      output: [
        { value: 'a', index: 0, runId: 'r' },
        { value: 'b', index: 1, runId: 'r' },
      ],
    });
  });

  it.each([
    [{}, 4, 3],
    [{ MaxConcurrency: 2 }, 4, 2],
    [{ MaxConcurrency: 9 }, 1, 1],
  ])('runs so many children at once: %j of at most %i', async (members, maxChildren, most) => {
    let running = 0;
    let seen = 0;
    const work = async (): Promise<void> => {
      running += 1;
      seen = Math.max(seen, running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await runMachine(mapWith(members), { work }, { ...itemsWorld(), maxChildren });
    expect(seen).toBe(most);
  });

  it.each([
    ['none by default', {}, 1, 'FAILED'],
    ['a share of the items', { ToleratedFailurePercentage: 40 }, 1, 'SUCCEEDED'],
    ['no more than that share', { ToleratedFailurePercentage: 39 }, 1, 'FAILED'],
    ['a number of items', { ToleratedFailureCount: 2 }, 1, 'SUCCEEDED'],
    ['no more than that number', { ToleratedFailureCount: 1 }, 1, 'FAILED'],
    ['all of them', { ToleratedFailurePercentage: 100 }, 3, 'SUCCEEDED'],
  ])('tolerates failed items: %s', async (...row) => {
    const [, members, failing, status] = row;
    let calls = 0;
    const work = (): void => {
      calls += 1;
      if (calls <= failing) throw failure('Boom');
    };
    const { outcome, mapRuns } = await runMachine(mapWith(members), { work }, itemsWorld());
    expect(mapRuns[0]?.status).toBe(status);
    const error = 'States.ExceedToleratedFailureThreshold';
    expect(outcome).toMatchObject(status === 'FAILED' ? { error } : { kind: 'output' });
  });

  it('starts no further child once it is stopped', async () => {
    const stopping = new AbortController();
    let calls = 0;
    const work = (): void => {
      calls += 1;
      stopping.abort();
    };
    const world = { ...itemsWorld(), maxChildren: 1, signal: stopping.signal };
    const { outcome, mapRuns } = await runMachine(mapWith({}), { work }, world);
    expect([outcome.kind, calls]).toEqual(['aborted', 1]);
    expect(mapRuns[0]).toMatchObject({ status: 'ABORTED', executionCounts: { aborted: 3 } });
  });

  it('exports how its children ended, and names the manifest', async () => {
    const ResultWriter = {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'bucket', Prefix: 'map-runs' },
    };
    const work = ({ Items }: BatchEvent): unknown => {
      if (Items.includes(3)) throw failure('Boom');
      return Items;
    };
    const members = { ResultWriter, ToleratedFailurePercentage: 100, ResultPath: '$' };
    const { outcome, objects } = await runMachine(mapWith(members), { work }, itemsWorld());
    const read = (key: string) => JSON.parse(String(objects.get('bucket', key)?.body));
    const [{ Key: manifestKey = '' } = {}] = [Object(outcome).output.ResultWriterDetails];
    const { ResultFiles, DestinationBucket } = read(manifestKey);
    expect(DestinationBucket).toBe('bucket');
    expect(ResultFiles.PENDING).toEqual([]);
    expect(read(ResultFiles.SUCCEEDED[0].Key)).toMatchObject([
      { Status: 'SUCCEEDED', Output: '[1,2]' },
      { Status: 'SUCCEEDED', Output: '[5]' },
    ]);
    expect(read(ResultFiles.FAILED[0].Key)).toMatchObject([{ Status: 'FAILED', Error: 'Boom' }]);
  });

  it.each([
    ['no object', itemsWorld(), { runId: 'r', key: 'none' }, 'States.ItemReaderFailed'],
    ['no JSON', itemsWorld('{'), undefined, 'States.ItemReaderFailed'],
    [
      'a batch beyond 256 KiB',
      itemsWorld(`"${'x'.repeat(256 * 1024)}"\n`),
      undefined,
      'States.DataLimitExceeded',
    ],
  ])('fails with %s', async (...row) => {
    const [, world, input, error] = row;
    const { outcome } = await runMachine(
      mapWith({}),
      { work: () => 1 },
      { ...world, input: input ?? world.input },
    );
    expect(outcome).toMatchObject({ kind: 'fault', error });
  });
});

it('is refused unless it is distributed', async () => {
  const ItemProcessor = { ...MAP.ItemProcessor, ProcessorConfig: { Mode: 'INLINE' } };
  await expect(runMachine(mapWith({ ItemProcessor }), {})).rejects.toThrow(/ProcessorConfig/);
});
