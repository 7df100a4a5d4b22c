import type { Email, PhoneMessage } from '../../aws/notifications/deliver.ts';
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
  screen.line(`  ${screen.paint('quiet', rest)}`);
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
  screen.line(`  ${screen.paint('quiet', `${size}, ${segments.count} segment`)}`);
}
