import { hasFormOf } from '../field-form.ts';
import { type Detector, failure } from './finding.ts';

interface PlaceholderForm {
  readonly matches: (text: string) => boolean;
  readonly detail: string;
}

/** Words that stand alone where a value should be. */
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
 * Finds values that were never filled in: `<…>`, `${…}`, `your_auth_token`, `changeme`, masks, one
 * character or sequence repeated. Conclusive: whatever else is wrong with such a value is noise.
 */
export const findPlaceholder: Detector = ({ field, peeled }) => {
  const wellFormed = peeled.length >= MIN_RANDOM && hasFormOf(field, peeled);
  const forms = wellFormed ? STRICT_FORMS : [...STRICT_FORMS, ...LOOSE_FORMS];
  const form = forms.find(({ matches }) => matches(peeled));
  return form && failure('placeholder', `holds a placeholder (${form.detail})`);
};

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
