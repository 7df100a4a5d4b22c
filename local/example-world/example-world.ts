import type { Configuration } from '../../functions/configuration/configuration.ts';
import type { SecretValue, SeededSecret } from '../aws/secrets/secret-store.ts';
import type { AccountStatus } from '../twilio/world/account.ts';

/** A secret's JSON, field by field, for example `{ accountSid, apiKeySid, apiKeySecret }`. */
export type SecretFields = Readonly<Record<string, string>>;

/** A new version of a secret. */
export interface NewVersion {
  /** Fields are written as JSON; text and bytes as they are. */
  readonly value: SecretFields | SecretValue;
  /** Default AWSCURRENT. */
  readonly stages?: readonly string[];
}

/**
 * One environment, at Twilio and in Secrets Manager. Whatever takes a moment in the real world has
 * happened when a function returns. The values are secrets: they go into secrets, nowhere else.
 */
export interface ExampleEnvironment {
  readonly name: string;
  readonly accountSid: string;
  /** Name or ARN, as declared. */
  readonly secretId: string;
  /** The fields that work now. */
  goodFields(): SecretFields;
  /** The fields of the credential before: well-formed, right account, rejected by Twilio. */
  staleFields(): SecretFields;
  /** Writes a version of the secret; Twilio does not change. */
  putSecret(version: NewVersion): SeededSecret;
  /** Writes {@link goodFields} as AWSCURRENT: the fix for whatever is wrong with the secret. */
  putGoodSecret(): SeededSecret;
  /**
   * Makes a new credential at Twilio and ends the old one; the secret keeps the old one until
   * {@link putGoodSecret}.
   */
  rotateAtTwilio(): void;
  /**
   * Deletes the API key at Twilio; another takes its place, which {@link putGoodSecret} writes. Throws
   * when the credential is not an API key.
   */
  deleteKey(): void;
  setAccountStatus(status: AccountStatus): void;
  /** Moves the account below another top-level account; a new one unless given. Gives its SID. */
  moveToOwner(ownerSid?: string): string;
}

/** The example world: what `preflight.config.json` declares, made true. */
export interface ExampleWorld {
  readonly configuration: Configuration;
  /** The auditor's account: the first declared parent, or one of its own. */
  readonly parentSid: string;
  readonly environments: readonly ExampleEnvironment[];
  /** Throws for a name that is not declared, and says which are. */
  environment(name: string): ExampleEnvironment;
  /** Fields of a test pair that is in no secret yet: `{ accountSid, authToken }`. */
  testFields(): SecretFields;
  /** Every secret value there is or was, so that a test can look for leaks. Never print them. */
  secretValues(): readonly string[];
}
