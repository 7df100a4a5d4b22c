import * as z from 'zod/mini';
import { CREDENTIAL_FIELDS, FIELDS } from '../../domain/credential/field.ts';
import type { ConfiguredSecret } from '../configuration.ts';
import { KMS_KEY_ARN, REGION, ROLE_ARN, SECRET_ID } from './aws-rules.ts';
import { described, settings, text } from './setting.ts';
import { FIELD_NAME } from './twilio-rules.ts';

// One schema for all: each field's own description is on what wraps it.
const fieldNameText = text(FIELD_NAME);

/** `secret` of an environment and of the auditor. `region` has no default here: it is the function's own. */
export const secretSchema: z.ZodMiniType<ConfiguredSecret> = secretWith(
  described(text(SECRET_ID), {
    title: 'Secret',
    description:
      'Name or ARN of the secret in AWS Secrets Manager. The complete ARN when it is in another AWS account.',
  }),
);

/** The settings of a secret whose `id` is of this form. */
export function secretWith(id: z.ZodMiniString): z.ZodMiniType<ConfiguredSecret> {
  return described(
    settings({
      id,
      region: described(z.exactOptional(text(REGION)), {
        title: 'AWS Region',
        description: "Region of the secret. Default: that of its ARN, else the function's own.",
      }),
      roleArn: described(z.exactOptional(text(ROLE_ARN)), {
        title: 'Role to assume',
        description: 'ARN of the IAM role to assume to read the secret.',
      }),
      kmsKeyArn: described(z.exactOptional(text(KMS_KEY_ARN)), {
        title: 'KMS key',
        description:
          "ARN of the customer managed key that encrypts the secret; the function may then decrypt with it. Not needed for AWS's own key.",
      }),
      fields: described(z.exactOptional(fieldMapping()), {
        title: 'Field mapping',
        description:
          "Names of the fields in the secret's JSON, where they are not the accepted ones; a dot leads into an object: twilio.accountSid. Names, never values.",
      }),
    }),
    { title: 'Secret', description: 'Where the credential is and how to read it.' },
  );
}

function fieldMapping(): z.ZodMiniType<NonNullable<ConfiguredSecret['fields']>> {
  const names = CREDENTIAL_FIELDS.map((field) => [field, fieldName(FIELDS[field].title)]);
  return settings(Object.fromEntries(names));
}

function fieldName(title: string): z.ZodMiniExactOptional<z.ZodMiniString> {
  return described(z.exactOptional(fieldNameText), {
    title: `Field of the ${title}`,
    description: `Name of the field in the secret's JSON that holds the ${title}.`,
  });
}
