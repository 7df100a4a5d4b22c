import { ELLIPSIS } from './hide-in.ts';

/** Names that are no English words, in lower case: products, formats, operations, Regions. */
const NAMES = words(
  'http https www com html htm json xml csv sms mms sdk sns sts kms sqs tls ssl tcp dns utf ecs aws arn iam',
  'api url uri sid sids otp rcs sip vpc mfa sso jwt uuid cdk rpc rest get put post head patch delete',
  'us eu ap ca sa me af il mx cn gov ie au br de jp sg st nd rd th',
  'twiml twilio oauth whatsapp dynamodb codedeploy codepipeline cloudtrail pkcv shaken dlc params param',
  'awscurrent awsprevious awspending pending failed approved rejected verified draft active suspended',
  'token secret account region resource subject utc ascii rfc env php cli npm pin dev ci iso md urls',
  'closed review in progress online offline mode tfv pcp ac sk ap mg va tk pn ad bu hx oq or',
);

/** English words of two and three letters: shorter pieces of a secret look like these and are not. */
const SHORT_WORDS = words(
  'an as at be by do go he if in is it me my no of on or so to up us we id ok vs',
  'all and any api app are bad ban but can did due end few for get had has her him his how its key let',
  'log may mix new non nor not now off old one our out own per put raw run saw say see set six ten the',
  'act add age ask bug cap day doc fax fee fix job kit low map max met min ops pre row sub tag var',
  'too top try two use via was way web who why yes yet you',
);

/** Words with digits in them, in lower case. */
const MIXED_WORDS = words(
  'us1 us2 ie1 au1 br1 de1 jp1 sg1 v1 v2 v3 v4 a2p usa2p 10dlc s3 ec2 oauth2 sha1 sha256 sigv4 x509 route53',
  'sip1 e164 utf8 http2 1st 2nd 3rd 4th route53',
);

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/** A SID, the version in the paths of v2010, the beginning of an ARN of AWS up to its resource. */
const IDENTIFIER =
  /[A-Z]{2}[0-9a-f]{32}(?![A-Za-z0-9])|2010-04-01(?!\d)|arn:aws(?:-cn|-us-gov)?:[a-z0-9]{2,20}:(?:[a-z]{2}(?:-[a-z]{3,9}){1,3}-\d)?:(?:\d{12})?(?=:)/;
const TOKEN = new RegExp(
  `(${IDENTIFIER.source})|[A-Za-z0-9]+(?:['’](?:t|s|re|ve|ll|d|m)(?![A-Za-z0-9]))?|[^A-Za-z0-9]+`,
  'g',
);

interface Token {
  readonly kind: 'identifier' | 'number' | 'word' | 'gap';
  readonly text: string;
  readonly isShown: boolean;
}

/**
 * A service's text as far as it is plain words: English words, names of Twilio and AWS, SIDs, permission
 * slugs, short numbers and ordinary punctuation. Whatever is none of these, such as a token of letters and
 * digits, single characters, a row of numbers, an entity or an escape, is one ellipsis, and so are fewer
 * than three words beside one. `known` are names that the caller itself gave to the service, such as the
 * id of a secret: they stay whole.
 */
export function plainWords(text: string, known: readonly string[] = []): string {
  const tokens = hideIslands(hideNumbers(tokensOf(text, known)));
  const rows = rowsOf(tokens, ({ isShown }) => isShown);
  if (rows.length < 2) return rows[0]?.[0]?.isShown === false ? ELLIPSIS : text;
  return rows.map((row) => (row[0]?.isShown === true ? textOf(row) : ELLIPSIS)).join(' ');
}

/**
 * True for the name of an error that may be shown: words, perhaps after the letters of a service, as in
 * `EC2ThrottledException`, or after a namespace, as in `Runtime.ExitError`.
 */
export function isErrorName(name: string): boolean {
  const words = name.replace(/^[A-Z]{1,3}\d?(?=[A-Z][a-z])/, '');
  return /^[A-Za-z]+(?:\.[A-Za-z]+)?$/.test(words) && plainWords(words) === words;
}

/** A row without the signs and numbers at its ends, which belong to what is hidden beside it. */
function textOf(row: readonly Token[]): string {
  const isEnd = ({ kind }: Token): boolean => kind === 'word' || kind === 'identifier';
  const first = row.findIndex(isEnd);
  const last = row.findLastIndex(isEnd);
  return row
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join('');
}

function tokensOf(text: string, known: readonly string[]): readonly Token[] {
  // The longest first: one name may begin another.
  const longestFirst = known.toSorted((one, other) => other.length - one.length);
  const names = longestFirst.filter((name) => name !== '').map(escaped);
  if (names.length === 0) return tokensIn(text);
  // The part between two names is followed by a name, as `split` gives them with a group.
  const parts = text.split(new RegExp(`(?<![A-Za-z0-9])(${names.join('|')})(?![A-Za-z0-9])`));
  return parts.flatMap((part, at) =>
    at % 2 === 1 ? [{ kind: 'identifier', text: part, isShown: true }] : tokensIn(part),
  );
}

function escaped(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function tokensIn(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN), ([token, identifier]) =>
    identifier === undefined ? tokenOf(token) : { kind: 'identifier', text: token, isShown: true },
  );
}

function tokenOf(text: string): Token {
  if (/^[^A-Za-z0-9]/.test(text)) return { kind: 'gap', text, isShown: isOrdinaryGap(text) };
  if (/^\d+$/.test(text)) return { kind: 'number', text, isShown: text.length <= LONGEST_NUMBER };
  return { kind: 'word', text, isShown: isPlainWord(text) };
}

/** As long as Twilio's longest error codes. */
const LONGEST_NUMBER = 6;

/** A sign between two words, or the end of one clause and the beginning of the next. */
const ORDINARY_GAP =
  /^(?:["'`)\]}>’”]{0,3}[.,:;!?…]{0,3}["'`([{<‘“]{0,3}|[-–—/_.:=@&*+|#]|:\/{1,3}|\/\*|--|[.]{0,2}\/)$/;

function isOrdinaryGap(text: string): boolean {
  return ORDINARY_GAP.test(text.replaceAll(/[ \t\r\n]/g, ''));
}

const LONGEST_WORD = 18;

/** An English word by its letters, or several joined as in `GetSecretValue`, or a name from the lists. */
function isPlainWord(text: string): boolean {
  const [stem = ''] = text.split(/['’]/, 1);
  if (/^[aAI]$/.test(stem) || MIXED_WORDS.has(stem.toLowerCase()) || isName(stem)) return true;
  const parts = stem.match(/[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])/g) ?? [];
  return parts.join('') === stem && parts.length <= MOST_PARTS && parts.every(isPlainPart);
}

const MOST_PARTS = 8;

function isPlainPart(part: string): boolean {
  if (isName(part)) return true;
  // Capitals spell only names: base32 is written with them.
  if (part === part.toUpperCase()) return false;
  return part.length >= 4 && part.length <= LONGEST_WORD && isPronounceable(part.toLowerCase());
}

function isName(text: string): boolean {
  return NAMES.has(text.toLowerCase()) || SHORT_WORDS.has(text.toLowerCase());
}

/** Four vowels or five consonants in a row, a `q` without its `u`, pairs and triples that English lacks. */
const UNPRONOUNCEABLE =
  /[aeioy]{4}|u[aeiouy]{4}|[^aeiouy]{5}|q[^u]|[jvq][b-df-hj-np-tv-xz]|[cf-hj-np-tvz][jqx]|[bd][qx]|yy|(.)\1\1/;

/** The pairs of consonants, of what an English word begins and ends with: encoded bytes have any. */
const BEGINNINGS = words(
  'bl br ch cl cr dr dw fl fr gh gl gn gr kl kn kr ph pl pr ps rh sc sh sk sl sm sn sp sq st sw th tr ts tw wh wr',
);
const ENDINGS = words(
  'bb bl bs bt ch ck cs ct dd ds ff fs ft gg gh gm gn gs hm hn hs ht ks ld lf lk ll lm ln lp ls lt mb mn mp ms nc nd ng nk',
  'nn ns nt nx ph ps pt rb rc rd rf rg rk rl rm rn rp rr rs rt rv sh sk sm sp ss st th tl ts tt wd wk wl wn ws xt zz',
);

function isPronounceable(word: string): boolean {
  const vowels = word.match(/[aeiouy]/g)?.length ?? 0;
  if (vowels * 6 < word.length || UNPRONOUNCEABLE.test(word)) return false;
  const [first] = word.match(/^[^aeiouy]{2}/) ?? [];
  const [last] = word.match(/[^aeiouy]{2}$/) ?? [];
  return (
    (first === undefined || BEGINNINGS.has(first)) && (last === undefined || ENDINGS.has(last))
  );
}

/** An error code and an HTTP status: more may spell something, whatever is between them. */
const MOST_NUMBERS = 2;
const MOST_DIGITS = 10;

function hideNumbers(tokens: readonly Token[]): readonly Token[] {
  const numbers = tokens.filter(({ kind, isShown }) => kind === 'number' && isShown);
  const digits = numbers.map(({ text }) => text).join('');
  const isMany = numbers.length > MOST_NUMBERS || digits.length > MOST_DIGITS;
  return isMany ? hidden(tokens, 'number') : tokens;
}

/** Pieces of a secret may look like words: what stands beside a hidden token must be a clause. */
const LEAST_WORDS = 3;

function hideIslands(tokens: readonly Token[]): readonly Token[] {
  if (tokens.every(({ isShown }) => isShown)) return tokens;
  return rowsOf(tokens, ({ isShown }) => isShown).flatMap((row) =>
    countOf(row, 'word') + countOf(row, 'identifier') < LEAST_WORDS
      ? hidden(row, 'word', 'number', 'gap')
      : row,
  );
}

function hidden(row: readonly Token[], ...kinds: readonly Token['kind'][]): readonly Token[] {
  return row.map((token) => (kinds.includes(token.kind) ? { ...token, isShown: false } : token));
}

function countOf(tokens: readonly Token[], kind: Token['kind']): number {
  return tokens.filter((token) => token.kind === kind).length;
}

/** The tokens in rows that are alike. */
function rowsOf(
  tokens: readonly Token[],
  likeness: (token: Token) => boolean,
): readonly (readonly Token[])[] {
  const rows: Token[][] = [];
  let last: boolean | undefined;
  for (const token of tokens) {
    const next = likeness(token);
    if (next === last) rows.at(-1)?.push(token);
    else rows.push([token]);
    last = next;
  }
  return rows;
}
