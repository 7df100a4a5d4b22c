/** Values of one execution by namespace; `codepipeline` is AWS's own. */
export type VariableScope = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The text with its variables filled in, or the first one that has no value. */
export type ResolvedText =
  | { readonly resolved: true; readonly text: string }
  | { readonly resolved: false; readonly unknown: string };

const VARIABLE = /#\{([A-Za-z0-9@\-_]+)\.([A-Za-z0-9@\-_]+)\}/g;

/** Fills in `#{namespace.key}`, as CodePipeline does before it starts an action. */
export function resolveVariables(text: string, scope: VariableScope): ResolvedText {
  let unknown: string | undefined;
  const filled = text.replace(VARIABLE, (variable, namespace: string, key: string) => {
    const value = scope.get(namespace)?.[key];
    if (value === undefined) unknown ??= variable;
    return value ?? variable;
  });
  return unknown === undefined ? { resolved: true, text: filled } : { resolved: false, unknown };
}
