import { secretShape } from '../checks/secret-shape.ts';
import type { CredentialKind } from '../model/credential.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** What a secret of the declared kind looks like, by AWS's names for the fields. */
const EXAMPLES: Readonly<Record<CredentialKind, string>> = {
  'api-key': '{"accountSid":"AC…","apiKeySid":"SK…","apiKeySecret":"…"}',
  'auth-token': '{"accountSid":"AC…","authToken":"…"}',
  'oauth-client': '{"clientId":"OQ…","clientSecret":"…"}',
  test: '{"accountSid":"AC…","authToken":"…"}',
};

/** A cause that the parse of the payload shows by itself. */
function contentCause(id: string, outcome: 'not-json' | 'missing-fields'): Cause {
  return {
    id,
    failureType: 'ConfigurationError',
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const check = checkThat(context, secretShape, 'fail');
      if (check === undefined || context.evidence.parse?.outcome !== outcome) return undefined;
      return {
        explains: 'fail',
        confidence: 'proven',
        summary: check.message,
        evidence: [`${context.evidence.expectation.secret.id}: ${check.message}`],
        remediation: [
          {
            text: `Write the secret as JSON, ${EXAMPLES[context.evidence.expectation.credential.kind]}, into credentials.json and store it.`,
            command: commands.putSecretValue(context.evidence),
          },
          {
            text: 'If its fields have other names on purpose, declare them in secret.fields.',
          },
          checkAgain(context.evidence),
        ],
        helpUrl: HELP.secretFormat,
      };
    },
  };
}

export const secretNotJson: Cause = contentCause('secret.not-json', 'not-json');
export const secretMissingField: Cause = contentCause('secret.missing-field', 'missing-fields');
