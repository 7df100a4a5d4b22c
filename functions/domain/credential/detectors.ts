import type { FormatFault } from '../model/format-issue.ts';
import { FIELDS, fieldTitle, hasFormOf } from './field.ts';
import type { Subject } from './finding.ts';
import { describeSid, isApiKeySid } from './sid.ts';

/** Looks for one fault that says what a value is in place of what belongs there. */
export interface Detector {
  readonly fault: FormatFault;
  /** Whatever else is wrong with such a value is noise; else what was taken off around it is said too. */
  readonly standsAlone?: true;
  /** Fits values of the very form of their field, too. */
  readonly inDisguise?: true;
  /** Completes a sentence that begins with the name of the JSON field; undefined where it is not there. */
  readonly find: (subject: Subject) => string | undefined;
}

/** In order: the first that fits replaces length and characters, which are those of the other thing. */
export const DETECTORS: readonly Detector[] = [
  { fault: 'other-value', standsAlone: true, find: findOtherValue },
  { fault: 'placeholder', standsAlone: true, inDisguise: true, find: findPlaceholder },
  { fault: 'other-value', inDisguise: true, find: findSecretInSid },
  { fault: 'swapped', find: findSwapped },
  {
    fault: 'api-key-as-account',
    find: ({ field, bare }) =>
      field === 'accountSid' && isApiKeySid(bare)
        ? 'holds an API Key SID; an Account SID (AC…) belongs here'
        : undefined,
  },
  {
    // As in `twilio(sid, sid)`.
    fault: 'sid-as-token',
    find: (subject) => (FIELDS[subject.field].isSecret ? findOtherSid(subject) : undefined),
  },
  { fault: 'other-value', find: findOtherSid },
  { fault: 'token-as-key-secret', inDisguise: true, find: findTokenAsKeySecret },
];

const OTHER_VALUES: readonly { readonly pattern: RegExp; readonly detail: string }[] = [
  {
    pattern: /^(?:Authorization\s*:\s*)?Basic\s/i,
    detail: 'a whole HTTP header ("Basic …")',
  },
  {
    pattern: /^(?:Authorization\s*:\s*)?Bearer\s/i,
    detail: 'a whole HTTP header ("Bearer …")',
  },
  // Base64 of `AC` or `SK` and a hexadecimal digit begins so; a pair is 67 bytes, 92 in base64.
  {
    pattern: /^(?:QU[MN]|U0[st])[0-9A-Za-z+/_-]{80,}={0,2}$/,
    detail: 'the base64 form of a whole SID:secret pair',
  },
  { pattern: /^[A-Z]{2}[0-9a-fA-F]{32}:./, detail: 'a whole SID:secret pair' },
  { pattern: /^(?:[a-z][0-9a-z+.-]*:\/\/|[0-9a-z.-]*twilio\.com\b)/i, detail: 'a URL' },
  { pattern: /^arn:aws/, detail: 'an ARN, which nothing resolved' },
  { pattern: /^\{\s*"/, detail: 'a JSON object' },
  { pattern: /^(?:export\s+)?[A-Za-z_]\w*\s*=\s*[^=\s]/, detail: 'a whole KEY=VALUE line' },
  { pattern: /^eyJ[0-9A-Za-z_-]+\.[0-9A-Za-z_-]+\./, detail: 'an access token (a JWT)' },
  { pattern: /^-----BEGIN /, detail: 'a PEM block' },
  { pattern: /^\+[0-9]{7,15}$/, detail: 'a phone number' },
  { pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, detail: 'an email address' },
];

/** A value that is recognisably something else: a header, a URL, a whole pair, an ARN. */
function findOtherValue({ unwrapped }: Subject): string | undefined {
  const other = OTHER_VALUES.find(({ pattern }) => pattern.test(unwrapped));
  return other && `holds ${other.detail}`;
}

interface PlaceholderForm {
  readonly matches: (text: string) => boolean;
  readonly detail: string;
}

/** Words in place of a value. */
const LONE_WORDS =
  /^(?:undefined|null|none|nil|nan|n\/?a|true|false|empty|default|test|testing|todo|tbd|fixme|secret|password|token|foo|bar|foobar)$/i;

/** Phrases of templates and documentation. Random text can hold the short ones: see `LOOSE_FORMS`. */
const PHRASES =
  /your|change[-_ ]?(?:me|it|this)|replace|redact|placeholder|example|dummy|sample|insert|todo|fixme|goes[-_ ]?here|account[-_ ]?sid|auth[-_ ]?token|api[-_ ]?key/i;

/** No random value matches these, so they hold for values of the right form too. */
const STRICT_FORMS: readonly PlaceholderForm[] = [
  { matches: (text) => /^<.*>$/.test(text), detail: 'text in angle brackets' },
  {
    matches: (text) => /\$\{.*\}|\{\{.*\}\}|<%.*%>|^\$\(.*\)$|^\$\w+$|^%\w+%$/.test(text),
    detail: 'a reference that was never filled in',
  },
  { matches: (text) => /^\[.*\]$/.test(text), detail: 'text in square brackets' },
  { matches: (text) => LONE_WORDS.test(text), detail: 'a word that stands for no value' },
  { matches: isPattern, detail: 'a pattern that repeats' },
  {
    matches: (text) => /^[x?._-]+$|x{8}|[*•●█]{3}|\.{3}|…/i.test(text),
    detail: 'masking characters',
  },
  {
    matches: (text) => /0123456789|1234567890|abcdefgh/i.test(text),
    detail: 'a counting sequence',
  },
];

/** A key secret of 32 random letters can hold "todo", so these are asked only of malformed values. */
const LOOSE_FORMS: readonly PlaceholderForm[] = [
  { matches: (text) => PHRASES.test(text), detail: 'a phrase from a template' },
];

/** The shortest secret Twilio issues. A shorter client secret has the form, and nothing to show for it. */
const MIN_RANDOM = 32;

/**
 * A value that was never filled in: `<…>`, `${…}`, `your_auth_token`, `changeme`, masks, one
 * character or sequence repeated.
 */
function findPlaceholder({ field, unwrapped }: Subject): string | undefined {
  const wellFormed = unwrapped.length >= MIN_RANDOM && hasFormOf(field, unwrapped);
  const forms = wellFormed ? STRICT_FORMS : [...STRICT_FORMS, ...LOOSE_FORMS];
  const form = forms.find(({ matches }) => matches(unwrapped));
  return form && `holds a placeholder (${form.detail})`;
}

/** The longest sequence whose repetition is looked for: half of a token. */
const MAX_PERIOD = 16;
/** Characters that must agree; in a whole token 16 do, by chance once in 16^16. */
const MIN_REPEATED = 8;

/** One to sixteen characters over and over, after a SID's prefix if there is one. */
function isPattern(text: string): boolean {
  const body = text.replace(/^(?:AC|SK|OQ)/i, '');
  for (let period = 1; period <= MAX_PERIOD; period += 1) {
    const repeated = body.length - period;
    const enough = repeated >= Math.max(period, MIN_REPEATED);
    if (enough && body.endsWith(body.slice(0, repeated))) return true;
  }
  return /^(.)\1{2,}$/u.test(body);
}

/**
 * A SID made of another field's secret, as by `AC` + Auth Token: it has the form of a SID, and would be
 * shown as one.
 */
function findSecretInSid({ field, bare, siblings }: Subject): string | undefined {
  if (FIELDS[field].isSecret) return undefined;
  const digits = bare.slice(2).toLowerCase();
  const source = siblings.find(
    (other) => FIELDS[other.field].isSecret && other.bare.toLowerCase() === digits,
  );
  return source && `is made of the value of ${source.jsonField}; ${fieldTitle(field)} belongs here`;
}

/**
 * Two fields that hold each other's value: each has the form of the other, and not both have
 * their own. Both of them are reported.
 */
function findSwapped({ field, bare, siblings }: Subject): string | undefined {
  const partner = siblings.find((other) => {
    const crossed = hasFormOf(other.field, bare) && hasFormOf(field, other.bare);
    return crossed && !(hasFormOf(field, bare) && hasFormOf(other.field, other.bare));
  });
  return (
    partner &&
    `is swapped with ${partner.jsonField}: it has the form of ${fieldTitle(partner.field)}`
  );
}

/** Any SID where a secret belongs, a SID of another type in a SID field. */
function findOtherSid({ field, bare }: Subject): string | undefined {
  const sid = describeSid(bare);
  if (sid === undefined || (!FIELDS[field].isSecret && hasFormOf(field, bare))) return undefined;
  return `holds ${sid}; ${fieldTitle(field)} belongs here`;
}

/**
 * An Auth Token beside an API Key SID. A key secret is 32 letters and digits of both cases; that
 * one happens to be lower-case hexadecimal throughout has a chance of (16/62)^32.
 */
function findTokenAsKeySecret({ field, bare }: Subject): string | undefined {
  return field === 'apiKeySecret' && /^[0-9a-f]{32}$/.test(bare)
    ? 'is 32 lower-case hexadecimal digits, which is an Auth Token; the secret of the API key belongs here'
    : undefined;
}
