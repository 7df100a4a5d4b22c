import { createScanner, parse, printParseErrorCode, visit } from 'jsonc-parser';
import { type ConfigurationIssue, configurationIssue } from './configuration-issue.ts';

/** The value of a text, or what is wrong with it. */
export type JsonParse =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly ConfigurationIssue[] };

// The deepest setting is at level 6. The parser recurses: the limit keeps it far from the end of the stack.
const DEEPEST_LEVEL = 32;
const MOST_REFUSED_KEYS = 50;
const OPTIONS = { allowTrailingComma: true };

/**
 * Parses JSON with comments and trailing commas. Answers the first syntax error, without the text that
 * stands there (it may be a secret); else at most 50 keys that are given twice or that no object may
 * have (`__proto__`). Lines and columns count from 1. A byte order mark is skipped. Nesting is limited to
 * 32 levels.
 */
export function parseJson(text: string): JsonParse {
  const json = text.replace(/^\uFEFF/, '');
  const fault = findDeepNesting(json) ?? findSyntaxError(json);
  const issues = fault === undefined ? findRefusedKeys(json) : [fault];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: parse(json, [], OPTIONS) };
}

function findDeepNesting(json: string): ConfigurationIssue | undefined {
  const scanner = createScanner(json, true);
  let level = 0;
  while (scanner.getPosition() < json.length && level <= DEEPEST_LEVEL) {
    scanner.scan();
    const bracket = json.charAt(scanner.getTokenOffset());
    if (bracket === '{' || bracket === '[') level += 1;
    if (bracket === '}' || bracket === ']') level -= 1;
  }
  if (level <= DEEPEST_LEVEL) return undefined;
  const where = positionOf(scanner.getTokenStartLine(), scanner.getTokenStartCharacter());
  return syntaxError(where, `more than ${DEEPEST_LEVEL} levels`);
}

function findSyntaxError(json: string): ConfigurationIssue | undefined {
  let first: ConfigurationIssue | undefined;
  visit(
    json,
    {
      onError: (...[code, , , line, column]) => {
        // The parser names its errors as in `CommaExpected`.
        const words = printParseErrorCode(code)
          .replaceAll(/(?<=.)[A-Z]/g, ' $&')
          .toLowerCase();
        first ??= syntaxError(positionOf(line, column), words);
      },
    },
    OPTIONS,
  );
  return first;
}

function findRefusedKeys(json: string): readonly ConfigurationIssue[] {
  const issues: ConfigurationIssue[] = [];
  const open: Set<string>[] = [];
  visit(
    json,
    {
      onObjectBegin: () => {
        open.push(new Set());
      },
      onObjectEnd: () => {
        open.pop();
      },
      onObjectProperty: (...[key, , , line, column, pathOf]) => {
        const problem = refusal(key, open.at(-1)?.has(key), positionOf(line, column));
        open.at(-1)?.add(key);
        if (problem === undefined || issues.length >= MOST_REFUSED_KEYS) return;
        const allowed = 'each setting once, by its name';
        issues.push(configurationIssue({ path: [...pathOf(), key], problem, allowed }));
      },
    },
    OPTIONS,
  );
  return issues;
}

function refusal(key: string, isRepeated: boolean | undefined, where: string): string | undefined {
  if (key === '__proto__') return `is a key that no object here may have (${where})`;
  return isRepeated
    ? `is given twice (again at ${where}); only one of them would count`
    : undefined;
}

function syntaxError(where: string, problem: string): ConfigurationIssue {
  return configurationIssue({
    path: [],
    problem: `is not JSON: ${where}: ${problem}`,
    allowed: 'one JSON object, which may have comments and trailing commas',
  });
}

function positionOf(line: number, column: number): string {
  return `line ${line + 1}, column ${column + 1}`;
}
