import { describe, expect, it } from 'vitest';
import { parseUserParameters } from '../../functions/handlers/gate/user-parameters.ts';
import { blocksIn, type CodeBlock } from './code-blocks.ts';
import { parseYaml } from './parse-yaml.ts';

interface Example {
  readonly place: string;
  readonly text: string;
}

/** Every value of `UserParameters` in a parsed block, however deep. */
function valuesOf(parsed: unknown): readonly string[] {
  if (typeof parsed !== 'object' || parsed === null) return [];
  return Object.entries(parsed).flatMap(([key, value]: [string, unknown]) =>
    key === 'UserParameters' && typeof value === 'string' ? [value] : valuesOf(value),
  );
}

function fromYaml({ place, text }: CodeBlock): readonly Example[] {
  return valuesOf(parseYaml(text)).map((value) => ({ place, text: value }));
}

/** A JSON block that names an execution is what one pastes into the field; one with a version is sent. */
function fromJson({ place, text }: CodeBlock): readonly Example[] {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || 'schemaVersion' in parsed) return [];
  return 'executionId' in parsed ? [{ place, text }] : [];
}

/** The bare form, as it is pasted into the console. */
function fromText({ place, text }: CodeBlock): readonly Example[] {
  return [{ place, text }];
}

/** `userParameters: { … }` of the CDK: its literals are YAML too, and `GlobalVariables` a plain text. */
function fromTypeScript({ place, text }: CodeBlock): readonly Example[] {
  return [...text.matchAll(/userParameters: (\{[^}]*\})/g)].map(([, literal = '']) => ({
    place,
    text: JSON.stringify(parseYaml(literal)),
  }));
}

const EXAMPLES = [
  ...blocksIn('yaml').flatMap(fromYaml),
  ...blocksIn('json').flatMap(fromJson),
  ...blocksIn('text').flatMap(fromText),
  ...blocksIn('ts').flatMap(fromTypeScript),
];

describe('UserParameters on the pages', () => {
  it.each(EXAMPLES)('are what the gate reads, and within its limit: $place', ({ text }) => {
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(parseUserParameters(text)).toMatchObject({ environment: 'production' });
  });

  it('are found on the pages that have some', () => {
    const found = new Set(EXAMPLES.map(({ place }) => place.replace(/:\d+$/, '')));
    expect([...found]).toEqual(
      expect.arrayContaining([
        'docs/pipelines/README.md',
        'docs/pipelines/cloudformation.md',
        'docs/pipelines/console.md',
        'docs/pipelines/other-gates.md',
      ]),
    );
  });
});
