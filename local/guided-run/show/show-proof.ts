import type { JournalEntry as AwsCall } from '../../aws/journal.ts';
import type { JournalEntry as TwilioRequest } from '../../twilio/journal.ts';
import type { ObservedGate, ObservedRun } from '../release/observation.ts';
import type { Screen } from '../screen/screen.ts';

/**
 * What both worlds noted for themselves while a gate was judged: which questions Twilio got and how
 * it answered, which calls AWS got, and what the gate's own log says.
 */
export function showProof(gate: ObservedGate, { awsCalls }: ObservedRun, screen: Screen): void {
  screen.heading('What proves it: the journals of both worlds');
  const { twilioRequests, judgement } = gate;
  if (twilioRequests.length === 0) screen.line('  Twilio was not asked: there was nothing to try.');
  showCounted(twilioRequests.map(describeRequest), screen);
  showCounted(awsCalls.map(describeCall), screen);
  if (judgement === undefined) return;
  const { verdict, cause, confidence } = judgement;
  screen.line(`  The gate's log: verdict ${verdict}, cause ${cause}, confidence ${confidence}`);
}

function describeRequest({ method, host, path, username, status }: TwilioRequest): string {
  return `${method} ${host}${path} as ${username ?? 'nobody'}: ${status ?? 'no answer'}`;
}

function describeCall({ operation, resources, status, error }: AwsCall): string {
  return `${operation} ${resources.join(', ')}: ${error ?? status ?? 'no answer'}`;
}

function showCounted(texts: readonly string[], screen: Screen): void {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  for (const [text, count] of times) {
    screen.line(count === 1 ? `  ${text}` : `  ${text} (${count} times)`);
  }
}
