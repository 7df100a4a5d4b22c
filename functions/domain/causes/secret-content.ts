import { secretShape } from '../checks/secret-shape.ts';
import type { CredentialKind } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RemediationStep } from '../model/report.ts';
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
          ...knownMapping(context.evidence),
          {
            text: `Write the secret as JSON, ${EXAMPLES[context.evidence.expectation.credential.kind]}, into credentials.json and store it.`,
            command: commands.putSecretValue(context.evidence),
          },
          ...otherNames(context.evidence),
          checkAgain(context.evidence),
        ],
        helpUrl: HELP.secretFormat,
      };
    },
  };
}

/** The mapping comes first where it is known: the application that wrote the secret reads it so. */
function knownMapping({ parse, expectation }: Evidence): readonly RemediationStep[] {
  if (parse?.outcome !== 'missing-fields' || parse.mapping === undefined) return [];
  return [
    {
      text: `If the application reads the secret as it is, put this into "secret" of ${expectation.name} in preflight.config.json, and deploy; else store it as below.`,
      command: `"fields": ${JSON.stringify(parse.mapping)}`,
    },
  ];
}

/** A declaration of names is about the JSON of a secret: variables have names of their own. */
function otherNames({ parse, secret }: Evidence): readonly RemediationStep[] {
  if (secret.outcome === 'read' && secret.local?.kind === 'variables') return [];
  if (parse?.outcome !== 'missing-fields' || parse.mapping !== undefined) return [];
  return [{ text: 'If its fields have other names on purpose, declare them in secret.fields.' }];
}

export const secretNotJson: Cause = contentCause('secret.not-json', 'not-json');
export const secretMissingField: Cause = contentCause('secret.missing-field', 'missing-fields');
