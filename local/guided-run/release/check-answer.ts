import { compared, contains, type Item } from '../checklist.ts';
import type { ExpectedAnswer } from '../scenarios/scenario.ts';
import type { ObservedGate, ObservedRun } from './observation.ts';

/** Compares a gate's answer, and the alerts that were delivered, with what was expected. */
export function checkAnswer(run: ObservedRun, expected: ExpectedAnswer): readonly Item[] {
  const gate = run.gates.at(-1);
  const { isAlerted = expected.verdict !== 'pass' } = expected;
  const alerts = isAlerted ? 1 : 0;
  return [
    ...checkGate(gate, expected),
    ...pipelineFirst(run),
    compared('emails delivered', { expected: alerts, found: run.emails.length }),
    compared('SMS delivered', { expected: alerts, found: run.texts.length }),
    ...run.emails.map(({ body }) =>
      contains('the email names the environment', body, gate?.stage.toLowerCase() ?? '?'),
    ),
    ...run.texts.map(({ segments }) =>
      compared('segments of the SMS', { expected: 1, found: segments.count }),
    ),
  ];
}

/** The answer to the pipeline, the function's verdict, and the requests to Twilio. */
export function checkGate(
  gate: ObservedGate | undefined,
  expected: ExpectedAnswer,
): readonly Item[] {
  if (gate === undefined) return [compared('the gate ran', { expected: 'yes', found: 'no' })];
  const { action, judgement, twilioRequests, stage } = gate;
  const opens = expected.failureType === undefined;
  const answer = action.errorDetails?.message ?? action.summary;
  return [
    compared(`${stage}: gate`, {
      expected: opens ? 'open' : 'shut',
      found: action.status === 'Succeeded' ? 'open' : 'shut',
    }),
    compared(`${stage}: verdict`, { expected: expected.verdict, found: judgement?.verdict }),
    compared(`${stage}: cause`, { expected: expected.cause, found: judgement?.cause }),
    compared(`${stage}: failure type`, {
      expected: expected.failureType ?? 'none',
      found: action.errorDetails?.code ?? 'none',
    }),
    ...expected.says.map((part) => contains(`${stage}: the answer says`, answer, part)),
    ...neverRejected(gate, expected),
    compared(`${stage}: requests to Twilio`, {
      expected: expected.twilioRequests,
      found: twilioRequests.length,
    }),
    compared(`${stage}: Twilio's answers`, {
      expected: expected.twilioAnswers,
      found: distinct(twilioRequests),
    }),
  ];
}

/** An alert that hangs must not hold the pipeline. */
function pipelineFirst({ awsCalls }: ObservedRun): readonly Item[] {
  const answers = awsCalls.flatMap(({ operation }) =>
    operation.startsWith('PutJob') || operation === 'Publish' ? [operation] : [],
  );
  if (!answers.includes('Publish')) return [];
  const found = answers[0] === 'Publish' ? 'the subscribers' : 'the pipeline';
  return [compared('who was notified first', { expected: 'the pipeline', found })];
}

/** Questions are asked at once, so their order means nothing. */
function distinct(requests: ObservedGate['twilioRequests']): readonly (number | null)[] {
  const statuses = new Set(requests.map(({ status }) => status));
  return [...statuses].sort((one, other) => (one ?? 0) - (other ?? 0));
}

/** Only Twilio's own refusal makes a credential rejected: nothing inconclusive may begin with that word. */
function neverRejected(
  { stage, action: { errorDetails } }: ObservedGate,
  { verdict }: ExpectedAnswer,
): readonly Item[] {
  if (verdict !== 'inconclusive') return [];
  const [headline = ''] = errorDetails?.message.split('\n') ?? [];
  const found = /reject/i.test(headline) ? headline : 'none';
  return [compared(`${stage}: headline that says rejected`, { expected: 'none', found })];
}
