import type { Configuration } from '../../functions/configuration/configuration.ts';
import type { SecretReference } from '../../functions/domain/model/expectation.ts';
import type { CallOptions, SecretFailure } from '../../functions/domain/model/ports.ts';
import { otherArn } from '../../functions/domain/text/secret-arn.ts';
import type { Finding } from './finding.ts';
import type { DoctorPorts, SecretAccess } from './ports/doctor-ports.ts';

/** Whose credentials these are, and in which Region. */
export async function lookAtIdentity(
  { identity }: DoctorPorts,
  region: string | undefined,
  options: CallOptions,
): Promise<Finding> {
  const check = 'aws.identity';
  const answer = await identity(options);
  if (answer.outcome === 'known') {
    const where = region === undefined ? "the profile's Region" : region;
    const { accountId, arn } = answer.value;
    return { check, status: 'ok', message: `AWS account ${accountId}, as ${arn}, ${where}.` };
  }
  return {
    check,
    status: answer.outcome === 'refused' ? 'problem' : 'unknown',
    message: answer.detail,
    remedy: 'Set AWS_PROFILE and AWS_REGION, or sign in again (aws sso login).',
  };
}

/** Whether each declared secret is there and may be described with these credentials; no value is read. */
export async function lookAtSecrets(
  { describeSecret }: DoctorPorts,
  { environments, auditor }: Configuration,
  options: CallOptions,
): Promise<readonly Finding[]> {
  const secrets: readonly (readonly [string, SecretReference])[] = [
    ...environments.map(({ name, secret }) => [name, secret] as const),
    ...(auditor === undefined ? [] : [['the auditor', auditor.secret] as const]),
  ];
  return await Promise.all(
    secrets.map(async ([owner, secret]) =>
      secretFinding(owner, secret, await describeSecret(secret, options)),
    ),
  );
}

const REMEDIES: Readonly<Partial<Record<SecretFailure, string>>> = {
  'not-found': 'Create it, or correct "id" and "region" in the configuration.',
  'pending-deletion': 'aws secretsmanager restore-secret --secret-id ID brings it back.',
  'access-denied':
    'These credentials need secretsmanager:DescribeSecret on it; the function has a role of its own.',
  'role-denied': 'Let these credentials assume the roleArn of the configuration.',
};

/** What says nothing of the secret, only of who asks. */
const NOT_KNOWN: readonly SecretFailure[] = ['unavailable', 'access-denied', 'role-denied'];

function secretFinding(owner: string, { id }: SecretReference, access: SecretAccess): Finding {
  const check = 'secret';
  if (access.outcome === 'described') {
    const arn = otherArn(id, access.arn);
    if (arn !== undefined) {
      return {
        check,
        status: 'problem',
        message: `${id} of ${owner} is not the complete ARN of that secret, which is ${arn}: IAM and the watch rule do not match it.`,
        remedy: 'Give the name or the complete ARN as "id" in the configuration, and deploy.',
      };
    }
    return { check, status: 'ok', message: `${id} of ${owner} is there.` };
  }
  const remedy = REMEDIES[access.failure];
  return {
    check,
    status: NOT_KNOWN.includes(access.failure) ? 'unknown' : 'problem',
    message: `${id} of ${owner}: ${access.message}`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
