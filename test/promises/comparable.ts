/** Members with words for people, which a later version may choose otherwise. */
const TEXTS = [
  'message',
  'summary',
  'text',
  'title',
  'evidence',
  'expected',
  'found',
  'firstStep',
  'continuationToken',
];

/** Members that are measured. */
const MEASURED = ['durationMs', 'ageDays', 'expiresAt', 'until'];

/** The checks of version 0.1.0. A later version may add some, and takes none away. */
const CHECKS = [
  'secret.readable',
  'secret.shape',
  'credential.format',
  'credential.kind',
  'environment.isolation',
  'credential.accepted',
  'account.identity',
  'account.parent',
  'account.active',
  'credential.key-type',
  'credential.reach',
  'webhook.auth-token',
  'key.age',
  'key.label',
];

const SID = /\b([A-Z]{2})[0-9a-f]{32}\b/g;
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z/g;

/**
 * A JSON value as two versions are to have it alike: what differs from run to run is replaced by its kind
 * (`SID`, `UUID`, `TIME`, `NUMBER`), words for people by `TEXT`, and a list of such words by one.
 */
export function comparable(value: unknown, name = ''): unknown {
  if (name === 'executionId') return comparableId(value);
  if (TEXTS.includes(name)) return comparableText(value);
  if (typeof value === 'number' && MEASURED.includes(name)) return 'NUMBER';
  if (typeof value === 'string') return withoutVolatile(value);
  if (Array.isArray(value)) {
    const items = name === 'checks' ? value.filter(({ id }) => CHECKS.includes(id)) : value;
    return items.map((one) => comparable(one));
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, one]) => [key, comparable(one, key)]);
  return Object.fromEntries(members);
}

/** Any id that an execution may have; DynamoDB writes a text as `{ S }`. */
function comparableId(value: unknown): unknown {
  return typeof value === 'string' ? 'ID' : { S: 'ID' };
}

/** Empty words stay empty: they are a difference. */
function comparableText(value: unknown): unknown {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const present = texts.every((text) => typeof text === 'string' && text.trim() !== '');
  if (!present || texts.length === 0) return value;
  return Array.isArray(value) ? ['TEXT'] : 'TEXT';
}

/** The same text without what is new in each run, its commands as 0.1.0 wrote them. */
export function withoutVolatile(text: string): string {
  return text
    .replace(SID, '$1SID')
    .replace(UUID, 'UUID')
    .replace(TIME, 'TIME')
    .replaceAll('npx --no twilio-preflight', 'npx twilio-preflight')
    .replace(/invoke --function GATE_FUNCTION (--env \S+) --no-alerts/, 'verify $1');
}
