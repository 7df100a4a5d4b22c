import { createSecretReader } from './adapters/aws/create-secret-reader.ts';
import { createFingerprints } from './adapters/system/create-fingerprints.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { systemRandomness } from './adapters/system/system-randomness.ts';
import { createTwilioApi } from './adapters/twilio/create-twilio-api.ts';
import { meteredTwilioApi } from './adapters/twilio/metered-twilio-api.ts';
import { parseTwilioOrigin } from './adapters/twilio/twilio-origin.ts';
import type { RunBase } from './compose-base.ts';
import {
  type FunctionSettings,
  readDeployedConfiguration,
  readFunctionSettings,
} from './config.ts';
import type { Configuration } from './configuration/configuration.ts';
import { readValidated } from './configuration/validated-configuration.ts';
import type { SecretReader } from './domain/model/ports.ts';
import type { VerificationPorts } from './domain/verification/verification.ts';
import { PRODUCT_VERSION } from './product.ts';

/** Everything a verification works with, made once per execution environment and used by every invocation. */
export interface Gate {
  readonly configuration: Configuration;
  readonly region: string | undefined;
  /** The environments a hook stands for; absent where its variable is not set. */
  readonly environments?: readonly string[] | undefined;
  /** Ports of one run: connections are shared, the fingerprint key is not. */
  readonly verificationPorts: () => VerificationPorts;
}

/**
 * The gate of the deployed configuration and the function's environment variables; questions to Twilio
 * are measured by `metrics`.
 *
 * Rejects with `PreflightError` `config.invalid` or `origin.not-loopback`; the handler answers a job
 * with it, since an error at start would leave the pipeline waiting for 20 minutes.
 */
export async function composeGate({ metrics }: Pick<RunBase, 'metrics'>): Promise<Gate> {
  const settings = readFunctionSettings();
  const { region, environments } = settings;
  const verificationPorts = composeVerification(settings);
  const configuration = await deployedConfiguration();
  return {
    configuration,
    region,
    environments,
    verificationPorts: () => {
      const ports = verificationPorts();
      return { ...ports, twilio: meteredTwilioApi(ports.twilio, metrics) };
    },
  };
}

/** The schema is loaded only where synth did not leave the configuration validated beside its text. */
async function deployedConfiguration(): Promise<Configuration> {
  const { text, validated } = readDeployedConfiguration();
  const configuration = validated === undefined ? undefined : readValidated(validated, text);
  if (configuration !== undefined) return configuration;
  const { parseOrThrow } = await import('./configuration/parse-or-throw.ts');
  return parseOrThrow(text);
}

/**
 * Makes the ports of a run. `secrets` replaces Secrets Manager, as for a local secret file.
 * Throws `PreflightError` `origin.not-loopback` at once.
 */
export function composeVerification(
  { region, twilioOrigin }: Pick<FunctionSettings, 'region' | 'twilioOrigin'>,
  secrets: SecretReader = createSecretReader({ region }),
): () => VerificationPorts {
  const clock = systemClock;
  const randomness = systemRandomness;
  const twilio = createTwilioApi({
    clock,
    randomness,
    productVersion: PRODUCT_VERSION,
    origin: twilioOrigin === undefined ? undefined : parseTwilioOrigin(twilioOrigin),
  });
  return () => ({ secrets, twilio, clock, randomness, fingerprints: createFingerprints() });
}
