import type { JsonObject } from '../../model/twilio-api.ts';
import type { ResourceLookup } from '../resource-lookups.ts';
import type { Readiness } from './readiness.ts';

/** One thing that must be in place before a declared sender may send to a declared country. */
export interface SendingNeed {
  /** `calls to US`, `the campaign of MG…` */
  readonly what: string;
  readonly lookup: ResourceLookup;
  /** Reads the body of a 200. */
  readonly read: (body: JsonObject, accountSid: string) => Readiness;
  /** Lets a Restricted key read it; absent where Twilio publishes none. */
  readonly permission?: string | undefined;
  /** The need is the account's, not one sender's. */
  readonly isProfile?: true | undefined;
}
