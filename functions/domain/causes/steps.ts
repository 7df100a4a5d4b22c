import type { Evidence } from '../model/evidence.ts';
import type { RemediationStep } from '../model/report.ts';
import * as commands from './commands.ts';

/**
 * Steps that a report and the runbook both show: a report fills in the names of its run, the runbook
 * placeholders. A step of one cause alone stands with that cause.
 */
export type StepPlace = commands.CommandPlace & Partial<Pick<Evidence, 'secret'>>;

/** The last step of every cause that is fixed in the secret or at Twilio. */
export function checkAgain(place: StepPlace): RemediationStep {
  return { text: 'Check again.', command: commands.verifyAgain(place) };
}

/**
 * The last step where the gate's own permissions or network are at fault, of which another machine says
 * nothing.
 */
export function askGateAgain(place: StepPlace): RemediationStep {
  return {
    text: 'Ask the gate again (GateFunctionName in the outputs of the stack): another machine has other permissions and another network.',
    command: commands.askGate(place),
  };
}

export function makeCurrent(
  place: StepPlace,
  versions: { readonly to: string; readonly from: string },
): RemediationStep {
  return {
    text: 'Make the version that works current again.',
    command: commands.makeCurrent(place, versions),
  };
}

export function seeLastChange(place: StepPlace): RemediationStep {
  return {
    text: 'See when the secret last changed: a rotation may have reached Twilio or the secret only.',
    command: commands.listSecretVersions(place),
  };
}

export function seeWhenStored(place: StepPlace): RemediationStep {
  return {
    text: 'See when the version that does not work was stored. CloudTrail knows who stored it (event PutSecretValue).',
    command: commands.listSecretVersions(place),
  };
}

export function seeVersions(place: StepPlace): RemediationStep {
  return { text: 'See which versions it has.', command: commands.listSecretVersions(place) };
}

export function seeRotation(place: StepPlace): RemediationStep {
  return { text: 'See how far the rotation is.', command: commands.describeSecret(place) };
}

export function restoreSecret(place: StepPlace): RemediationStep {
  return {
    text: 'If it is still needed, restore it.',
    command: commands.restoreSecret(place),
  };
}

export function seeResourcePolicy(place: StepPlace): RemediationStep {
  return { text: "See the secret's own policy.", command: commands.resourcePolicy(place) };
}

export function seeEncryptionKey(place: StepPlace): RemediationStep {
  return { text: 'See which key encrypts it.', command: commands.describeSecret(place) };
}

export const ALLOW_DECRYPT: RemediationStep = {
  text: 'Enable the key, allow kms:Decrypt in its policy, and declare secret.kmsKeyArn.',
};

export const LOOK_AT_BALANCE: RemediationStep = {
  text: "Look at the account's balance and notices in the Twilio Console (and its parent's: a suspended parent suspends its subaccounts).",
};

export const FINISH_PROFILE: RemediationStep = {
  text: "Finish the primary compliance profile in the Console's Trust Hub, at the parent account. No new key helps.",
};

export const SEE_WHAT_IS_MISSING: RemediationStep = {
  text: "See in the Twilio Console of the account what Twilio asks for: its notices, and in Trust Hub whether the primary compliance profile is approved. Ask Twilio's support with a request id (RQ…) of the report.",
};

export const TAKE_PRIMARY_TOKEN: RemediationStep = {
  text: 'Copy the primary Auth Token of the account from the Twilio Console. Or promote the secondary one there, if it is meant to take over: the primary one of today then stops working wherever it is used.',
};

export const CORRECT_PARENT: RemediationStep = {
  text: 'Correct account.parentSid, or declare the account that belongs to the parent.',
};

export const DECLARE_SHARED: RemediationStep = {
  text: 'If they share an account on purpose, declare account.shared in both.',
};
