import { MEMBER } from '../../domain/model/fleet.ts';
import type { TextRule } from './setting.ts';

const REGION_FORM = '[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}';
const ARN_PARTITION = 'arn:aws(?:-[a-z]{1,8}){0,3}';
// Secrets Manager's own alphabet. It has no * and no ?, so that no id widens the policy made from it.
const SECRET_NAME_CHARACTERS = '[A-Za-z0-9/_+=.@-]';
const SECRET_NAME_FORM = `${SECRET_NAME_CHARACTERS}{1,512}`;

/** An AWS Region by its code. */
export const REGION: TextRule = {
  pattern: new RegExp(`^${REGION_FORM}$`),
  what: 'the code of an AWS Region, such as us-east-1',
  diagnose: (value) =>
    /^(?:us1|ie1|au1)$/.test(value)
      ? "is a Twilio Region, not the AWS Region of the secret (that is twilioRegion's place)"
      : undefined,
};

const SECRET_ARN_FORM = `${ARN_PARTITION}:secretsmanager:${REGION_FORM}:[0-9]{12}:secret:${SECRET_NAME_FORM}`;

/**
 * A secret by name (`CreateSecret` allows letters, digits and `/_+=.@-`, at most 512) or by its complete
 * ARN. Secrets Manager takes an ARN without its last six characters too; IAM and event rules do not.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export const SECRET_ID: TextRule = {
  pattern: new RegExp(`^(?:${SECRET_NAME_FORM}|${SECRET_ARN_FORM}-[A-Za-z0-9]{6})$`),
  what: 'a name of a secret, 1 to 512 letters, digits and /_+=.@- , or its complete ARN, arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf',
  diagnose: (value) => {
    if (!value.startsWith('arn:')) return undefined;
    if (!value.includes(':secretsmanager:'))
      return 'is an ARN, but not of a Secrets Manager secret';
    return new RegExp(`^${SECRET_ARN_FORM}$`).test(value)
      ? 'lacks the hyphen and six characters at the end of the ARN: give the name or the complete ARN'
      : undefined;
  },
};

/** The names of the secrets of a fleet: 512 characters are left once a name of 64 stands in it. */
export const SECRET_NAME_TEMPLATE: TextRule = {
  pattern: new RegExp(
    `^(?!arn:)(?=.{8,456}$)${SECRET_NAME_CHARACTERS}*\\{member\\}${SECRET_NAME_CHARACTERS}*$`,
  ),
  what: 'a name of a secret with {member} in it once, such as tenants/{member}/twilio: at most 456 letters, digits and /_+=.@- beside the braces',
  diagnose: (value) => {
    if (value.startsWith('arn:')) {
      return 'is an ARN, and the ARN of each secret ends in six characters of its own: give the name, and a roleArn where the secrets are in another AWS account';
    }
    const count = value.split(MEMBER).length - 1;
    if (count > 1) return `has {member} ${count} times`;
    if (count === 0) return 'has no {member}: all members would have one secret';
    return undefined;
  },
};

/** The beginning of the names of a fleet's secrets; a slash ends it, so that tenants/ is not tenants-old/ too. */
export const SECRET_NAME_PREFIX: TextRule = {
  pattern: new RegExp(`^${SECRET_NAME_CHARACTERS}{1,447}/$`),
  what: 'the beginning of names of secrets, ending in a slash, such as tenants/',
  diagnose: (value) => (value.endsWith('/') ? undefined : 'does not end in a slash'),
};

/** An object in S3. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const S3_OBJECT: TextRule = {
  pattern: /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[A-Za-z0-9!_.'()/=+@:,&$ -]{1,1024}$/,
  what: 'an object in S3 by bucket and key: s3://BUCKET/KEY',
  diagnose: (value) => {
    // In the policy of the function that reads it, it would stand for every object.
    if (/^s3:\/\/[^/]+\/.*\*/.test(value)) return 'has a *, and one object is read: name it';
    if (/^https?:/.test(value)) return 'is a URL; write s3://BUCKET/KEY';
    if (value.startsWith('arn:')) return 'is an ARN; write s3://BUCKET/KEY';
    if (/^s3:\/\/[^/]*\/?$/.test(value)) return 'names a bucket and no object in it';
    return /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\//.test(value)
      ? undefined
      : 'does not name a bucket: a bucket has 3 to 63 lower-case letters, digits, dots and hyphens';
  },
};

/** A role by ARN; wildcards are not in the alphabet, so that no policy is widened. */
export const ROLE_ARN: TextRule = {
  pattern: new RegExp(`^${ARN_PARTITION}:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}$`),
  what: 'the ARN of an IAM role: arn:aws:iam::ACCOUNT:role/NAME',
  diagnose: (value) =>
    value.includes(':assumed-role/') || value.includes(':sts:')
      ? 'is the ARN of a session (assumed-role), not of the role itself'
      : undefined,
};

/** A KMS key by ARN: IAM policies cannot grant the use of a key through its alias. */
export const KMS_KEY_ARN: TextRule = {
  pattern: new RegExp(
    `^${ARN_PARTITION}:kms:${REGION_FORM}:[0-9]{12}:key/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`,
  ),
  what: 'the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/KEY-ID',
  diagnose: (value) =>
    value.includes('alias/')
      ? 'is an alias; a policy must name the key itself (aws kms describe-key shows its ARN)'
      : undefined,
};

/** The Region inside an ARN; undefined for a name. */
export function regionOfArn(id: string): string | undefined {
  return id.startsWith('arn:') ? id.split(':')[3] : undefined;
}
