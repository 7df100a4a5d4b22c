import { median } from '../median.ts';
import type { Bundle, Variant } from './bundles.ts';
import { type ColdStart, coldStart, type Stage } from './cold-start.ts';
import { requestList, requireEqualLists } from './request-list.ts';

/** Medians of one handler's starts, and its bundle. */
export interface StartupResult extends ColdStart {
  readonly variant: Variant;
  readonly bytes: number;
  readonly startBytes: number;
  /** Median of `initMs + firstMs`; not always the sum of their medians. */
  readonly totalMs: number;
  /** Median, over the rounds, of the gate's total by this handler's total in the same round. */
  readonly gateRatio: number;
}

type Round = ReadonlyMap<Variant, ColdStart>;

/**
 * Starts each bundle once per round, one after the other, so that a busy moment of the machine meets
 * all of them. One more round goes first and is dropped: it fills the file cache.
 */
export async function measureStartup(
  bundles: readonly Bundle[],
  rounds: number,
  stage: Stage,
): Promise<readonly StartupResult[]> {
  await measureRound(bundles, stage);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(bundles, stage));
  return bundles.map(({ variant, bytes, startBytes }) => ({
    variant,
    bytes,
    startBytes,
    ...summary(measured, variant),
  }));
}

async function measureRound(bundles: readonly Bundle[], stage: Stage): Promise<Round> {
  const starts = new Map<Variant, ColdStart>();
  let expected: readonly string[] | undefined;
  for (const bundle of bundles) {
    await stage.world.forget();
    starts.set(bundle.variant, await coldStart(bundle, stage));
    const asked = requestList(await stage.world.requests());
    expected ??= asked;
    requireEqualLists(expected, asked, bundle.variant);
  }
  return starts;
}

function summary(
  rounds: readonly Round[],
  variant: Variant,
): Omit<StartupResult, 'variant' | 'bytes' | 'startBytes'> {
  const starts = rounds.map((round) => startOf(round, variant));
  const ratios = rounds.map(
    (round) => totalMs(startOf(round, 'gate')) / totalMs(startOf(round, variant)),
  );
  return {
    initMs: median(starts.map((start) => start.initMs)),
    firstMs: median(starts.map((start) => start.firstMs)),
    totalMs: median(starts.map(totalMs)),
    gateRatio: median(ratios),
  };
}

function totalMs({ initMs, firstMs }: ColdStart): number {
  return initMs + firstMs;
}

function startOf(round: Round, variant: Variant): ColdStart {
  const start = round.get(variant);
  if (start === undefined) throw new Error(`The ${variant} handler was not measured.`);
  return start;
}
