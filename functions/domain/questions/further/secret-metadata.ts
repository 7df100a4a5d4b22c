import { furtherQuestion, isRejected } from './further-question.ts';

/** DescribeSecret: stages, rotation, last change. Only what is in use can be behind another version. */
export const secretMetadata = furtherQuestion({
  id: { kind: 'secret-metadata' },
  applies: (facts) => isRejected(facts) && facts.evidence.secret.versionStage === 'AWSCURRENT',
  ask: async ({ evidence }, { secrets, signal }) => {
    const metadata = await secrets.describe(evidence.expectation.secret, { signal });
    return metadata === undefined
      ? { kind: 'undecided', reason: 'the metadata of the secret could not be read' }
      : { kind: 'metadata', metadata };
  },
  words: {
    asked: 'what do the versions of the secret say',
    why: 'rotation.in-progress, and which versions there are to try',
  },
});
