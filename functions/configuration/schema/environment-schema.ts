import * as z from 'zod';
import type { ConfiguredEnvironment } from '../configuration.ts';
import { secretSchema } from './secret-schema.ts';
import { text } from './text-rule.ts';
import { ACCOUNT_SID } from './twilio-rules.ts';
import { refused, UNAVAILABLE_SETTINGS } from './unavailable-settings.ts';

/** One environment as the file has it: its name is the key. */
export type EnvironmentSettings = Omit<ConfiguredEnvironment, 'name'>;

const account = z
  .strictObject({
    sid: text(ACCOUNT_SID).meta({
      title: 'Account SID',
      description: 'The account this environment must be; subaccounts have their own.',
    }),
    parentSid: text(ACCOUNT_SID).exactOptional().meta({
      title: 'Parent Account SID',
      description: 'Owner of the account. Equal to sid: it must be a top-level account.',
    }),
    type: z.enum(['Full', 'Trial']).exactOptional().meta({
      title: 'Account type',
      description: 'Full (paid) or Trial. Not checked when absent.',
    }),
    shared: z.boolean().default(false).meta({
      title: 'Shared account',
      description:
        'True when several environments use this account on purpose; each of them must say so.',
    }),
  })
  .meta({
    title: 'Account',
    description: 'The declared identity. It never comes from the secret.',
  });

const credential = z
  .strictObject({
    kind: z.enum(['api-key', 'auth-token', 'test']).default('api-key').meta({
      title: 'Credential kind',
      description: 'What the secret must hold. test: test credentials, never for a live account.',
    }),
    keyType: z.enum(['standard', 'main', 'restricted']).exactOptional().meta({
      title: 'API key type',
      description: 'Only for API keys. Not checked when absent. Restricted keys exist in us1 only.',
    }),
    ...refused(UNAVAILABLE_SETTINGS.credential),
  })
  .prefault({})
  .meta({ title: 'Credential', description: 'The declared kind of credential.' });

/** One entry of `environments`. Contradictions between settings are found after it, by `consistency/`. */
export const environmentSchema: z.ZodType<EnvironmentSettings> = z
  .strictObject({
    secret: secretSchema,
    account,
    credential,
    twilioRegion: z.enum(['us1', 'ie1', 'au1']).default('us1').meta({
      title: 'Twilio Region',
      description: 'Credentials are valid only in the Region they were created in.',
    }),
    mode: z.enum(['enforce', 'shadow']).default('enforce').meta({
      title: 'Mode',
      description: 'shadow judges, reports and alerts, and never blocks.',
    }),
    onInconclusive: z.enum(['block', 'allow']).default('block').meta({
      title: 'When inconclusive',
      description: 'Whether the gate blocks when Twilio or AWS could not give an answer.',
    }),
    webhookAuthToken: z.boolean().exactOptional().meta({
      title: 'Webhook Auth Token',
      description:
        "True when the application checks webhook signatures: the secret must also hold the account's Auth Token, and it must work. Default: false.",
    }),
    ...refused(UNAVAILABLE_SETTINGS.environment),
  })
  .meta({ title: 'Environment', description: 'One environment and what its credential must be.' });
