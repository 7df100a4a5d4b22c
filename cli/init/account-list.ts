import { ACCOUNT_SID } from '../../functions/configuration/schema/twilio-rules.ts';
import { describeUnproven } from '../../functions/domain/facts/describe-reply.ts';
import type { AccountType } from '../../functions/domain/model/expectation.ts';
import type {
  BasicCredential,
  TwilioQuestion,
  TwilioReply,
} from '../../functions/domain/model/twilio-api.ts';
import { AUDITOR_REGION } from '../../functions/domain/questions/auditor.ts';
import { plainLine } from '../../functions/domain/text/plain-line.ts';

/** An account as Twilio lists it. */
export interface ListedAccount {
  readonly sid: string;
  /** Its own SID: a top-level account. */
  readonly parentSid: string;
  readonly type?: AccountType | undefined;
  /** One line of at most 60 characters; people name accounts as they like. */
  readonly friendlyName: string;
  readonly isActive: boolean;
}

/** The auditor's account and its subaccounts; `problem` says why some or all are missing. */
export interface AccountListing {
  readonly accounts: readonly ListedAccount[];
  readonly problem?: string | undefined;
}

/** Twilio's largest page. */
const MOST_ACCOUNTS = 1000;
const LONGEST_NAME = 60;

/**
 * The account of the credential and its subaccounts: open to an Auth Token and to a Main key
 * (https://www.twilio.com/docs/iam/api/account#list-all-accounts).
 */
export function accountsQuestion(credential: BasicCredential): TwilioQuestion {
  return {
    product: 'api',
    path: '/2010-04-01/Accounts.json',
    query: { PageSize: String(MOST_ACCOUNTS) },
    members: [
      'accounts',
      'sid',
      'owner_account_sid',
      'type',
      'friendly_name',
      'status',
      'next_page_uri',
    ],
    region: AUDITOR_REGION,
    credential,
  };
}

/** What the answer lists. */
export function accountListing(reply: TwilioReply): AccountListing {
  const listed = reply.kind === 'resource' ? reply.body['accounts'] : undefined;
  if (reply.kind !== 'resource' || !Array.isArray(listed)) {
    return { accounts: [], problem: `${reply.request}: ${describeUnproven(reply)}` };
  }
  const accounts = listed.flatMap(listedAccount);
  const hasMore = typeof reply.body['next_page_uri'] === 'string';
  return { accounts, problem: hasMore ? `Twilio has more than ${MOST_ACCOUNTS}` : undefined };
}

function listedAccount(entry: unknown): readonly ListedAccount[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const members: Readonly<Record<string, unknown>> = { ...entry };
  const { sid, owner_account_sid: parentSid, type, friendly_name: name, status } = members;
  if (!(isAccountSid(sid) && isAccountSid(parentSid))) return [];
  return [
    {
      sid,
      parentSid,
      type: type === 'Full' || type === 'Trial' ? type : undefined,
      friendlyName: plainLine(typeof name === 'string' ? name : '').slice(0, LONGEST_NAME),
      isActive: status === 'active',
    },
  ];
}

function isAccountSid(value: unknown): value is string {
  return typeof value === 'string' && ACCOUNT_SID.pattern.test(value);
}
