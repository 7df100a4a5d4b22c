import { ACCOUNT_SID_FORM } from '../credential/sid.ts';
import { describeUnproven } from '../facts/describe-reply.ts';
import { type NextPage, nextPage, type PageQuery } from '../facts/next-page.ts';
import type { AccountStatus, AccountType } from '../model/expectation.ts';
import type { BasicCredential, TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import { plainLine } from '../text/plain-line.ts';
import { AUDITOR_REGION } from './auditor.ts';

/** An account as Twilio lists it. */
export interface ListedAccount {
  readonly sid: string;
  /** Its own SID: a top-level account. */
  readonly parentSid: string;
  readonly type?: AccountType | undefined;
  /** One line of at most 60 characters; people name accounts as they like. */
  readonly friendlyName: string;
  /** Absent where it is none that is known. */
  readonly status?: AccountStatus | undefined;
}

/** The auditor's account and its subaccounts; `problem` says why some or all are missing. */
export interface AccountListing {
  readonly accounts: readonly ListedAccount[];
  readonly problem?: string | undefined;
}

/** A page of them: `isWhole` unless an entry of it is none, and what follows. */
export interface AccountPage {
  readonly accounts: readonly ListedAccount[];
  readonly isWhole: boolean;
  readonly next: NextPage;
}

const PATH = '/2010-04-01/Accounts.json';
/** Twilio's largest page. */
const MOST_ACCOUNTS = 1000;
const LONGEST_NAME = 60;
const STATUSES: readonly AccountStatus[] = ['active', 'suspended', 'closed'];

/**
 * The account of the credential and its subaccounts: open to an Auth Token and to a Main key
 * (https://www.twilio.com/docs/iam/api/account#list-all-accounts).
 */
export function accountsQuestion(
  credential: BasicCredential,
  page: PageQuery = { PageSize: String(MOST_ACCOUNTS) },
): TwilioQuestion {
  return {
    product: 'api',
    path: PATH,
    query: page,
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

/** The page in the answer; undefined where it is none. */
export function accountPage(reply: TwilioReply): AccountPage | undefined {
  const listed = reply.kind === 'resource' ? reply.body['accounts'] : undefined;
  if (reply.kind !== 'resource' || !Array.isArray(listed)) return undefined;
  const accounts = listed.flatMap(listedAccount);
  const next = nextPage(reply.body['next_page_uri'], PATH);
  return { accounts, isWhole: accounts.length === listed.length, next };
}

/** What the answer lists: the first page is enough for a person who chooses among them. */
export function accountListing(reply: TwilioReply): AccountListing {
  const page = accountPage(reply);
  if (page === undefined) {
    return { accounts: [], problem: `${reply.request}: ${describeUnproven(reply)}` };
  }
  const { accounts, next } = page;
  const problem = next === 'none' ? undefined : `Twilio has more than ${MOST_ACCOUNTS}`;
  return { accounts, problem };
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
      status: STATUSES.find((one) => one === status),
    },
  ];
}

function isAccountSid(value: unknown): value is string {
  return typeof value === 'string' && ACCOUNT_SID_FORM.test(value);
}
