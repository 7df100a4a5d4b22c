import type { JournalEntry } from '../../twilio/journal.ts';
import type { ObservedGate } from '../release/observation.ts';
import type { Screen } from '../screen/screen.ts';

/** What Twilio itself noted of a gate's questions: who asked, for what, and how it answered. */
export function showProof({ twilioRequests, judgement }: ObservedGate, screen: Screen): void {
  screen.heading('What proves it: the requests that Twilio received');
  if (twilioRequests.length === 0) screen.line('  None: there was no credential worth trying.');
  for (const [request, times] of counted(twilioRequests.map(described))) {
    screen.line(times === 1 ? `  ${request}` : `  ${request}  (${times} times)`);
  }
  if (judgement === undefined) return;
  const { verdict, cause, confidence } = judgement;
  screen.line(`  The gate's own log: verdict ${verdict}, cause ${cause}, confidence ${confidence}`);
}

function described({ method, host, path, username, status }: JournalEntry): string {
  const answer = status === null ? 'no answer' : String(status);
  return `${answer}  ${method} ${host}${path}  as ${username ?? 'nobody'}`;
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}
