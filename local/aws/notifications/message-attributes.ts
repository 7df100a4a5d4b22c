import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { parseJson } from '../wire/parse-json.ts';
import { emptyAsList } from '../wire/query-form.ts';
import type { MessageAttribute, MessageAttributes } from './message.ts';

/** One attribute as the form of Publish carries it. */
export interface AttributeEntry {
  readonly Name: string;
  readonly Value: {
    readonly DataType: string;
    readonly StringValue?: string | undefined;
    readonly BinaryValue?: string | undefined;
  };
}

const entrySchema = z.strictObject({
  Name: z.string(),
  Value: z.strictObject({
    DataType: z.string().min(1),
    StringValue: z.string().optional(),
    BinaryValue: z.string().optional(),
  }),
});

/** MessageAttributes of a Publish form. */
export const messageAttributeList: z.ZodType<readonly AttributeEntry[]> = z.preprocess(
  (value) => emptyAsList(value ?? ''),
  z.array(entrySchema),
);

/**
 * Holds attributes to SNS's rules and gives them by name.
 *
 * @throws AwsError `ParameterValueInvalid` for a name, a type or an empty value that SNS refuses.
 */
export function readAttributes(entries: readonly AttributeEntry[]): MessageAttributes {
  return new Map(entries.map((entry) => [entry.Name, readAttribute(entry)]));
}

/** Bytes that the attributes take of a message's 262,144: names, types and values. */
export function attributeBytes(attributes: MessageAttributes): number {
  const parts = [...attributes].flatMap(([name, { dataType, value }]) => [name, dataType, value]);
  return Buffer.byteLength(parts.join(''));
}

function readAttribute({ Name, Value }: AttributeEntry): MessageAttribute {
  const { DataType } = Value;
  const isName = /^(?!AWS\.|Amazon\.|\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i.test(Name);
  if (!isName) throw refused(`Invalid message attribute name: '${Name}'.`);
  // A custom type is a label behind one of these, such as `String.uuid`.
  const [kind] = DataType.split('.');
  if (!/^(String|Number|Binary)(\.[\w.-]+)?$/.test(DataType)) {
    throw refused(
      `The message attribute '${Name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = kind === 'Binary' ? Value.BinaryValue : Value.StringValue;
  if (value === undefined || value === '') {
    throw refused(
      `The message attribute '${Name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
  if (kind === 'Number' && Number.isNaN(Number(value))) {
    throw refused(`Could not cast message attribute '${Name}' value to number.`);
  }
  if (DataType === 'String.Array' && !Array.isArray(parseJson(value))) {
    throw refused(`The message attribute '${Name}' must contain a JSON array.`);
  }
  return { dataType: DataType, value };
}

function refused(message: string): AwsError {
  return new AwsError('ParameterValueInvalid', message);
}
