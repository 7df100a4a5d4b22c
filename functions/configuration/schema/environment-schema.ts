import * as z from 'zod/mini';
import type { ConfiguredEnvironment } from '../configuration.ts';
import { described } from './described.ts';
import { secretSchema } from './secret-schema.ts';
import { text } from './text-rule.ts';
import { ACCOUNT_SID, LABEL_PREFIX, MAX_AGE_DAYS, WATCH_MINUTES } from './twilio-rules.ts';
import { refused, UNAVAILABLE_SETTINGS } from './unavailable-settings.ts';
import { wholeNumber } from './whole-number.ts';

/** One environment as the file has it: its name is the key. */
export type EnvironmentSettings = Omit<ConfiguredEnvironment, 'name'>;

const account = described(
  z.strictObject({
    sid: described(text(ACCOUNT_SID), {
      title: 'Account SID',
      description: 'The account this environment must be; subaccounts have their own.',
    }),
    parentSid: described(z.exactOptional(text(ACCOUNT_SID)), {
      title: 'Parent Account SID',
      description: 'Owner of the account. Equal to sid: it must be a top-level account.',
    }),
    type: described(z.exactOptional(z.enum(['Full', 'Trial'])), {
      title: 'Account type',
      description: 'Full (paid) or Trial. Not checked when absent.',
    }),
    shared: described(z._default(z.boolean(), false), {
      title: 'Shared account',
      description:
        'True when several environments use this account on purpose; each of them must say so.',
    }),
  }),
  {
    title: 'Account',
    description: 'The declared identity. It never comes from the secret.',
  },
);

const credential = described(
  z.prefault(
    z.strictObject({
      kind: described(z._default(z.enum(['api-key', 'auth-token', 'test']), 'api-key'), {
        title: 'Credential kind',
        description: 'What the secret must hold. test: test credentials, never for a live account.',
      }),
      keyType: described(z.exactOptional(z.enum(['standard', 'main', 'restricted'])), {
        title: 'API key type',
        description:
          'Only for API keys. Not checked when absent. Restricted keys exist in us1 only.',
      }),
      labelPrefix: described(z.exactOptional(text(LABEL_PREFIX)), {
        title: 'Label prefix',
        description:
          "What the API key's friendly name must begin with, for the key audit. Not checked when absent.",
      }),
      maxAgeDays: described(z.exactOptional(wholeNumber(MAX_AGE_DAYS)), {
        title: 'Maximum age in days',
        description:
          'An API key older than this fails the key audit. Default: 90, of which the audit only warns.',
      }),
    }),
    {},
  ),
  { title: 'Credential', description: 'The declared kind of credential.' },
);

/** One entry of `environments`. Contradictions between settings are found after it, by `consistency/`. */
export const environmentSchema: z.ZodMiniType<EnvironmentSettings> = described(
  z.strictObject({
    secret: secretSchema,
    account,
    credential,
    twilioRegion: described(z._default(z.enum(['us1', 'ie1', 'au1']), 'us1'), {
      title: 'Twilio Region',
      description: 'Credentials are valid only in the Region they were created in.',
    }),
    mode: described(z._default(z.enum(['enforce', 'shadow']), 'enforce'), {
      title: 'Mode',
      description: 'shadow judges, reports and alerts, and never blocks.',
    }),
    onInconclusive: described(z._default(z.enum(['block', 'allow']), 'block'), {
      title: 'When inconclusive',
      description: 'Whether the gate blocks when Twilio or AWS could not give an answer.',
    }),
    watchEveryMinutes: described(z._default(wholeNumber(WATCH_MINUTES), 60), {
      title: 'Watch every … minutes',
      description: 'How often the watch verifies the environment between deploys.',
    }),
    webhookAuthToken: described(z.exactOptional(z.boolean()), {
      title: 'Webhook Auth Token',
      description:
        "True when the application checks webhook signatures: the secret must also hold the account's Auth Token, and it must work. Default: false.",
    }),
    ...refused(UNAVAILABLE_SETTINGS.environment),
  }),
  { title: 'Environment', description: 'One environment and what its credential must be.' },
);
