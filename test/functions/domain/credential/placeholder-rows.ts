import {
  ACCOUNT,
  accountRow,
  CLIENT,
  clientRow,
  KEY,
  KEY_SECRET,
  keyRow,
  type Row,
  tokenRow,
} from './samples.ts';

const token = (name: string, value: string, says = ''): Row =>
  tokenRow(name, value, `placeholder | ${says}`);

/** Values that were never filled in. */
export const PLACEHOLDER_ROWS: readonly Row[] = [
  token('in angle brackets', '<your token>', 'text in angle brackets'),
  token('in a shell reference', `$${'{TWILIO_AUTH_TOKEN}'}`, 'never filled in'),
  token('in a bare shell reference', '$TWILIO_AUTH_TOKEN', 'never filled in'),
  token('in a command substitution', '$(cat token)', 'never filled in'),
  token('in a Windows reference', '%TWILIO_AUTH_TOKEN%', 'never filled in'),
  token('in a template', '{{ twilio.token }}', 'never filled in'),
  token('in a dynamic reference', '{{resolve:secretsmanager:a}}', 'never filled in'),
  token('in an ERB template', 'a<%= token %>', 'never filled in'),
  token('in square brackets', '[object Object]', 'square brackets'),
  token('that says undefined', 'undefined', 'a word that stands for no value'),
  token('that says null', 'null', 'a word that stands for no value'),
  token('that says None', 'None'),
  token('that says test', 'test'),
  token('that says that it is yet to be done', ['TO', 'DO'].join('')),
  token('that is a template phrase', 'your_auth_token', 'a phrase from a template'),
  token('that is a phrase with spaces', 'Your Auth Token here'),
  token('that says changeme', 'changeme'),
  token('that says REPLACE_ME', 'REPLACE_ME'),
  token('that says REDACTED', 'REDACTED'),
  token('that is its own name', 'TWILIO_AUTH_TOKEN'),
  token('of x alone', 'x'.repeat(32), 'a pattern that repeats'),
  token('of three x', 'xxx'),
  token('of two x', 'xx', 'masking characters'),
  token('of asterisks', '********'),
  token('of asterisks after four characters', '9f3c****', 'masking characters'),
  token('of dots', '9f3c...', 'masking characters'),
  token('with an ellipsis', '9f3c…'),
  token('of one digit', '1'.repeat(32), 'a pattern that repeats'),
  token('of a repeated sequence', '1a2b3c4d'.repeat(4), 'a pattern that repeats'),
  token('of a repeated sequence, cut short', 'deadbeef12'.repeat(4).slice(0, 32)),
  token('of a counting sequence', '0123456789abcdeffedcba9876543210', 'a counting sequence'),
  token('of the alphabet', 'abcdefghijklmnopqrstuvwxyz012345', 'a counting sequence'),
  token('in quotes', '"changeme"\n'),
  accountRow('of capital X', `AC${'X'.repeat(32)}`, 'placeholder'),
  accountRow('of small x', `AC${'x'.repeat(32)}`, 'placeholder'),
  accountRow('of zeros', `AC${'0'.repeat(32)}`, 'placeholder'),
  accountRow('of a', `AC${'a'.repeat(32)}`, 'placeholder'),
  accountRow('of a few x', 'ACxxx', 'placeholder'),
  accountRow('with a phrase', 'AC_your_account_sid', 'placeholder'),
  accountRow('with an ellipsis', 'AC…', 'placeholder'),
  keyRow(
    'a masked key secret',
    [ACCOUNT, KEY, `q7Rt${'X'.repeat(28)}`],
    'apiKeySecret:placeholder',
  ),
  clientRow(
    'a short client secret that is a phrase',
    [CLIENT, 'change-me'],
    'clientSecret:placeholder',
  ),
];

/** Random enough to be real, though a word of a template stands in them by chance. */
export const NO_PLACEHOLDERS: readonly Row[] = [
  {
    ...keyRow('a key secret with "todo" in it', [ACCOUNT, KEY, `${KEY_SECRET.slice(4)}tOdO`], ''),
    faults: [],
  },
  clientRow('a client secret with "your" in it', [CLIENT, `${KEY_SECRET}-your-9`], ''),
];
