import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import type { Tag } from './secret.ts';
import { scopeOf, secretId, tagKey, tagList } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';

/** AWS's quota of tags on one secret. */
const MAX_TAGS = 50;

/** TagResource: adds tags, and gives a key that is there its new value. */
export function tagResource(vault: SecretVault): Operation {
  return defineOperation({ SecretId: secretId, Tags: tagList }, ({ SecretId, Tags }, context) => {
    const { metadata } = vault.getLive(SecretId, scopeOf(context));
    const tags = withTags(metadata.Tags ?? [], Tags);
    if (tags.length > MAX_TAGS) {
      throw new AwsError(
        'InvalidParameterException',
        `A secret can have no more than ${MAX_TAGS} tags.`,
      );
    }
    metadata.Tags = tags;
    return {};
  });
}

/** UntagResource: a key that is not there is no error. */
export function untagResource(vault: SecretVault): Operation {
  const members = { SecretId: secretId, TagKeys: z.array(tagKey) };
  return defineOperation(members, ({ SecretId, TagKeys }, context) => {
    const { metadata } = vault.getLive(SecretId, scopeOf(context));
    metadata.Tags = metadata.Tags?.filter(({ Key }) => !TagKeys.includes(Key));
    return {};
  });
}

function withTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const byKey = new Map([...tags, ...added].map((tag) => [tag.Key, tag]));
  return [...byKey.values()];
}
