/** Environments as people call them in the names of secrets, by the word that is proposed. */
const NAMES: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['preproduction', ['preprod', 'preproduction']],
  ['production', ['production', 'prod', 'prd', 'live']],
  ['staging', ['staging', 'stage', 'stg']],
  ['development', ['development', 'develop', 'dev']],
  ['test', ['test', 'testing', 'tst']],
  ['qa', ['qa']],
  ['uat', ['uat']],
  ['integration', ['integration', 'int']],
  ['sandbox', ['sandbox', 'sbx']],
  ['demo', ['demo']],
];

/**
 * The name of an environment that the name of a secret suggests: `production` for
 * `prod/twilio/credentials`; undefined where no part of it is a word for an environment.
 */
export function environmentNameOf(secretName: string): string | undefined {
  const words = secretName
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return NAMES.find(([, known]) => words.some((word) => known.includes(word)))?.[0];
}
