import { credentialReach } from '../checks/credential-reach.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RemediationStep } from '../model/report.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/**
 * Twilio gave another environment's account to this credential: proven by that answer, though
 * everything works. The Auth Token and the Main keys of a top-level account read every subaccount.
 */
export const credentialReachesOthers: Cause = {
  id: 'credential.over-privileged',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence, facts } = context;
    const check = checkThat(context, credentialReach, 'fail');
    if (check === undefined) return undefined;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `its ${held(evidence)} reaches ${names(facts)}: it is too powerful`,
      evidence: [check.message, ...exchanges(facts)],
      remediation: steps(evidence),
      helpUrl: HELP.subaccounts,
    };
  },
};

function names({ reachAnswers }: Facts): string {
  return reachAnswers.reached.flatMap((account) => account.names).join(', ');
}

function exchanges({ evidence, reachAnswers }: Facts): readonly string[] {
  const replies = reachAnswers.reached.map(({ accountSid }) => evidence.probes.reach?.[accountSid]);
  return replies.filter((reply) => reply !== undefined).map(describeExchange);
}

function isAuthToken({ parse }: Evidence): boolean {
  return parse?.outcome === 'parsed' && parse.credential.kind === 'auth-token';
}

function held(evidence: Evidence): string {
  return isAuthToken(evidence) ? 'Auth Token' : 'Main key';
}

function steps(evidence: Evidence): readonly RemediationStep[] {
  const retire = isAuthToken(evidence) ? 'Rotate the Auth Token' : 'Delete the Main key';
  return [
    createKey(evidence),
    {
      text: 'Store accountSid, apiKeySid and apiKeySecret in place of what the secret holds.',
      command: commands.putSecretValue(evidence),
    },
    ...declareKey(evidence),
    { text: `${retire} that the secret held, once nothing uses it any more.` },
    {
      text: 'A top-level account is best left without environments: nothing made in a subaccount reaches another account.',
    },
    checkAgain(evidence),
  ];
}

/** No key but a Main one, which only the Console creates, reads an account: not even its own. */
function createKey(evidence: Evidence): RemediationStep {
  const { account, twilioRegion } = evidence.expectation;
  const inConsole = `Create a Standard API key in ${account.sid} itself: in the Twilio Console switch to that account, then Account management, API keys & tokens, Create API key, Region ${twilioRegion}, type Standard.`;
  // The command's host is that of us1; keys of another Region are made in the Console.
  if (twilioRegion !== 'us1') return { text: inConsole };
  return {
    text: `${inConsole} Or by the command, which asks for the account's Auth Token and prints the key's secret once.`,
    command: commands.createApiKey(evidence),
  };
}

function declareKey({ expectation }: Evidence): readonly RemediationStep[] {
  const { kind, keyType } = expectation.credential;
  if (kind !== 'api-key') {
    return [{ text: 'Declare credential.kind "api-key" for the environment, and deploy.' }];
  }
  return keyType === 'main'
    ? [{ text: 'Declare credential.keyType "standard" for the environment, and deploy.' }]
    : [];
}
