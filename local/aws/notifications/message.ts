import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { parseJson } from '../wire/parse-json.ts';

/** One attribute of a message; `value` is StringValue, or BinaryValue in base64. */
export interface MessageAttribute {
  readonly dataType: string;
  readonly value: string;
}

export type MessageAttributes = ReadonlyMap<string, MessageAttribute>;

/** A message that Publish has accepted, with the text each protocol gets. */
export interface Message {
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string | undefined;
  readonly attributes: MessageAttributes;
  /** Keys are protocols; `default` is always there. */
  readonly bodies: Readonly<Record<string, string>>;
}

/** The text a protocol gets: its own, or the default. */
export function bodyFor(message: Message, protocol: string): string {
  const own = Object.hasOwn(message.bodies, protocol) ? message.bodies[protocol] : undefined;
  return own ?? message.bodies['default'] ?? '';
}

const bodiesSchema = z.record(z.string(), z.unknown());

/**
 * The texts of a message per protocol. Under MessageStructure `json`, values that are no strings are
 * ignored and `default` must be there, as SNS demands.
 *
 * @throws AwsError `InvalidParameter`
 */
export function parseBodies(
  message: string,
  structure: string | undefined,
): Readonly<Record<string, string>> {
  if (structure === undefined) return { default: message };
  if (structure !== 'json') throw invalid('Invalid Message Structure parameter');
  const parsed = bodiesSchema.safeParse(parseJson(message));
  if (!parsed.success) throw invalid('Message Structure - JSON message body failed to parse');
  const texts = Object.entries(parsed.data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const bodies: Readonly<Record<string, string>> = Object.fromEntries(texts);
  if (bodies['default'] === undefined) {
    throw invalid('Message Structure - No default entry in JSON message body');
  }
  return bodies;
}

/**
 * Holds a Subject to SNS's rules: 1 to 99 characters of UTF-8, no line breaks or control characters.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 *
 * @throws AwsError `InvalidParameter`
 */
export function checkSubject(subject: string | undefined): void {
  if (subject !== undefined && !/^[^\p{Cc}\u2028\u2029]{1,99}$/u.test(subject)) {
    throw invalid('Subject');
  }
}

/** The error of a parameter that SNS refuses: `Invalid parameter: Subject`. */
export function invalid(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
