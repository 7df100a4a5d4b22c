/** Stands for a value that is not known beforehand: it may meet every condition but `exists: false`. */
export const ANY: unique symbol = Symbol('any value');

/** What a filter policy is held against: message attributes, or the members of a JSON body. */
export type Filtered = Readonly<Record<string, unknown>>;

type Members = Readonly<Record<string, unknown>>;

/**
 * Whether a message passes an SNS filter policy: all keys must match, each by any of its conditions; of
 * `$or` one of the policies. Has every operator that SNS documents. Throws `TypeError` for another one.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function passesFilter(policy: Members, message: Filtered): boolean {
  return Object.entries(policy).every(([key, wanted]) => {
    if (key === '$or') return asList(wanted).some((one) => passesFilter(asMembers(one), message));
    const value = message[key];
    if (Array.isArray(wanted)) return wanted.some((condition) => meets(condition, value));
    // In the scope of the body a policy goes as deep as the body does.
    return isMembers(value) && passesFilter(asMembers(wanted), value);
  });
}

function meets(condition: unknown, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => meets(condition, one));
  if (!isMembers(condition)) return value === ANY || value === condition;
  return Object.entries(condition).every(([operator, operand]) => {
    const judge = OPERATORS.get(operator);
    if (judge === undefined) throw new TypeError(`an operator "${operator}"`);
    if (operator === 'exists') return judge(operand, value);
    return value === ANY || (value !== undefined && judge(operand, value));
  });
}

type Judge = (operand: unknown, value: unknown) => boolean;

const ofTexts =
  (judge: (operand: string, value: string) => boolean): Judge =>
  (operand, value) =>
    typeof operand === 'string' && typeof value === 'string' && judge(operand, value);

const OPERATORS: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['exists', (operand, value) => (value !== undefined) === operand],
  ['prefix', ofTexts((operand, value) => value.startsWith(operand))],
  ['suffix', ofTexts((operand, value) => value.endsWith(operand))],
  ['equals-ignore-case', ofTexts((operand, value) => fold(value) === fold(operand))],
  ['wildcard', ofTexts(meetsWildcard)],
  ['cidr', ofTexts(isInBlock)],
  ['anything-but', (operand, value) => !asList(operand).some((one) => meets(one, value))],
  ['numeric', isInRange],
]);

const COMPARISONS: ReadonlyMap<unknown, (value: number, bound: number) => boolean> = new Map<
  unknown,
  (value: number, bound: number) => boolean
>([
  ['=', (value, bound) => value === bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);

/** `["=", 5]`, or a range: `[">", 0, "<=", 100]`. A text is no number to SNS. */
function isInRange(operand: unknown, value: unknown): boolean {
  const parts = asList(operand);
  return parts.every((part, index) => {
    if (index % 2 === 1) return true;
    const bound = parts[index + 1];
    const compare = COMPARISONS.get(part);
    if (compare === undefined) throw new TypeError(`a comparison ${JSON.stringify(part)}`);
    return typeof value === 'number' && typeof bound === 'number' && compare(value, bound);
  });
}

function meetsWildcard(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(value);
}

/** IPv4 alone; SNS's IPv6 blocks are met by no value of ours. */
function isInBlock(block: string, value: string): boolean {
  const [network = '', bits = '32'] = block.split('/');
  const [from, address] = [network, value].map(toNumber);
  if (from === undefined || address === undefined) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(from / size) === Math.floor(address / size);
}

function toNumber(address: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

function fold(text: string): string {
  return text.toLowerCase();
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function asMembers(value: unknown): Members {
  if (isMembers(value)) return value;
  throw new TypeError('a value that is neither a list nor an object');
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
