/** One action of a documented stage, whatever it was written in. */
export interface DocumentedAction {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly runOrder: number;
  readonly userParameters?: string;
}

/** One statement of a documented policy. */
export interface DocumentedStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The deploy actions that would start before or together with the gate; and a stage without a gate. */
export function ungated(stage: readonly DocumentedAction[]): readonly string[] {
  const gate = stage.find(
    ({ category, provider }) => category === 'Invoke' && provider === 'Lambda',
  );
  if (gate === undefined) return ['the stage has no gate'];
  return stage
    .filter(({ category, runOrder }) => category === 'Deploy' && runOrder <= gate.runOrder)
    .map(({ name }) => `${name} does not wait for ${gate.name}`);
}

/** Permissions that are wider than they must be: `*` in an action, or as a resource where one could be named. */
export function wideStatements(
  statements: readonly DocumentedStatement[],
): readonly DocumentedStatement[] {
  return statements.filter(
    ({ actions, resources }) =>
      actions.some((action) => action.includes('*')) || resources.some(isWide(actions)),
  );
}

function isWide(actions: readonly string[]): (resource: string) => boolean {
  // Whatever lies in a bucket: names of objects are CodePipeline's own.
  const isObjects = (resource: string): boolean => /^arn:[^*]+:s3:::[^*]+\/\*$/.test(resource);
  // ListFunctions has no resource type.
  const isListing = actions.every((action) => action === 'lambda:ListFunctions');
  return (resource) =>
    resource.includes('*') && !isObjects(resource) && !(isListing && resource === '*');
}
