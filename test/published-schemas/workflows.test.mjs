// JavaScript: the compiler would ask for packages that only this folder installs.
import { readFileSync } from 'node:fs';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from '../docs/code-blocks.ts';

const EXAMPLE = 'examples/github-actions/.github/workflows/release.yaml';
const PAGE = 'docs/pipelines/github-actions.md';

const inCheckout = (path) => new URL(`../../${path}`, import.meta.url);

/** What GitHub's own parser says against a workflow, by GitHub's schema. */
function faultsOf(content) {
  const { context } = parseWorkflow(
    { name: 'release.yaml', content },
    new NoOperationTraceWriter(),
  );
  return context.errors.getErrors().map(({ message }) => message);
}

describe("workflows, by GitHub's schema", () => {
  const example = readFileSync(inCheckout(EXAMPLE), 'utf8');

  it('that of the example is valid', () => {
    expect(faultsOf(example)).toEqual([]);
  });

  it('that of the page is valid', () => {
    const blocks = codeBlocks(PAGE, readFileSync(inCheckout(PAGE), 'utf8'));
    const [workflow] = blocks.filter(({ text }) => text.startsWith('name: '));
    expect(faultsOf(workflow.text)).toEqual([]);
  });

  it.each([
    ['a permission that there is not', ['id-token: write', 'id-tokens: write']],
    ['a job without a runner', ['    runs-on: ubuntu-latest\n', '']],
    ['a context that there is not', ['vars.AWS_REGION', 'variables.AWS_REGION']],
  ])('another is not: %s', (_name, [right, wrong]) => {
    expect(example).toContain(right);
    expect(faultsOf(example.replace(right, wrong))).not.toEqual([]);
  });
});
