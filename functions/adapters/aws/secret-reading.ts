import type { GetSecretValueCommandOutput } from '@aws-sdk/client-secrets-manager';
import type { SecretReading, VersionStage } from '../../domain/model/ports.ts';
import { Redacted } from '../../domain/model/redacted.ts';
import { failedReading } from './secret-failure.ts';

const NOT_AN_ANSWER = 'An answer that is not one of Secrets Manager';

/**
 * Judges a 200 of GetSecretValue. It counts as read only with a version id, the stage that was asked
 * for, and a value; anything less did not come from Secrets Manager, and is `unavailable`.
 *
 * SecretBinary that is not UTF-8 is `not-text`: it was read, and no retry will make it text.
 */
export function secretReading(
  answer: GetSecretValueCommandOutput,
  versionStage: VersionStage,
): SecretReading {
  const { VersionId: versionId, VersionStages: stages } = answer;
  if (typeof versionId !== 'string' || versionId === '') {
    return failedReading('unavailable', `${NOT_AN_ANSWER}: it names no version.`);
  }
  if (!(Array.isArray(stages) && stages.includes(versionStage))) {
    return failedReading('unavailable', `${NOT_AN_ANSWER}: its version is not ${versionStage}.`);
  }
  const text = textOf(answer);
  switch (text.outcome) {
    case 'text':
      return {
        outcome: 'read',
        versionId,
        versionStage,
        ...createdAt(answer),
        payload: text.payload,
      };
    case 'no-value':
      return failedReading('unavailable', `${NOT_AN_ANSWER}: it holds no value.`);
    case 'not-utf-8':
      return failedReading(
        'not-text',
        'The SecretBinary of this version is not UTF-8 text: store the credential as JSON text.',
      );
  }
}

/** Left out where the answer has none, or none that is a time: only a metric depends on it. */
function createdAt({ CreatedDate }: GetSecretValueCommandOutput): { readonly createdAt?: string } {
  const isTime = CreatedDate instanceof Date && !Number.isNaN(CreatedDate.getTime());
  return isTime ? { createdAt: CreatedDate.toISOString() } : {};
}

type Text =
  | { readonly outcome: 'text'; readonly payload: Redacted<string> }
  | { readonly outcome: 'no-value' | 'not-utf-8' };

function textOf({ SecretString, SecretBinary }: GetSecretValueCommandOutput): Text {
  if (typeof SecretString === 'string') {
    return { outcome: 'text', payload: new Redacted(SecretString) };
  }
  if (!(SecretBinary instanceof Uint8Array)) {
    return { outcome: 'no-value' };
  }
  try {
    // A byte order mark is kept: the reader of the secret would meet it too.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { outcome: 'text', payload: new Redacted(decoder.decode(SecretBinary)) };
  } catch {
    return { outcome: 'not-utf-8' };
  }
}
