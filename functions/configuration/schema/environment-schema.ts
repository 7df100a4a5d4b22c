import * as z from 'zod/mini';
import type { ConfiguredEnvironment } from '../configuration.ts';
import { resourcesSchema } from './resources-schema.ts';
import { secretSchema } from './secret-schema.ts';
import { described, flag, oneOf, settings, text, wholeNumber } from './setting.ts';
import { testCallSchema } from './test-call-schema.ts';
import { ACCOUNT_SID, LABEL_PREFIX, PROBE } from './twilio-rules.ts';

/** One environment as the file has it: its name is the key. */
export type EnvironmentSettings = Omit<ConfiguredEnvironment, 'name'>;

/** Of an account, but for its SID. */
export const accountType = described(z.exactOptional(oneOf(['Full', 'Trial'])), {
  title: 'Account type',
  description: 'Full (paid) or Trial. Not checked when absent.',
});

const account = described(
  settings({
    sid: described(text(ACCOUNT_SID), {
      title: 'Account SID',
      description: 'The account this environment must be; subaccounts have their own.',
    }),
    parentSid: described(z.exactOptional(text(ACCOUNT_SID)), {
      title: 'Parent Account SID',
      description: 'Owner of the account. Equal to sid: it must be a top-level account.',
    }),
    type: accountType,
    shared: described(z._default(flag(), false), {
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
    settings({
      kind: described(
        z._default(oneOf(['api-key', 'auth-token', 'oauth-client', 'test']), 'api-key'),
        {
          title: 'Credential kind',
          description:
            'What the secret must hold. oauth-client: clientId (OQ…) and clientSecret, in us1 only. test: test credentials, never for a live account.',
        },
      ),
      keyType: described(z.exactOptional(oneOf(['standard', 'main', 'restricted'])), {
        title: 'API key type',
        description:
          'Only for API keys. Not checked when absent. Restricted keys exist in us1 only.',
      }),
      labelPrefix: described(z.exactOptional(text(LABEL_PREFIX)), {
        title: 'Label prefix',
        description:
          "What the API key's friendly name must begin with, for the key audit. Not checked when absent.",
      }),
      maxAgeDays: described(z.exactOptional(wholeNumber(1, 3650)), {
        title: 'Maximum age in days',
        description:
          'An API key older than this fails the key audit. Default: 90, of which the audit only warns.',
      }),
    }),
    {},
  ),
  { title: 'Credential', description: 'The declared kind of credential.' },
);

/** What an environment and the template of a fleet have alike. */
export const commonSettings = {
  credential,
  twilioRegion: described(z._default(oneOf(['us1', 'ie1', 'au1']), 'us1'), {
    title: 'Twilio Region',
    description: 'Credentials are valid only in the Region they were created in.',
  }),
  mode: described(z._default(oneOf(['enforce', 'shadow']), 'enforce'), {
    title: 'Mode',
    description: 'shadow judges, reports and alerts, and never blocks.',
  }),
  onInconclusive: described(z._default(oneOf(['block', 'allow']), 'block'), {
    title: 'When inconclusive',
    description: 'Whether the gate blocks when Twilio or AWS could not give an answer.',
  }),
  webhookAuthToken: described(z.exactOptional(flag()), {
    title: 'Webhook Auth Token',
    description:
      "True when the application checks webhook signatures: the secret must also hold the account's Auth Token, and it must work. Default: false.",
  }),
  probe: described(z.exactOptional(text(PROBE)), {
    title: 'Probe',
    description:
      'Only for Restricted keys: a read-only URL of Twilio that the key may call, by which it is verified. Best one whose answer names the account. Default: the validationUrl of the secret, else the list of phone numbers.',
  }),
} as const;

const { webhookAuthToken, probe, ...judged } = commonSettings;

/** One entry of `environments`. Contradictions between settings are found after it, by `consistency/`. */
export const environmentSchema: z.ZodMiniType<EnvironmentSettings> = described(
  settings({
    secret: secretSchema,
    account,
    ...judged,
    watchEveryMinutes: described(z._default(wholeNumber(5, 1440), 60), {
      title: 'Watch every … minutes',
      description: 'How often the watch verifies the environment between deploys.',
    }),
    resources: z.exactOptional(resourcesSchema),
    testCall: z.exactOptional(testCallSchema),
    webhookAuthToken,
    probe,
  }),
  { title: 'Environment', description: 'One environment and what its credential must be.' },
);
