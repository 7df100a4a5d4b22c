import type { CredentialKind, KeyType } from './credential.ts';
import type { CredentialField } from './format-issue.ts';

/** Twilio Regions; credentials are valid only in the one they were created in. */
export type TwilioRegion = 'us1' | 'ie1' | 'au1';

/** `status` values of Twilio's Account resource (OpenAPI api_v2010). */
export type AccountStatus = 'active' | 'suspended' | 'closed';

export type AccountType = 'Full' | 'Trial';

/** Where a secret is and how to read it. `id` is a name or an ARN (complete when in another AWS account). */
export interface SecretReference {
  readonly id: string;
  readonly region?: string | undefined;
  readonly roleArn?: string | undefined;
  /**
   * Names of the fields in the secret's JSON where they differ from the accepted ones. One that is no key
   * at its top is a path, whose dots lead through objects and JSON texts.
   */
  readonly fields?: Readonly<Partial<Record<CredentialField, string>>> | undefined;
}

/** What a phone number can do, in the names of Twilio's `capabilities`. */
export type Capability = 'voice' | 'sms' | 'mms' | 'fax';

export interface DeclaredPhoneNumber {
  /** E.164. */
  readonly number: string;
  readonly capabilities: readonly Capability[];
  /** ISO 3166-1 codes of two letters. */
  readonly sendsTo: readonly string[];
}

export interface DeclaredMessagingService {
  readonly sid: string;
  readonly sendsTo: readonly string[];
}

/** What the application uses at Twilio: each must be in the declared account. */
export interface DeclaredResources {
  readonly phoneNumbers: readonly DeclaredPhoneNumber[];
  readonly messagingServices: readonly DeclaredMessagingService[];
  /** `AP…` */
  readonly applications: readonly string[];
  /** `VA…` */
  readonly verifyServices: readonly string[];
}

/** A real call or message that a pipeline's gate places. It costs money. */
export interface DeclaredTestCall {
  readonly kind: 'voice' | 'message';
  /** E.164. Of a message: absent where a messaging service chooses the sender. */
  readonly from?: string | undefined;
  /** `MG…` */
  readonly messagingService?: string | undefined;
  /** E.164. */
  readonly to: string;
  /** Final states that are good. Default: `completed` of a call, `delivered` of a message. */
  readonly expect?: readonly string[] | undefined;
  readonly acknowledgeCharges: true;
  /** How many an environment may place on a day in UTC. */
  readonly maxPerDay: number;
}

/** One declared environment: what the deployed code says its credential must be. */
export interface EnvironmentExpectation {
  readonly name: string;
  /** The configuration as a person named it; absent: the usual file, or a deployed one. */
  readonly configFile?: string | undefined;
  readonly secret: SecretReference;
  readonly account: {
    readonly sid: string;
    /** Owner of the account; equal to `sid` means: must be a top-level account. */
    readonly parentSid?: string | undefined;
    readonly type?: AccountType | undefined;
    /** Several environments use this account on purpose. */
    readonly shared: boolean;
  };
  readonly credential: {
    readonly kind: CredentialKind;
    readonly keyType?: KeyType | undefined;
    /** The key's friendly name begins with it. Not judged when absent. */
    readonly labelPrefix?: string | undefined;
    /** Whole days, 1 to 3,650. Absent: no limit is declared, and the audit's own default only warns. */
    readonly maxAgeDays?: number | undefined;
  };
  readonly resources?: DeclaredResources | undefined;
  readonly testCall?: DeclaredTestCall | undefined;
  /** The secret must also hold the account's Auth Token, which signs webhooks. Default: false. */
  readonly webhookAuthToken?: boolean | undefined;
  /** A read-only URL of Twilio, by which a Restricted key is verified; of the form of `PROBE_URL`. */
  readonly probe?: string | undefined;
  readonly twilioRegion: TwilioRegion;
  /** `shadow` judges, reports and alerts, and never blocks. */
  readonly mode: 'enforce' | 'shadow';
  readonly onInconclusive: 'block' | 'allow';
}

/** The Main key or parent Auth Token that reads what an environment's own key may not. Never written with. */
export interface AuditorExpectation {
  readonly secret: SecretReference;
}

/** The whole configuration, as the verification needs it. */
export interface Expectations {
  readonly environments: readonly EnvironmentExpectation[];
  readonly auditor?: AuditorExpectation | undefined;
}
