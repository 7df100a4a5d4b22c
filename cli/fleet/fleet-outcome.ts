import {
  causesSentence,
  countsSentence,
  NUMBERS,
} from '../../functions/domain/fleet/fleet-sentences.ts';
import type { FleetReport } from '../../functions/domain/model/schemas/fleet-schema.ts';
import type { EnvironmentOutcome } from '../../functions/domain/rendering/judged-outcome.ts';
import { STATUS_WORDS } from '../../functions/domain/rendering/status-words.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { causeText } from '../explain/explain.ts';
import { causeTopic } from '../explain/topics.ts';
import { aligned } from '../rendering/aligned.ts';
import type { Outcome, TextOptions } from '../rendering/outcome.ts';
import { styleOf } from '../rendering/terminal-section.ts';
import { wrap } from '../rendering/wrap.ts';

type Member = FleetReport['fleet']['worst'][number];

/**
 * A fleet's report for every output format: the environments are the whole, which has its verdict also where no
 * member is shown, and then its worst members.
 */
export function fleetOutcome(report: FleetReport): Outcome {
  const plain = plainCopy(report);
  const { runId, verdict, fleet } = plain;
  return {
    title: 'Fleet check',
    verdict,
    environments: [wholeOf(plain), ...fleet.worst.map(environmentOf)],
    notes: notesOf(plain),
    about: [['Run', runId]],
    whole: { each: 'Member', counts: countsSentence(plain) },
    showsKeys: false,
    document: report,
    text: (options) => textOf(plain, options),
  };
}

/** No member has a name with a blank. */
const WHOLE = 'whole fleet';

function wholeOf(report: FleetReport): EnvironmentOutcome {
  const { verdict } = report;
  const message = [countsSentence(report), toleratedSentence(report)].filter(Boolean).join('. ');
  return { name: WHOLE, verdict, findings: [{ check: 'verdict', status: verdict, message }] };
}

function toleratedSentence({ verdict, fleet: { verdicts } }: FleetReport): string {
  const isTolerated = verdict === 'warn' && verdicts.fail + verdicts.inconclusive > 0;
  return isTolerated ? 'What failed or could not be checked is within what is tolerated.' : '';
}

function environmentOf({ member, verdict, cause, summary }: Member): EnvironmentOutcome {
  const check = cause ?? 'verdict';
  const message = summary ?? `The verdict is ${verdict}.`;
  return { name: member, verdict, findings: [{ check, status: verdict, message }] };
}

function notesOf(report: FleetReport): readonly string[] {
  const { fleet } = report;
  const bad = fleet.total - fleet.verdicts.pass;
  const others = bad - fleet.worst.length;
  return [
    countsSentence(report),
    toleratedSentence(report),
    causesSentence(report),
    others > 0
      ? `${fleet.worst.length} of ${NUMBERS.format(bad)} members that do not pass are shown.`
      : '',
    fleet.results === undefined ? '' : `Every result: ${fleet.results}`,
  ].filter((note) => note !== '');
}

function textOf(report: FleetReport, options: TextOptions): string {
  const { paint, columns } = styleOf(options);
  const { verdict, runId, fleet } = report;
  const [counts = '', ...notes] = notesOf(report);
  const rows = fleet.worst.map((one) => [
    one.member,
    `${STATUS_WORDS[one.verdict]} ${one.cause ?? ''}`.trimEnd(),
    one.summary ?? '',
  ]);
  const table = aligned([['MEMBER', 'VERDICT', 'SUMMARY'], ...rows], (cell, { row, column }) =>
    column === 1 ? paint(cell, fleet.worst[row - 1]?.verdict ?? 'heading') : cell,
  );
  const parts = [
    [`${paint(verdict.toUpperCase(), verdict)}  fleet of ${counts}`],
    rows.length === 0 ? [] : table,
    notes.flatMap((note) => wrap(note, columns)),
    ...causeParts(report, options),
    [`run ${runId}`],
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** What each cause means and what to do, as `explain` says it; else where to read that. */
function causeParts({ fleet: { causes } }: FleetReport, options: TextOptions): string[][] {
  if (causes.length === 0) return [];
  if (options.verbose !== true) return [['What each cause means, and what to do: --verbose']];
  const topics = causes.flatMap(({ cause }) => causeTopic(cause) ?? []);
  return topics.map((topic) => [...causeText(topic, styleOf(options))]);
}
