import { fillTemplate, type Scope } from '../data-path.ts';
import type { MapState } from '../definition.ts';
import type { Fault, Run } from '../run.ts';

type Reader = MapState['ItemReader']['ReaderConfig']['InputType'];

const READERS: Readonly<Record<Reader, (text: string) => readonly unknown[]>> = {
  JSON: (text) => {
    const items: unknown = JSON.parse(text);
    if (!Array.isArray(items)) throw new Error('the JSON is no array');
    return items;
  },
  JSONL: (text) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line)),
};

/** The items of a map as its reader and its selector give them, and the fault where they cannot be read. */
export function readItems(
  { ItemReader: reader, ItemSelector: selector }: MapState,
  { input, context }: Scope,
  { ports }: Run,
): readonly unknown[] | Fault {
  const { Bucket, Key } = Object(fillTemplate(reader.Parameters, { input, context }));
  const { InputType } = reader.ReaderConfig;
  try {
    const found = ports.objects.get(String(Bucket), String(Key));
    if (found === undefined) throw new Error(`s3://${Bucket}/${Key} is not there`);
    const items = READERS[InputType](found.body.toString('utf8'));
    if (selector === undefined) return items;
    return items.map((Value, Index) =>
      fillTemplate(selector, {
        input,
        context: { ...Object(context), Map: { Item: { Index, Value } } },
      }),
    );
  } catch (error) {
    return { kind: 'fault', error: 'States.ItemReaderFailed', cause: String(error) };
  }
}
