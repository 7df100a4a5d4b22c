import { regionsOfSecret } from '../facts/follow-up-answers.ts';
import type { Evidence } from '../model/evidence.ts';
import type { SecretFailure } from '../model/ports.ts';
import type { RemediationStep } from '../model/report.ts';
import { mayBePartialArn, otherArn } from '../text/secret-arn.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import {
  ALLOW_DECRYPT,
  askGateAgain,
  checkAgain,
  restoreSecret,
  seeEncryptionKey,
  seeResourcePolicy,
  seeVersions,
} from './steps.ts';

interface Explanation {
  readonly says: string;
  readonly steps: (context: DiagnosisContext) => readonly RemediationStep[];
  readonly helpUrl: string;
}

/** One explanation per documented answer of GetSecretValue. */
const EXPLANATIONS: Readonly<Record<SecretFailure, Explanation>> = {
  'not-found': {
    says: 'the secret does not exist',
    steps: (context) => [
      ...setRegion(context.evidence),
      {
        text: `See whether the name, the Region${askedRegion(context.evidence)} and the AWS account are the right ones.`,
        command: commands.describeSecret(context.evidence),
      },
      {
        text: `Create it there, or correct ${settingOf(context.evidence)}, its "id" or its "region", and deploy.`,
      },
      checkAgain(context.evidence),
    ],
    helpUrl: HELP.getSecretValue,
  },
  'no-such-version': {
    says: 'the secret has no value for the version stage',
    steps: missingVersionSteps,
    helpUrl: HELP.getSecretValue,
  },
  'pending-deletion': {
    says: 'the secret is scheduled for deletion',
    steps: (context) => [restoreSecret(context.evidence), checkAgain(context.evidence)],
    helpUrl: HELP.restoreSecret,
  },
  'not-text': {
    says: 'the value is binary and not text',
    steps: (context) => [
      {
        text: 'Store the credential as JSON text.',
        command: commands.putSecretValue(context.evidence),
      },
      checkAgain(context.evidence),
    ],
    helpUrl: HELP.secretFormat,
  },
  'invalid-request': {
    says: 'Secrets Manager will not take the request for this secret id',
    steps: (context) => [
      {
        text: `Read the message of Secrets Manager and correct ${settingOf(context.evidence)}.`,
      },
      checkAgain(context.evidence),
    ],
    helpUrl: HELP.getSecretValue,
  },
  'access-denied': {
    says: 'reading the secret is denied by IAM',
    steps: (context) => [
      ...declareWholeArn(context.evidence),
      {
        text: 'Deploy again if the configuration changed: the deploy grants the declared secrets.',
      },
      seeResourcePolicy(context.evidence),
      askGateAgain(context.evidence),
    ],
    helpUrl: HELP.secretAccess,
  },
  'role-denied': {
    says: 'the declared role cannot be assumed to read the secret',
    steps: (context) => [
      { text: 'Let the role trust the caller named in the message (sts:AssumeRole).' },
      askGateAgain(context.evidence),
    ],
    helpUrl: HELP.secretAccess,
  },
  'kms-denied': {
    says: 'the KMS key of the secret cannot be used',
    steps: (context) => [
      seeEncryptionKey(context.evidence),
      ALLOW_DECRYPT,
      askGateAgain(context.evidence),
    ],
    helpUrl: HELP.secretAccess,
  },
  unavailable: {
    says: 'gave no usable answer',
    steps: (context) => [
      {
        text: 'Read what was seen: it says whether credentials or a Region are missing, or what AWS answered.',
      },
      { text: 'If it is AWS, look at its health in the Region and wait.' },
      checkAgain(context.evidence),
    ],
    helpUrl: HELP.awsStatus,
  },
};

/** Storing a value makes it AWSCURRENT: that fixes AWSCURRENT only. */
function missingVersionSteps(context: DiagnosisContext): readonly RemediationStep[] {
  const { evidence } = context;
  const { versionStage } = evidence.secret;
  const fix: RemediationStep =
    versionStage === 'AWSCURRENT'
      ? { text: 'Store the credential.', command: commands.putSecretValue(evidence) }
      : { text: `Ask for a stage that there is: ${versionStage} comes and goes with rotations.` };
  return [seeVersions(evidence), fix, checkAgain(context.evidence)];
}

/** Where the secret was found in another Region. */
function setRegion(evidence: Evidence): readonly RemediationStep[] {
  const [region] = regionsOfSecret(evidence);
  if (region === undefined) return [];
  const text = evidence.expectation.secret.id.startsWith('arn:')
    ? `Give the ARN of the secret in ${region} as ${settingOf(evidence)}.id, and deploy.`
    : `Set ${settingOf(evidence)}.region to ${region}, and deploy.`;
  return [{ text }];
}

/** ` in us-east-1: it is in eu-west-1`, where that was found out. */
function otherRegions(evidence: Evidence): string {
  const regions = regionsOfSecret(evidence);
  if (regions.length === 0) return '';
  const asked = evidence.secretRegion === undefined ? '' : ` in ${evidence.secretRegion}`;
  return `${asked}: it is in ${regions.join(', ')}`;
}

/** `environments.production.secret`, as the configuration's own errors write it. */
function settingOf({ expectation }: Evidence): string {
  return `environments.${expectation.name}.secret`;
}

function askedRegion({ secretRegion }: Evidence): string {
  return secretRegion === undefined ? '' : ` (${secretRegion} was asked)`;
}

/** For an ARN whose end may be that of the name: the grant made from it matches no secret. */
function declareWholeArn(evidence: Evidence): readonly RemediationStep[] {
  const { id } = evidence.expectation.secret;
  if (!mayBePartialArn(id)) return [];
  return [
    {
      text: `If ${id.slice(-6)} is the end of the secret's name, ${settingOf(evidence)}.id lacks the six characters after it: give the name or the complete ARN, and deploy.`,
      command: commands.describeSecret(evidence),
    },
  ];
}

/** The secret was read by an ARN that is not its own, as Secrets Manager allows, and IAM does not. */
export const secretArnIncomplete: Cause = {
  id: 'config.invalid',
  failureType: 'ConfigurationError',
  diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
    const { secret, expectation } = evidence;
    const arn = secret.outcome === 'read' ? otherArn(expectation.secret.id, secret.arn) : undefined;
    if (arn === undefined) return undefined;
    return {
      explains: 'warn',
      confidence: 'proven',
      summary: `${settingOf(evidence)}.id is not the complete ARN: IAM and event rules do not match`,
      evidence: [`declared: ${expectation.secret.id}; Secrets Manager answers: ${arn}`],
      remediation: [
        {
          text: `Declare the secret's name or its complete ARN as ${settingOf(evidence)}.id, and deploy.`,
          command: `"id": ${JSON.stringify(arn)}`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.secretAccess,
    };
  },
};

/** A cause that is shown by one or more of Secrets Manager's answers. */
function secretCause(
  id: string,
  failures: readonly SecretFailure[],
  failureType?: Cause['failureType'],
): Cause {
  return {
    id,
    failureType,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const { secret, expectation } = context.evidence;
      if (secret.outcome === 'read' || !failures.includes(secret.failure)) return undefined;
      const { says, steps, helpUrl } = EXPLANATIONS[secret.failure];
      const definite = secret.failure !== 'unavailable';
      const service = definite ? '' : `${secret.service ?? 'Secrets Manager'} `;
      return {
        explains: definite ? 'fail' : 'inconclusive',
        confidence: definite ? 'proven' : 'likely',
        // The stage first: a long id is cut at the end of the line.
        summary: `${service}${says}${otherRegions(context.evidence)} (${secret.versionStage}, ${expectation.secret.id})`,
        evidence: [`GetSecretValue ${expectation.secret.id}: ${secret.message}`],
        remediation: steps(context),
        helpUrl,
      };
    },
  };
}

export const secretNotFound: Cause = secretCause(
  'secret.not-found',
  ['not-found', 'no-such-version'],
  'ConfigurationError',
);
export const secretPendingDeletion: Cause = secretCause(
  'secret.pending-deletion',
  ['pending-deletion'],
  'ConfigurationError',
);
export const secretAccessDenied: Cause = secretCause(
  'secret.access-denied',
  ['access-denied', 'role-denied'],
  'PermissionError',
);
export const secretKmsDenied: Cause = secretCause(
  'secret.kms-denied',
  ['kms-denied'],
  'PermissionError',
);
export const secretNotText: Cause = secretCause(
  'secret.not-json',
  ['not-text'],
  'ConfigurationError',
);
/** The id itself is at fault, and that is in the configuration. */
export const secretIdInvalid: Cause = secretCause(
  'config.invalid',
  ['invalid-request'],
  'ConfigurationError',
);
export const awsUnavailable: Cause = secretCause('aws.unavailable', ['unavailable']);
