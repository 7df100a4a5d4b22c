import { it } from 'vitest';
import { webhookAuthToken } from '../../../../functions/domain/checks/webhook-auth-token.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { accountReply } from '../twilio-replies.ts';
import { webhookMeets } from '../webhook-evidence.ts';
import { expectJudgement } from './judged.ts';

const SECONDARY = { ...accountReply(ACCOUNTS.production), isPrimaryToken: false } as TwilioReply;

it.each([
  ['AWSCURRENT', 'fail: the webhook Auth Token is the secondary one'],
  ['AWSPREVIOUS', 'fail: the webhook Auth Token is the secondary one'],
  ['AWSPENDING', 'skipped: a pending version is the secondary Auth Token'],
] as const)('judges a secondary token at the stage %s', (versionStage, expected) => {
  const secret = { outcome: 'read', versionStage, versionId: 'v-1' } as const;
  expectJudgement(
    webhookAuthToken,
    webhookMeets({ 'webhook-account': SECONDARY }, { secret }),
    expected,
  );
});
