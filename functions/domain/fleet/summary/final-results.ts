import type { MemberResult } from '../../model/schemas/fleet-schema.ts';
import type { MemberState, MemberStates } from './member-states.ts';
import { readResult } from './read-lines.ts';
import { objectsOf, type RunObject, type RunObjects } from './run-objects.ts';

/** What is asked of the results of a run, once it is known which of them matter. */
export interface FinalResults {
  readonly states: MemberStates;
  /** Members whose result is shown. */
  readonly shown: ReadonlySet<MemberState>;
  readonly onShown: (result: MemberResult) => void;
}

/** The results that the run as a whole changed, as they are then. Only the objects that hold them are read again. */
export async function* finalResults(
  asked: FinalResults,
  run: RunObjects,
): AsyncGenerator<MemberResult, void, undefined> {
  const { states, shown } = asked;
  const wanted = [...states.values()].filter((one) => one.change !== undefined || shown.has(one));
  const sources = new Set(wanted.flatMap(({ source }) => source ?? []));
  for await (const object of objectsOf(inOrder(sources), readResult, run)) {
    for (const [state, result] of await lastResults(object, asked))
      yield* finish(state, result, asked);
  }
  for (const state of wanted) {
    const { member, verdict = 'inconclusive' } = state;
    if (state.source === undefined) yield* finish(state, { member, verdict, checks: [] }, asked);
  }
}

/** Of the wanted members whose result this object holds: the last in it. */
async function lastResults(
  { key, items }: RunObject<MemberResult>,
  { states, shown }: FinalResults,
): Promise<ReadonlyMap<MemberState, MemberResult>> {
  const last = new Map<MemberState, MemberResult>();
  for await (const result of items) {
    const state = states.get(result.member);
    if (state?.source !== key) continue;
    if (state.change !== undefined || shown.has(state)) last.set(state, result);
  }
  return last;
}

function* finish(
  state: MemberState,
  result: MemberResult,
  { shown, onShown }: FinalResults,
): Generator<MemberResult, void, undefined> {
  const final = state.change?.(result) ?? result;
  if (shown.has(state)) onShown(final);
  if (state.change !== undefined) yield final;
}

async function* inOrder(keys: Iterable<string>): AsyncGenerator<string, void, undefined> {
  yield* keys;
}
