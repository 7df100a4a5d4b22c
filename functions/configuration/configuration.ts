import type {
  AuditorExpectation,
  EnvironmentExpectation,
  SecretReference,
} from '../domain/expectation.ts';

/** A secret and the KMS key that encrypts it, where that is not AWS's own `aws/secretsmanager` key. */
export interface ConfiguredSecret extends SecretReference {
  /** ARN of a key, never of an alias: IAM grants on aliases do not open the key. */
  readonly kmsKeyArn?: string;
}

/** One declared environment with every default filled in. */
export interface ConfiguredEnvironment extends EnvironmentExpectation {
  readonly secret: ConfiguredSecret;
}

/** Whom alerts are sent to, and how often they are reminded. */
export interface ConfiguredAlerts {
  /** Neither list holds an address twice; either may be empty. */
  readonly email: readonly string[];
  readonly sms: readonly string[];
  /** 1 to 720. */
  readonly remindAfterHours: number;
}

/**
 * The whole of `preflight.config.json`, parsed, checked for contradictions, defaults filled in.
 * It is assignable to the domain's `Expectations`. It holds no secret, only where secrets are.
 */
export interface Configuration {
  /** At least one, in the order of the file (names that are whole numbers come first). */
  readonly environments: readonly ConfiguredEnvironment[];
  readonly auditor?: AuditorExpectation & { readonly secret: ConfiguredSecret };
  readonly alerts: ConfiguredAlerts;
}
