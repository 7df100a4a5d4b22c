import type { EnvironmentOutcome } from '../../functions/domain/rendering/judged-outcome.ts';
import { readHistory } from '../history/history.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../rendering/outcome.ts';
import { askGate } from './ask-gate.ts';
import type { InvocationRequest } from './gate-client.ts';

const RUNS = 30;
/** Each environment takes an invocation. */
const MOST_ENVIRONMENTS = 10;

/**
 * The outcome with the last 30 runs of each environment, of the first ten, the newest first. A gate that
 * keeps no history, or gives none, adds none: the verdict does not need it.
 */
export async function withRuns(
  outcome: Outcome,
  gate: Pick<InvocationRequest, 'functionName' | 'region'>,
  io: Io,
): Promise<Outcome> {
  const environments = await Promise.all(
    outcome.environments.map(async (environment, index): Promise<EnvironmentOutcome> => {
      if (index >= MOST_ENVIRONMENTS) return environment;
      const query = { environment: environment.name, limit: RUNS };
      try {
        const { payload } = await askGate({ ...gate, payload: { history: query } }, io);
        return { ...environment, runs: readHistory(payload, environment.name).runs };
      } catch {
        return environment;
      }
    }),
  );
  return { ...outcome, environments };
}
