import { accountActive } from '../checks/account-active.ts';
import { accountParent } from '../checks/account-parent.ts';
import type { Check } from '../checks/check.ts';
import { credentialKeyType, isOpenType } from '../checks/credential-key-type.ts';
import { credentialKind } from '../checks/credential-kind.ts';
import { environmentIsolation } from '../checks/environment-isolation.ts';
import { isInactive } from '../facts/answer-bodies.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Confidence, RemediationStep } from '../model/report.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { CORRECT_PARENT, checkAgain, DECLARE_SHARED } from './steps.ts';

interface Mismatch {
  readonly id: string;
  readonly check: Check;
  readonly failureType?: Cause['failureType'];
  readonly applies?: (context: DiagnosisContext) => boolean;
  /** Default: proven, by the mismatch itself. */
  readonly confidence?: (context: DiagnosisContext) => Confidence;
  readonly steps: (context: DiagnosisContext) => readonly RemediationStep[];
  readonly helpUrl: string;
}

const isOfOtherType = ({ facts: { account } }: DiagnosisContext): boolean =>
  account.known && !isInactive(account.account);

/** A check that compares what is declared with what was seen: the mismatch itself is the proof. */
function mismatchCause(mismatch: Mismatch): Cause {
  const { id, failureType, check, applies, confidence, steps, helpUrl } = mismatch;
  return {
    id,
    failureType,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const failed = checkThat(context, check, 'fail');
      if (failed === undefined || applies?.(context) === false) return undefined;
      return {
        explains: 'fail',
        confidence: confidence?.(context) ?? 'proven',
        summary: failed.message,
        evidence: [`expected ${failed.expected}; found ${failed.found}`],
        remediation: [...steps(context), checkAgain(context.evidence)],
        helpUrl,
      };
    },
  };
}

export const credentialWrongKind: Cause = mismatchCause({
  id: 'credential.wrong-kind',
  failureType: 'ConfigurationError',
  check: credentialKind,
  steps: ({ evidence }) => [
    {
      text: 'Store a credential of the declared kind, or declare the kind that the application uses.',
      command: commands.putSecretValue(evidence),
    },
  ],
  helpUrl: HELP.secretFormat,
});

export const environmentWrongParent: Cause = mismatchCause({
  id: 'environment.wrong-parent',
  check: accountParent,
  steps: ({ evidence }) => [
    {
      text: `See in the Twilio Console who owns ${evidence.expectation.account.sid}; subaccounts of two organisations are easily confused.`,
    },
    CORRECT_PARENT,
  ],
  helpUrl: HELP.subaccounts,
});

export const environmentSharedCredential: Cause = mismatchCause({
  id: 'environment.shared-credential',
  check: environmentIsolation,
  // That two secrets name one key does not say which of them is wrong.
  confidence: ({ evidence, facts }) =>
    facts.holdsOtherSid || sharesSecretValue(evidence) ? 'proven' : 'likely',
  steps: ({ evidence }) => [
    {
      text: 'Give every environment an account and a key of its own; see which secret changed last.',
      command: commands.listSecretVersions(evidence),
    },
    DECLARE_SHARED,
  ],
  helpUrl: HELP.subaccounts,
});

function sharesSecretValue({ otherEnvironments }: Evidence): boolean {
  return otherEnvironments.some(
    (one) => one.outcome === 'compared' && one.common.includes('secret value'),
  );
}

/** Another environment's secret names this one's account or key: an identifier alone opens nothing. */
export const environmentSharedIdentifier: Cause = {
  id: environmentSharedCredential.id,
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const check = checkThat(context, environmentIsolation, 'warn');
    if (check === undefined) return undefined;
    return {
      explains: 'warn',
      confidence: 'proven',
      summary: check.message,
      evidence: [check.message],
      remediation: [
        {
          text: 'Put the SIDs of its own account and key into the secret of the environment that is named; nothing is wrong with this one.',
        },
        checkAgain(context.evidence),
      ],
      helpUrl: HELP.subaccounts,
    };
  },
};

const SEE_TYPE: RemediationStep = {
  text: 'See in the Twilio Console of what type the key is. If it is Restricted, add /twilio/iam/api-keys/read to its policy or declare an auditor: the gate then reads the policy and passes.',
};

export const credentialOverPrivileged: Cause = mismatchCause({
  id: 'credential.over-privileged',
  check: credentialKeyType,
  applies: ({ facts }) => facts.keyType === 'main',
  confidence: ({ facts }) => (isOpenType(facts) ? 'likely' : 'proven'),
  steps: ({ evidence, facts }) => [
    ...(isOpenType(facts) ? [SEE_TYPE] : []),
    {
      text: `${isOpenType(facts) ? 'If it is a Main key: create' : 'Create'} a key of the declared type in the account and store it; delete the Main key.`,
      command: commands.putSecretValue(evidence),
    },
  ],
  helpUrl: HELP.apiKeys,
});

export const keyTypeTooNarrow: Cause = mismatchCause({
  id: 'credential.insufficient-permission',
  check: credentialKeyType,
  applies: ({ facts }) => facts.keyType !== 'main',
  steps: ({ evidence }) => [
    {
      text: 'Create a key of the declared type in the account and store it, or correct credential.keyType.',
      command: commands.putSecretValue(evidence),
    },
  ],
  helpUrl: HELP.apiKeys,
});

/** An active account of another type than declared: a trial account limits what production may do. */
export const accountTrial: Cause = mismatchCause({
  id: 'account.trial',
  check: accountActive,
  applies: isOfOtherType,
  steps: ({ evidence }) => [
    {
      text:
        evidence.expectation.account.type === 'Full'
          ? 'Upgrade the account in the Twilio Console, or correct account.type.'
          : 'No Full account becomes a Trial one: correct account.type, or store the credential of the trial account.',
    },
  ],
  helpUrl: HELP.account,
});
