import { ACCOUNT, TOKEN } from './samples.ts';

const SECRET = { accountSid: ACCOUNT, authToken: TOKEN };
const JSON_TEXT = JSON.stringify(SECRET);

/** Payloads that hold no JSON object. */
export const NOT_JSON_ROWS: readonly {
  readonly name: string;
  readonly payload: string;
  readonly detail: string;
}[] = [
  { name: 'nothing', payload: '', detail: 'it is empty' },
  { name: 'one space', payload: ' ', detail: 'white space (1 character)' },
  { name: 'white space', payload: ' \n\t', detail: 'white space (3 characters)' },
  { name: 'a bare token', payload: TOKEN, detail: 'plain text of 32 characters, not JSON' },
  { name: 'a pair', payload: `${ACCOUNT}:${TOKEN}`, detail: 'plain text of 67 characters' },
  { name: 'an array', payload: JSON.stringify([SECRET]), detail: 'a JSON array' },
  { name: 'null', payload: 'null', detail: 'the JSON value null' },
  { name: 'a number', payload: '12345678901', detail: 'a JSON number' },
  { name: 'true', payload: 'true', detail: 'a JSON boolean' },
  {
    name: 'a JSON string',
    payload: JSON.stringify(TOKEN),
    detail: 'a JSON string of 32 characters',
  },
  {
    name: 'doubly encoded JSON',
    payload: JSON.stringify(JSON_TEXT),
    detail: 'it was encoded twice',
  },
  {
    name: 'JSON behind a byte order mark',
    payload: `\uFEFF${JSON_TEXT}`,
    detail: 'a byte order mark',
  },
  {
    name: 'JSON before a no-break space',
    payload: `${JSON_TEXT}\u00A0`,
    detail: 'invisible characters',
  },
  { name: 'text in spaces', payload: ` ${TOKEN} `, detail: 'plain text of 34 characters' },
  { name: 'truncated JSON', payload: JSON_TEXT.slice(0, -5), detail: 'it is cut off' },
  { name: 'JSON with text after it', payload: `${JSON_TEXT};`, detail: 'or text follows it' },
  {
    name: 'a trailing comma',
    payload: JSON_TEXT.replace('}', ', }'),
    detail: 'a comma after its last',
  },
  {
    name: 'a missing comma',
    payload: JSON_TEXT.replace(',', ' '),
    detail: 'with an error in it (',
  },
  {
    name: 'a raw newline in a value',
    payload: JSON_TEXT.replace('"}', '\n"}'),
    detail: 'with an error',
  },
  { name: 'single quotes', payload: JSON_TEXT.replaceAll('"', "'"), detail: 'single quotes' },
  { name: 'typographic quotes', payload: JSON_TEXT.replaceAll('"', '”'), detail: 'typographic' },
  { name: 'escaped quotes', payload: JSON_TEXT.replaceAll('"', '\\"'), detail: 'with backslashes' },
  { name: 'names without quotes', payload: `{authToken: "${TOKEN}"}`, detail: 'have no quotes' },
  { name: 'base64', payload: btoa(JSON_TEXT), detail: 'base64' },
  {
    name: 'a .env file',
    payload: `# Twilio\nTWILIO_ACCOUNT_SID=${ACCOUNT}\r\n\r\nexport TWILIO_AUTH_TOKEN="${TOKEN}"\nREGION=\n`,
    detail: '.env file',
  },
  { name: 'YAML', payload: `accountSid: ${ACCOUNT}\nauthToken: ${TOKEN}\n`, detail: 'as in YAML' },
  { name: 'base64 padding', payload: `${TOKEN}=`, detail: 'plain text of 33 characters' },
  { name: 'a mere comment', payload: '# nothing', detail: 'plain text' },
];
