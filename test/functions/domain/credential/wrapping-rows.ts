import { ACCOUNT, accountRow, CLIENT, clientRow, type Row, TOKEN, tokenRow } from './samples.ts';

const HALVES = [TOKEN.slice(0, 16), TOKEN.slice(16)] as const;

/** White space, quotes and escapes around and inside a value. */
export const WRAPPING_ROWS: readonly Row[] = [
  tokenRow('with a trailing newline', `${TOKEN}\n`, 'whitespace | authToken ends with a newline'),
  tokenRow('with a leading space', ` ${TOKEN}`, 'whitespace | begins with a space'),
  tokenRow('with two leading tabs', `\t\t${TOKEN}`, 'whitespace | begins with 2 tabs'),
  tokenRow(
    'with a Windows line end',
    `${TOKEN}\r\n`,
    'whitespace | ends with a carriage return and a newline',
  ),
  tokenRow(
    'with spaces on both sides',
    ` ${TOKEN} `,
    'whitespace | begins with a space and ends with a space',
  ),
  tokenRow('with a no-break space', `${TOKEN}\u00A0`, 'whitespace | ends with a no-break space'),
  tokenRow('with a zero-width space', `\u200B${TOKEN}`, 'whitespace | a zero-width space'),
  tokenRow('with a byte order mark', `\uFEFF${TOKEN}`, 'whitespace | a byte order mark'),
  tokenRow('with a rare blank', `${TOKEN}\u00AD`, 'whitespace | invisible character (U+00AD)'),
  tokenRow('with a control character', `${TOKEN}\u0000`, 'whitespace | (U+0000)'),
  tokenRow(
    'with many kinds of blanks',
    `${TOKEN} \n\t\r`,
    'whitespace | ends with 4 invisible characters',
  ),
  tokenRow(
    'broken by a space',
    HALVES.join(' '),
    'whitespace | has a space inside, at position 17',
  ),
  tokenRow(
    'broken by two newlines behind a quote',
    `"${HALVES.join('\n\n')}`,
    'quotes whitespace | begins with a straight double quote',
  ),
  tokenRow(
    'broken by two newlines',
    ` ${HALVES.join('\n\n')}`,
    'whitespace | begins with a space and has a newline inside, at position 18 and 1 more',
  ),
  tokenRow('in double quotes', `"${TOKEN}"`, 'quotes | ends with a straight double quote'),
  tokenRow('in single quotes', `'${TOKEN}'`, 'quotes | a straight single quote'),
  tokenRow('in typographic quotes', `“${TOKEN}”`, 'quotes | a typographic quote'),
  tokenRow('in backticks', `\`${TOKEN}\``, 'quotes | a backtick'),
  tokenRow('in escaped quotes', `\\"${TOKEN}\\"`, 'quotes | an escaped straight double quote'),
  tokenRow('with one closing quote', `${TOKEN}"`, 'quotes | authToken ends with a straight'),
  tokenRow('with a literal newline', `${TOKEN}\\n`, 'literal-newline | ends with a literal \\n'),
  tokenRow('with a literal tab', `${TOKEN}\\t`, 'literal-newline | ends with a literal escape'),
  tokenRow(
    'broken by a literal newline',
    HALVES.join('\\n'),
    'literal-newline | inside, at position 17',
  ),
  tokenRow('quoted with a newline inside the quotes', `"${TOKEN}\n"`, 'quotes whitespace'),
  tokenRow('cut short behind white space', ` ${TOKEN.slice(1)}`, 'whitespace wrong-length'),
  tokenRow('of nothing but quotes', '""', 'quotes wrong-length'),
  tokenRow('of mere zero-width spaces', '\u200B\u200B', 'whitespace wrong-length'),
  tokenRow(
    'in a tower of blanks and quotes',
    ' "'.repeat(40) + TOKEN,
    'whitespace quotes wrong-length wrong-characters',
  ),
  accountRow('with a trailing newline', `${ACCOUNT}\n`, 'whitespace | accountSid ends with'),
  accountRow('in double quotes', `"${ACCOUNT}"`, 'quotes'),
  clientRow(
    'a client secret of empty quotes',
    [CLIENT, '""'],
    'clientSecret:quotes clientSecret:wrong-length',
  ),
];
