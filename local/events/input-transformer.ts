/** A transformer as CloudFormation has it. */
export interface InputTransformer {
  /** Names of placeholders and the paths of their values, such as `$.detail.state`. */
  readonly inputPathsMap: Readonly<Record<string, string>>;
  /** JSON or text with `<name>` where values go. */
  readonly inputTemplate: string;
}

/** What a rule says of itself to its transformers. */
export interface RuleIdentity {
  readonly ruleName: string;
  readonly ruleArn: string;
  /** ISO 8601 */
  readonly ingestedAt: string;
}

const PATH = /^\$(?:\.[A-Za-z0-9_/-]+|\[\d+\])*$/;
const PLACEHOLDER = /<([A-Za-z0-9_.-]+)>/g;

/**
 * Refuses what PutTargets refuses: more than 100 paths, a path in another notation than dots and
 * indices, a template without characters or with more than 8,192, a placeholder that nothing defines.
 */
export function checkTransformer({ inputPathsMap, inputTemplate }: InputTransformer): void {
  const paths = Object.entries(inputPathsMap);
  if (paths.length > 100) throw new Error(`InputPathsMap has ${paths.length} entries, at most 100`);
  const wrong = paths.find(([, path]) => !PATH.test(path));
  if (wrong !== undefined) throw new Error(`InputPathsMap.${wrong[0]}: ${wrong[1]} is no path`);
  const { length } = inputTemplate;
  if (length < 1 || length > 8192) {
    throw new Error(`InputTemplate of ${length} characters, allowed are 1 to 8192`);
  }
  for (const [placeholder, name = ''] of inputTemplate.matchAll(PLACEHOLDER)) {
    const isKnown = Object.hasOwn(inputPathsMap, name) || name.startsWith('aws.events.');
    if (!isKnown) throw new Error(`InputTemplate: nothing defines ${placeholder}`);
  }
}

/**
 * Fills in a template. Within quotes a value stands as text, escaped as JSON wants it; elsewhere it is
 * written as JSON. Quotes of the template stay: a line of text arrives in its quotes, as AWS sends it.
 * A path that leads nowhere gives nothing within quotes, and an empty text elsewhere.
 *
 * How AWS escapes within quotes is not documented; it is said to keep JSON valid.
 */
export function transformInput(
  { inputPathsMap, inputTemplate }: InputTransformer,
  event: unknown,
  rule: RuleIdentity,
): string {
  const filled = (name: string): unknown => {
    const path = inputPathsMap[name];
    return path === undefined ? predefined(name, event, rule) : valueAt(event, path);
  };
  return inputTemplate.replace(PLACEHOLDER, (_all, name: string, offset: number) => {
    const value = filled(name) ?? '';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (!isQuoted(inputTemplate, offset)) return JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}

/** The value at a path of dots and indices, or undefined. */
export function valueAt(event: unknown, path: string): unknown {
  const steps = path.match(/[A-Za-z0-9_/-]+/g) ?? [];
  return steps.reduce((value: unknown, name) => Reflect.get(Object(value), name), event);
}

function predefined(name: string, event: unknown, rule: RuleIdentity): unknown {
  switch (name) {
    case 'aws.events.rule-arn':
      return rule.ruleArn;
    case 'aws.events.rule-name':
      return rule.ruleName;
    case 'aws.events.event.ingestion-time':
      return rule.ingestedAt;
    case 'aws.events.event':
    case 'aws.events.event.json':
      return event;
    default:
      return undefined;
  }
}

/** Whether an odd number of quotes stands before the offset, those with a backslash not counted. */
function isQuoted(template: string, offset: number): boolean {
  const before = template.slice(0, offset).replace(/\\./g, '');
  return before.split('"').length % 2 === 0;
}
