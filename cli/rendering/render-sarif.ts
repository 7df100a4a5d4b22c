import { createHash } from 'node:crypto';
import type { CheckStatus } from '../../functions/domain/model/report.ts';
import type { EnvironmentOutcome } from '../../functions/domain/rendering/judged-outcome.ts';
import { webAddress } from '../../functions/domain/text/web-address.ts';
import { CHECKS, causeTopic } from '../explain/topics.ts';
import type { Declarations } from './declarations.ts';
import type { Outcome, RenderOptions } from './outcome.ts';
import { type Problem, problemsOf } from './problems-of.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<CheckStatus, 'error' | 'warning' | 'note'>> = {
  fail: 'error',
  inconclusive: 'error',
  warn: 'warning',
  pass: 'note',
  skipped: 'note',
};

/**
 * SARIF 2.1.0: one run, a rule for each cause and check that has a result, and a result for each cause and
 * each finding that is no pass and not skipped, at the environment's declaration. A result keeps its
 * fingerprint for as long as the environment has the problem, wherever its declaration moves.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(outcome: Outcome, { declarations }: RenderOptions = {}): string {
  const { title, environments, notes } = outcome;
  const found = environments.flatMap((environment) =>
    problemsOf(environment).map((problem) => ({ environment, problem })),
  );
  const ids = [...new Set(found.map(({ problem }) => problem.id))];
  const run = {
    tool: { driver: { name: 'twilio-preflight', rules: ids.map((id) => rule(id, environments)) } },
    // GitHub replaces what was uploaded before under the same id: a key audit leaves a verification alone.
    automationDetails: { id: `twilio-preflight/${title.toLowerCase().replaceAll(' ', '-')}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: notes.map((text) => ({
          level: 'note',
          message: message(text),
        })),
      },
    ],
    results: found.map(({ environment, problem }) => ({
      ruleId: problem.id,
      ruleIndex: ids.indexOf(problem.id),
      level: LEVELS[problem.status],
      message: message(`${environment.name}: ${problem.lines.join('\n')}`),
      locations: locations(environment.name, declarations),
      partialFingerprints: fingerprints(environment.name, problem),
    })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/**
 * A text in which nothing is a placeholder (`{0}`) or a link (`[text](target)`).
 * Sections 3.11.5 and 3.11.6 of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
function message(text: string): { readonly text: string } {
  return { text: text.replaceAll(/[{}]/g, '$&$&').replaceAll(/(\\*)\]\(/g, '$1$1\\](') };
}

/** An id that a newer gate knows, and this version does not, is its own title. */
function rule(id: string, environments: readonly EnvironmentOutcome[]): object {
  const cause = causeTopic(id);
  const title = cause?.title ?? CHECKS.find((check) => check.id === id)?.title ?? id;
  const explanation = environments.find((one) => one.explanation?.cause === id)?.explanation;
  const help = `${cause?.means ?? title}\n\nMore: twilio-preflight explain ${id}`;
  return {
    id,
    shortDescription: message(title),
    help: message(help),
    helpUri: webAddress(explanation?.helpUrl) ?? webAddress(cause?.helpUrl),
  };
}

/** Without a region where the position is not known: GitHub refuses a result that has no location. */
function locations(name: string, declarations: Declarations | undefined): readonly object[] {
  if (declarations === undefined) return [];
  const { uri, positions } = declarations;
  const { line, column } = positions.get(name) ?? {};
  const region = line && { startLine: line, startColumn: column };
  return [{ physicalLocation: { artifactLocation: { uri }, region } }];
}

/**
 * By the name that GitHub reads, so that it does not hash the line of the declaration instead. Nothing that
 * differs from run to run is in it.
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support
 */
function fingerprints(name: string, { id, apiKeySid = '' }: Problem): object {
  const hash = createHash('sha256')
    .update(JSON.stringify([name, id, apiKeySid]))
    .digest('hex');
  return { primaryLocationLineHash: hash };
}
