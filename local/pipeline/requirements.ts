/** CodePipeline's pattern of pipeline, stage, action and rule names (service model). */
const NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;

/** Throws for a name of another form than CodePipeline's. */
export function requireName(kind: string, name: string): void {
  if (!NAME.test(name)) throw new Error(`${kind} name "${name}", allowed is ${NAME.source}`);
}

/** Throws for the first name that is there twice. */
export function requireDistinct(kind: string, named: readonly { readonly name: string }[]): void {
  const names = named.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`${kind} ${repeated} is declared twice`);
}

/** Throws for a text that is there and has no character, or more than `max`. */
export function requireLength(what: string, text: string | undefined, max: number): void {
  if (text === undefined) return;
  if (text.length >= 1 && text.length <= max) return;
  throw new Error(`${what} of ${text.length} characters, allowed are 1 to ${max}`);
}
