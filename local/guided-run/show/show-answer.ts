import type { JournalEntry as AwsCall } from '../../aws/journal.ts';
import type { Email, PhoneMessage } from '../../aws/notifications/deliver.ts';
import type { JournalEntry as TwilioRequest } from '../../twilio/journal.ts';
import type { ObservedGate, ObservedRun } from '../release/observation.ts';
import type { Screen } from '../screen/screen.ts';

/** Lines of an answer that are shown where an email follows, which says the rest. */
const SHOWN_LINES = 3;

/** The answer of a gate as the console shows it in the details of the action. */
export function showConsole(
  { stage, action: { errorDetails, summary = '', name } }: ObservedGate,
  { emails }: ObservedRun,
  screen: Screen,
): void {
  screen.heading(`What the pipeline's console shows for ${stage} / ${name}`);
  const text = errorDetails?.message ?? summary;
  const lines = text.split('\n');
  const shown = emails.length === 0 ? lines.length : SHOWN_LINES;
  if (errorDetails !== undefined) screen.quote(errorDetails.code);
  screen.quote(lines.slice(0, shown).join('\n'));
  const more = lines.length - shown;
  if (more <= 0) return;
  const rest = `... and ${more} more lines, which say the same as this email:`;
  screen.line(`  ${screen.paint(rest, 'skipped')}`);
}

/** The alert as it arrived, in full; says so where none did. */
export function showAlerts({ emails, texts }: ObservedRun, screen: Screen): void {
  for (const email of emails) showEmail(email, screen);
  for (const message of texts) showText(message, screen);
  if (emails.length + texts.length > 0) return;
  screen.heading('Alerts');
  screen.line('  No email and no SMS were delivered.');
}

/** Only the short messages, where the email is as long as one that was shown. */
export function showTexts({ texts }: ObservedRun, screen: Screen): void {
  for (const message of texts) showText(message, screen);
}

function showEmail({ to, subject, body }: Email, screen: Screen): void {
  screen.heading(`The email that ${to} received`);
  screen.quote(`Subject: ${subject}\n\n${body}`);
}

function showText({ to, body, segments }: PhoneMessage, screen: Screen): void {
  screen.heading(`The SMS that ${to} received`);
  screen.quote(body);
  const size = `${[...body].length} characters, ${segments.encoding}`;
  screen.line(`  ${screen.paint(`${size}, ${segments.count} segment`, 'skipped')}`);
}

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
  const found = `verdict ${verdict}, cause ${cause}`;
  screen.line(
    confidence === undefined
      ? `  The run's report: ${found}`
      : `  The gate's log: ${found}, confidence ${confidence}`,
  );
}

function describeRequest({ method, host, path, username, status }: TwilioRequest): string {
  return `${method} ${host}${path} as ${username ?? 'no user'}: ${status ?? 'no answer'}`;
}

function describeCall({ operation, resources, status, error }: AwsCall): string {
  return `${operation} ${resources.join(', ')}: ${error ?? status ?? 'no answer'}`;
}

/** What a fleet asks fills no screen. */
const MOST_SHOWN = 12;

function showCounted(texts: readonly string[], screen: Screen): void {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  for (const [text, count] of [...times].slice(0, MOST_SHOWN)) {
    screen.line(count === 1 ? `  ${text}` : `  ${text} (${count} times)`);
  }
  if (times.size > MOST_SHOWN) screen.line(`  ... and ${times.size - MOST_SHOWN} others`);
}
