import type { Evidence } from '../../model/evidence.ts';
import type { SecretReference } from '../../model/expectation.ts';
import { declaredRegion } from '../../text/secret-arn.ts';
import { furtherQuestion } from './further-question.ts';

/** DescribeSecret in the other declared Regions, for a secret that is not in the one that was asked. */
export const secretRegion = furtherQuestion({
  id: { kind: 'secret-region' },
  applies: ({ evidence }) =>
    evidence.secret.outcome === 'failed' &&
    evidence.secret.failure === 'not-found' &&
    elsewhere(evidence).length > 0,
  ask: async ({ evidence }, { secrets, signal }) => {
    const answers = await Promise.all(
      elsewhere(evidence).map((secret) => secrets.describe(secret, { signal })),
    );
    const regions = new Set(answers.flatMap((answer) => answer?.regions ?? []));
    return regions.size > 0
      ? { kind: 'located', regions: [...regions].sort() }
      : { kind: 'undecided', reason: 'it is not there, or may not be described there' };
  },
  words: {
    asked: 'is the secret in another declared Region',
    why: 'secret.not-found (the wrong Region)',
  },
});

/** The secret in each Region that the configuration names for another one; undefined is the default Region. */
function elsewhere({ expectation, declared, ...evidence }: Evidence): readonly SecretReference[] {
  const { secret } = expectation;
  const regions = new Set(
    declared.flatMap(({ credential }) => credential ?? []).map((one) => declaredRegion(one.secret)),
  );
  regions.delete(evidence.secretRegion);
  regions.delete(declaredRegion(secret));
  return [...regions].flatMap((region) => {
    if (!secret.id.startsWith('arn:')) return [{ ...secret, region }];
    // A replica has the ARN of its primary secret but for the Region.
    const [arn, partition, service, , ...rest] = secret.id.split(':');
    const id = [arn, partition, service, region, ...rest].join(':');
    return region === undefined ? [] : [{ ...secret, id, region }];
  });
}
