import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../../functions/adapters/csv/read-csv.ts';
import { readList } from '../../../../../functions/domain/fleet/members/read-list.ts';

const A = `AC${'a'.repeat(32)}`;
const B = `AC${'b'.repeat(32)}`;
const TOKEN = '0123456789abcdef0123456789abcdef';
const BOTH = [
  { member: 'acme', accountSid: A },
  { member: 'b-corp', accountSid: B },
];

/** Reads a text in pieces of so many characters. */
function read(text: string, size = 7): ReturnType<typeof readList> {
  return readList({ name: 's3://lists/members', readCsv, chunks: pieces(text, size) });
}

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe('a list of members', () => {
  it.each([
    ['CSV', `member,accountSid\nacme,${A}\nb-corp,${B}\n`],
    ['CSV with CRLF, without a last one', `member,accountSid\r\nacme,${A}\r\nb-corp,${B}`],
    ['CSV with a byte order mark', `\uFEFFmember,accountSid\nacme,${A}\nb-corp,${B}\n`],
    [
      'CSV with columns in another order, and more of them',
      `accountSid,name,member\n${A},"Acme, Inc.",acme\n${B},"B ""Corp""\n2",b-corp\n`,
    ],
    [
      'CSV with quotes, blanks and empty lines',
      `"member" , "accountSid"\n\n"acme" , ${A}\n\nb-corp,${B}\n\n`,
    ],
    ['a JSON array', JSON.stringify(BOTH)],
    ['a JSON array over lines', `\n${JSON.stringify(BOTH, null, 2)}\n`],
    [
      'a JSON array with more in its objects',
      JSON.stringify(BOTH.map((one) => ({ ...one, name: 'a } \\" { b', more: { a: [{}] } }))),
    ],
    ['JSON lines', `${BOTH.map((one) => JSON.stringify(one)).join('\n')}\n`],
    [
      'JSON lines with CRLF and empty lines',
      `\r\n${BOTH.map((one) => JSON.stringify(one)).join('\r\n\r\n')}`,
    ],
  ])('is read in its order: %s', async (_name, text) => {
    for (const size of [1, 7, 10_000]) expect(await read(text, size)).toEqual(BOTH);
  });

  const REFUSED: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'a member twice',
      `member,accountSid\nacme,${A}\nb,${B}\nacme,${B}\n`,
      ['has 1 problem.', 'line 4 (acme): line 2 has that member too'],
    ],
    [
      'a member three times',
      `${JSON.stringify(BOTH[0])}\n`.repeat(3),
      ['line 2 (acme): line 1 has', 'line 3 (acme): line 1 has'],
    ],
    [
      'a header without a column',
      `member,sid\nacme,${A}\n`,
      [
        'line 1: the header must have the columns member and accountSid, each once, separated by commas',
      ],
    ],
    [
      'a header with a column twice',
      `member,accountSid,member\n`,
      ['line 1: the header must have'],
    ],
    ['semicolons', `member;accountSid\nacme;${A}\n`, ['separated by commas']],
    ['no header', `acme,${A}\n`, ['line 1: the header must have']],
    [
      'too few columns',
      `member,accountSid\nacme\n`,
      ['line 2 (acme): it has 1 column, and the header has 2'],
    ],
    [
      'an API Key SID',
      `member,accountSid\nacme,SK${'a'.repeat(32)}\n`,
      ['line 2 (acme): accountSid must be an Account SID', 'received an API Key SID'],
    ],
    [
      'capitals',
      `member,accountSid\nacme,${A.toUpperCase()}\n`,
      ['received one in the wrong letter case'],
    ],
    ['no SID', `member,accountSid\nacme,\n`, ['received nothing']],
    ['a token as SID', `member,accountSid\nacme,${TOKEN}\n`, ['received a text of 32 characters']],
    [
      'a token as member',
      `member,accountSid\n${TOKEN},${A}\n`,
      ['line 2: member has the form of an Auth Token'],
    ],
    [
      'a token as member, in a line with too many columns',
      `member,accountSid\n${TOKEN},${A},x\n`,
      ['line 2: it has 3 columns, and the header has 2'],
    ],
    [
      'a token as member, and an account twice',
      `[{"member":"${TOKEN}","accountSid":"${A}","accountSid":"${A}"}]`,
      ['line 1: it has accountSid more than once'],
    ],
    [
      'a name with a space',
      `member,accountSid\nac me,${A}\n`,
      ['line 2: member must be a name: 1 to 64 letters'],
    ],
    [
      'a name that leads elsewhere',
      `member,accountSid\n../other,${A}\n`,
      ['line 2: member must be a name'],
    ],
    [
      'a number as member',
      `[{"member":7,"accountSid":"${A}"}]`,
      ['received a value of type number'],
    ],
    ['a list as SID', `[{"member":"a","accountSid":[" "]}]`, ['received a list']],
    [
      'blanks in JSON',
      `[{"member":" a","accountSid":"${A}"}]`,
      ['received a text that begins or ends with white space'],
    ],
    ['a quote that is not closed', `member,accountSid\n"acme,${A}\n`, ['a quote is not closed']],
    [
      'a record without an end',
      `member,accountSid\n"${'a'.repeat(70_000)}`,
      ['more than 65536 characters'],
    ],
    [
      'a quote inside a cell',
      `member,accountSid\nac"me,${A}\n`,
      ['it is no CSV (INVALID_OPENING_QUOTE)'],
    ],
    ['half an array', JSON.stringify(BOTH).slice(0, -1), ['the list does not end as it should']],
    ['half an object', JSON.stringify(BOTH).slice(0, -9), ['the list ends inside an object']],
    [
      'something after an array',
      `${JSON.stringify(BOTH)} []`,
      ['the list does not end as it should'],
    ],
    [
      'two commas',
      `[${JSON.stringify(BOTH[0])},,${JSON.stringify(BOTH[1])}]`,
      ['separated by one comma'],
    ],
    [
      'commas between lines',
      `${JSON.stringify(BOTH[0])},\n${JSON.stringify(BOTH[1])}`,
      ['line 2: between two objects'],
    ],
    ['an array of texts', '["acme"]', ['the list does not end as it should']],
    [
      'an array of numbers without an end',
      `[${'1,'.repeat(40_000)}`,
      ['it is no list of JSON objects'],
    ],
    ['no JSON', '{"member": acme}', ['line 1: it is no JSON object']],
    [
      'an account that is named twice in one object',
      `{"member":"acme","accountSid":"${A}","accountSid":"${A}"}`,
      ['line 1 (acme): it has accountSid more than once'],
    ],
    [
      'a name that is given twice in one object',
      `[{"member":"acme","member":"globex","accountSid":"${A}","more":{"member":1}}]`,
      ['line 1 (globex): it has member more than once'],
    ],
    [
      'an object without an end',
      `{"member": "${'a'.repeat(70_000)}`,
      ['more than 65536 characters'],
    ],
    ['nothing', '', ['s3://lists/members is empty']],
    ['blanks', ' \n ', ['is empty']],
    ['a header alone', 'member,accountSid\n', ['is empty']],
    ['an empty array', '[ ]', ['is empty']],
  ];

  it.each(REFUSED)('is refused by line, and shows no value: %s', async (_name, text, parts) => {
    for (const size of [1, 13, 10_000]) {
      const error: unknown = await read(text, size).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'fleet.members-invalid', fault: 'operator' });
      for (const part of parts) expect(String(error)).toContain(part);
      expect(String(error)).not.toContain(TOKEN);
    }
  });

  it('names twenty lines and counts the others', async () => {
    const lines = Array.from({ length: 25 }, (_, at) => `m${at},nothing`).join('\n');
    const error: unknown = await read(`member,accountSid\n${lines}`).catch(
      (reason: unknown) => reason,
    );
    const [headline, ...others] = String(error).split('\n');
    expect(headline).toContain('has 25 problems.');
    expect(others).toHaveLength(21);
    expect(others.at(-1)).toBe('and 5 more');
  });

  it('passes on what its source throws, and lets it go', async () => {
    let isLetGo = false;
    async function* broken(): AsyncGenerator<string> {
      try {
        yield `member,accountSid\nacme,${A}\n`;
        throw new Error('gone');
      } finally {
        isLetGo = true;
      }
    }
    for (const head of ['', '[']) {
      async function* all(): AsyncGenerator<string> {
        if (head !== '') yield head;
        yield* broken();
      }
      const list = readList({ name: 'list', readCsv, chunks: all() });
      await expect(list).rejects.toThrow(head === '' ? 'gone' : /gone|problem/);
      expect(isLetGo).toBe(true);
    }
  });
});
