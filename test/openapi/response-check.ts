import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { asObject, type JsonObject, lookUp, toStrictSchema } from './openapi-schema.ts';

/** What is used of ajv: it is loaded at run time, since the main package is type-checked without it. */
interface Ajv {
  compile(schema: JsonObject): ((body: unknown) => boolean) & { errors?: AjvError[] | null };
}

interface AjvError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: JsonObject;
}

const DOCUMENTS = 'node_modules/@twilio-alpha/mcp/twilio-oai/spec/json';

/** Twilio's formats. URIs may be relative, and are empty where nothing is configured. */
const FORMATS: Readonly<Record<string, RegExp | true>> = {
  currency: /^[A-Z]{3}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  'date-time-rfc-2822': /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} \+0000$/,
  'iso-country-code': /^[A-Z]{2}$/,
  'http-method': /^(GET|POST)$/,
  'inbound-call-price': true,
  'outbound-call-price-with-origin': true,
  'phone-number': /^\+[1-9]\d{1,14}$/,
  'phone-number-capabilities': true,
  uri: /^$|^(https:\/\/[a-z.]+)?\/\S*$/,
  'uri-map': true,
};

/** Reads one of Twilio's OpenAPI documents, for example `api_v2010`. */
export function readDocument(name: string): JsonObject {
  const file = new URL(`${DOCUMENTS}/twilio_${name}.json`, import.meta.url);
  return asObject(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Makes the check of the 200 body of `GET path` in a document. The check returns what is wrong, a
 * line each (`/accounts/0/sid must match pattern …`), and never a value.
 */
export function responseCheck(
  document: JsonObject,
  path: string,
): (body: unknown) => readonly string[] {
  const pointer = `#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json`;
  const { schema, examples } = lookUp(document, pointer);
  const strict = toStrictSchema(document, schema, richestExample(asObject(examples)));
  const validate = createAjv().compile(strict);
  return (body) => {
    validate(body);
    return (validate.errors ?? []).map(describeError);
  };
}

/** The example that shows most; some only show an empty list. */
function richestExample(examples: JsonObject): unknown {
  const values = Object.values(examples).map((example) => asObject(example)['value']);
  return values.sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
}

function createAjv(): Ajv {
  const load = createRequire(import.meta.url);
  const { Ajv: Constructor } = load('ajv') as {
    readonly Ajv: new (options: JsonObject) => Ajv;
  };
  // Twilio gives objects a `format` too (`uri-map`), which strict types would warn of.
  return new Constructor({ allErrors: true, strictTypes: false, formats: FORMATS });
}

function describeError({ instancePath, message, params }: AjvError): string {
  const unknown = params['additionalProperty'];
  const detail = typeof unknown === 'string' ? ` (${unknown})` : '';
  return `${instancePath || '/'} ${message ?? 'is wrong'}${detail}`;
}
