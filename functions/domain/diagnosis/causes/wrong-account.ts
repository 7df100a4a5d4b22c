import { credentialProof } from '../../checks/credential-proof.ts';
import { describeExchange } from '../../twilio/describe-reply.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from '../cause.ts';
import * as commands from '../commands.ts';
import { HELP } from '../help-urls.ts';

/**
 * The credential is for another account than declared; the environment is named when that account is
 * declared. Proven when Twilio served the credential as that account, likely when only the SID in
 * the secret says so.
 */
export const environmentWrongAccount: Cause = {
  id: 'environment.wrong-account',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const check = checkThat(context, 'account.identity', 'fail');
    if (check === undefined) return undefined;
    const proof = credentialProof(context.evidence);
    const { expected, found } = check;
    return {
      explains: 'fail',
      confidence: proof.outcome === 'proven' ? 'proven' : 'likely',
      summary: summaryOf(context, proof.outcome === 'proven'),
      evidence: [
        `declared: ${expected}; in the secret: ${found}`,
        ...(proof.outcome === 'not-asked' ? [] : [describeExchange(proof.by)]),
      ],
      remediation: [
        {
          text: 'See who stored the current version, and when; another environment may hold the other half of a swap.',
          command: commands.listSecretVersions(context.evidence),
        },
        {
          text: `Store the credential of account ${expected} in ${context.evidence.expectation.secret.id}.`,
          command: commands.putSecretValue(context.evidence),
        },
        { text: 'Check again.', command: commands.verifyAgain(context.evidence) },
      ],
      helpUrl: HELP.twilio20003,
    };
  },
};

function summaryOf({ evidence }: DiagnosisContext, proven: boolean): string {
  const sid =
    evidence.parse?.outcome === 'parsed' ? evidence.parse.credential.accountSid : undefined;
  const owner = evidence.declared.find((one) => one.accountSid === sid?.toLowerCase());
  const verb = proven ? 'is' : 'is probably';
  const whose = owner === undefined ? `of undeclared account ${sid}` : `of ${owner.name} (${sid})`;
  return `its credential ${verb} that ${whose}`;
}
