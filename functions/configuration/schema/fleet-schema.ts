import * as z from 'zod/mini';
import type { ConfiguredFleet } from '../configuration.ts';
import { S3_OBJECT, SECRET_NAME_PREFIX, SECRET_NAME_TEMPLATE } from './aws-rules.ts';
import { accountType, commonSettings } from './environment-schema.ts';
import { secretWith } from './secret-schema.ts';
import { described, oneSetting, settings, text, wholeNumber } from './setting.ts';
import { ACCOUNT_SID } from './twilio-rules.ts';

/** `fleet` as the file has it, defaults filled in; of `members` and `tolerate` exactly one setting is given. */
export interface FleetSettings {
  readonly template: ConfiguredFleet['template'];
  readonly members: {
    readonly s3?: string | undefined;
    readonly subaccountsOf?: string | undefined;
    readonly secretPrefix?: string | undefined;
  };
  readonly tolerate: {
    readonly percentage?: number | undefined;
    readonly count?: number | undefined;
  };
}

const template = described(
  settings({
    secret: secretWith(
      described(text(SECRET_NAME_TEMPLATE), {
        title: 'Secrets',
        description:
          "Name of a member's secret in AWS Secrets Manager; {member} stands for the name of the member, once. No ARN, which ends in six characters that differ from secret to secret: in another AWS account, name a roleArn.",
      }),
    ),
    account: described(
      z.prefault(
        settings({
          parentSid: described(z.exactOptional(text(ACCOUNT_SID)), {
            title: 'Parent Account SID',
            description:
              'Owner of every account. Default: that of subaccountsOf; else it is not checked.',
          }),
          type: accountType,
        }),
        {},
      ),
      {
        title: 'Account',
        description: 'What all accounts have alike. Their SIDs are those of members.',
      },
    ),
    ...commonSettings,
  }),
  {
    title: 'Template',
    description: 'What the credential of every member must be, as of an environment.',
  },
);

const members = oneSetting(
  {
    s3: described(z.exactOptional(text(S3_OBJECT)), {
      title: 'List in S3',
      description:
        'Object with the members: s3://BUCKET/KEY. CSV with the columns member and accountSid, a JSON array of such objects, or one such object a line.',
    }),
    subaccountsOf: described(z.exactOptional(text(ACCOUNT_SID)), {
      title: 'Subaccounts of',
      description:
        'The subaccounts of this account, which the auditor lists. {member} is the Account SID.',
    }),
    secretPrefix: described(z.exactOptional(text(SECRET_NAME_PREFIX)), {
      title: 'Prefix of secrets',
      description:
        'The secrets whose names begin so and are of the form in template.secret.id. The Account SID is the tag twilio-account-sid; a member without it is inconclusive.',
    }),
  },
  { title: 'Members', description: 'Where the members are listed: one of the three.' },
);

const SHARE = 'must be a number from 0 to 100';

const tolerate = z.prefault(
  oneSetting(
    {
      percentage: described(
        z.exactOptional(z.number(SHARE).check(z.minimum(0, SHARE), z.maximum(100, SHARE))),
        { title: 'Percentage', description: 'Of all members; a fraction is allowed.' },
      ),
      count: described(z.exactOptional(wholeNumber(0, 1_000_000)), {
        title: 'Count',
        description: 'So many members.',
      }),
    },
    {
      title: 'Tolerate',
      description:
        'How many members may fail or be inconclusive before the fleet does: one of the two. Default: none.',
    },
  ),
  { count: 0 },
);

/** Many environments of one kind. What its settings say together is judged by `consistency/`. */
export const fleetSchema: z.ZodMiniType<FleetSettings> = described(
  settings({ template, members, tolerate }),
  {
    title: 'Fleet',
    description:
      'Thousands of environments of one kind, which differ in a name. Each is judged by the same checks as an environment.',
  },
);
