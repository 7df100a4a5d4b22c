import type {
  AuditorExpectation,
  EnvironmentExpectation,
  SecretReference,
} from '../domain/model/expectation.ts';
import type { FleetExpectation, FleetTemplate } from '../domain/model/fleet.ts';

/** A secret and the KMS key that encrypts it, where that is not AWS's own `aws/secretsmanager` key. */
export interface ConfiguredSecret extends SecretReference {
  /** ARN of a key, never of an alias: IAM grants on aliases do not open the key. */
  readonly kmsKeyArn?: string | undefined;
}

/** One declared environment with every default filled in. */
export interface ConfiguredEnvironment extends EnvironmentExpectation {
  readonly secret: ConfiguredSecret;
  /** How often the watch verifies it: 5 to 1,440; default 60. */
  readonly watchEveryMinutes: number;
}

/** A declared fleet with every default filled in. */
export interface ConfiguredFleet extends FleetExpectation {
  readonly template: FleetTemplate & { readonly secret: ConfiguredSecret };
}

/** How an alert reaches a subscriber, in SNS's words. */
export type SubscriberProtocol = 'email' | 'sms' | 'https';

/** Which alerts a subscriber gets. */
export interface AlertSelection {
  /** Declared names, none twice, at least one. Absent: every environment, later ones too. */
  readonly environments?: readonly string[] | undefined;
  /** `inconclusive`: everything that is alerted. `fail`: only definite rejections, and their end. */
  readonly minimumVerdict: 'inconclusive' | 'fail';
}

/** A person or program that alerts are sent to. */
export interface Subscriber extends AlertSelection {
  readonly protocol: SubscriberProtocol;
  /** Email address, phone number in E.164, or URL without a secret in it. */
  readonly endpoint: string;
}

/** Who gets alerts, and how often reminders. */
export interface ConfiguredAlerts {
  /** Emails, then phones, then URLs, each in the order of the file; no endpoint twice. */
  readonly subscribers: readonly Subscriber[];
  /** Whether there is a topic for a chat. */
  readonly chat: boolean;
  /** 1 to 720. */
  readonly remindAfterHours: number;
}

/**
 * The whole of `preflight.config.json`, parsed, checked for contradictions, defaults filled in.
 * It is assignable to the domain's `Expectations`. It holds no secret, only where secrets are.
 */
export interface Configuration {
  /** At least one unless there is a fleet, in the order of the file (names that are whole numbers come first). */
  readonly environments: readonly ConfiguredEnvironment[];
  readonly fleet?: ConfiguredFleet | undefined;
  readonly auditor?: (AuditorExpectation & { readonly secret: ConfiguredSecret }) | undefined;
  readonly alerts: ConfiguredAlerts;
}
