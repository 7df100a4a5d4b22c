import { z } from 'zod';
import { ACCOUNT_STATUSES, ACCOUNT_TYPES, type Account, TWILIO_REGIONS } from '../world/account.ts';
import {
  addAccount,
  addTestCredentials,
  moveOwner,
  setAccountStatus,
  setAccountType,
} from '../world/accounts.ts';
import {
  createSecondaryAuthToken,
  deleteSecondaryAuthToken,
  promoteSecondaryAuthToken,
  rotateAuthToken,
} from '../world/auth-tokens.ts';
import { type WorldChange, worldChange } from './world-change.ts';

const accountSid = z.string();
const tokenOwner = { accountSid, region: z.enum(TWILIO_REGIONS).optional() };

/** Changes of accounts, their Auth Tokens, and test pairs, by their name in the control call. */
export const ACCOUNT_CHANGES: Readonly<Record<string, WorldChange>> = {
  'add-account': worldChange(
    {
      sid: z.string().optional(),
      ownerSid: z.string().optional(),
      friendlyName: z.string().optional(),
      type: z.enum(ACCOUNT_TYPES).optional(),
    },
    (world, options) => {
      const account = addAccount(world, options);
      return { ...summary(account), authToken: account.authTokens.us1.primary };
    },
  ),
  'add-test-credentials': worldChange({}, (world) => ({ ...addTestCredentials(world) })),
  'set-account-status': worldChange(
    { accountSid, status: z.enum(ACCOUNT_STATUSES) },
    (world, change) => summary(setAccountStatus(world, change.accountSid, change.status)),
  ),
  'set-account-type': worldChange({ accountSid, type: z.enum(ACCOUNT_TYPES) }, (world, change) =>
    summary(setAccountType(world, change.accountSid, change.type)),
  ),
  'move-owner': worldChange({ accountSid, ownerSid: z.string() }, (world, change) =>
    summary(moveOwner(world, change.accountSid, change.ownerSid)),
  ),
  'rotate-auth-token': worldChange(tokenOwner, (world, owner) => ({
    authToken: rotateAuthToken(world, owner),
  })),
  'create-secondary-auth-token': worldChange(tokenOwner, (world, owner) => ({
    secondaryAuthToken: createSecondaryAuthToken(world, owner),
  })),
  'promote-secondary-auth-token': worldChange(tokenOwner, (world, owner) => ({
    authToken: promoteSecondaryAuthToken(world, owner),
  })),
  'delete-secondary-auth-token': worldChange(tokenOwner, (world, owner) => {
    deleteSecondaryAuthToken(world, owner);
    return {};
  }),
};

function summary({ sid, ownerSid, status, type }: Account): Readonly<Record<string, string>> {
  return { sid, ownerSid, status, type };
}
