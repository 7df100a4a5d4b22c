import * as z from 'zod';
import type { CredentialField } from '../../domain/credential/format-issue.ts';
import type { ConfiguredSecret } from '../configuration.ts';
import { KMS_KEY_ARN, REGION, ROLE_ARN, SECRET_ID } from './aws-rules.ts';
import { text } from './text-rule.ts';
import { FIELD_NAME } from './twilio-rules.ts';

const FIELD_TITLES: Readonly<Record<CredentialField, string>> = {
  accountSid: 'Account SID',
  apiKeySid: 'API Key SID',
  apiKeySecret: 'API key secret',
  authToken: 'Auth Token',
  clientId: 'OAuth client id',
  clientSecret: 'OAuth client secret',
};

/** `secret` of an environment and of the auditor. `region` has no default here: it is the function's own. */
export const secretSchema: z.ZodType<ConfiguredSecret> = z
  .strictObject({
    id: text(SECRET_ID).meta({
      title: 'Secret',
      description:
        'Name or ARN of the secret in AWS Secrets Manager. The complete ARN when it is in another AWS account.',
    }),
    region: text(REGION).exactOptional().meta({
      title: 'AWS Region',
      description: "Region of the secret. Default: that of its ARN, else the function's own.",
    }),
    roleArn: text(ROLE_ARN).exactOptional().meta({
      title: 'Role to assume',
      description: 'ARN of the IAM role to assume to read the secret.',
    }),
    kmsKeyArn: text(KMS_KEY_ARN).exactOptional().meta({
      title: 'KMS key',
      description:
        "ARN of the customer managed key that encrypts the secret; the function may then decrypt with it. Not needed for AWS's own key.",
    }),
    fields: z
      .strictObject({
        accountSid: fieldName('accountSid'),
        apiKeySid: fieldName('apiKeySid'),
        apiKeySecret: fieldName('apiKeySecret'),
        authToken: fieldName('authToken'),
        clientId: fieldName('clientId'),
        clientSecret: fieldName('clientSecret'),
      })
      .exactOptional()
      .meta({
        title: 'Field mapping',
        description:
          "Names of the fields in the secret's JSON, where they are not the accepted ones. Names, never values.",
      }),
  })
  .meta({ title: 'Secret', description: 'Where the credential is and how to read it.' });

function fieldName(field: CredentialField): z.ZodExactOptional<z.ZodString> {
  return text(FIELD_NAME)
    .exactOptional()
    .meta({
      title: `Field of the ${FIELD_TITLES[field]}`,
      description: `Name of the field in the secret's JSON that holds the ${FIELD_TITLES[field]}.`,
    });
}
