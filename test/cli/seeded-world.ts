import { onTestFinished, vi } from 'vitest';
import type { Io } from '../../cli/io.ts';
import { type LocalAws, startLocalAws } from '../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { pointSdkAt } from '../functions/adapters/aws/start-stand-in.ts';
import { temporaryFiles } from './temporary-files.ts';

const STAGING_SECRET_ID = 'staging/twilio/credentials';
export const PRODUCTION_SECRET_ID = 'production/twilio/credentials';

/** A Twilio and an AWS in which both environments of a configuration pass. */
export interface SeededWorld {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  /** Holds `preflight.config.json`. */
  readonly directory: string;
  readonly env: Io['env'];
  readonly production: Production;
  readonly staging: { readonly sid: string; readonly authToken: string };
  /** Every secret value there is. */
  readonly canaries: readonly string[];
}

interface Production {
  readonly accountSid: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

/** Starts both until the test ends. `production` adds settings to that environment. */
export async function startSeededWorld(production: object = {}): Promise<SeededWorld> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  pointSdkAt(aws.endpoint);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await Promise.all([aws.close(), twilio.close()]);
  });
  const parent = addAccount(twilio.world);
  const staging = addAccount(twilio.world, { ownerSid: parent.sid });
  const live = addAccount(twilio.world, { ownerSid: parent.sid });
  const key = addApiKey(twilio.world, { accountSid: live.sid, keyType: 'standard' });
  const credential = { accountSid: live.sid, apiKeySid: key.sid, apiKeySecret: key.secret };
  const stagingToken = staging.authTokens.us1.primary;
  const parentToken = parent.authTokens.us1.primary;
  const seed = (name: string, value: object): void => {
    aws.secrets.create({ name, value: JSON.stringify(value) });
  };
  seed(STAGING_SECRET_ID, { accountSid: staging.sid, authToken: stagingToken });
  seed(PRODUCTION_SECRET_ID, credential);
  seed('twilio/auditor', { accountSid: parent.sid, authToken: parentToken });
  const configuration = {
    environments: {
      staging: {
        secret: { id: STAGING_SECRET_ID },
        account: { sid: staging.sid, parentSid: parent.sid },
        credential: { kind: 'auth-token' },
      },
      production: {
        secret: { id: PRODUCTION_SECRET_ID },
        account: { sid: live.sid, parentSid: parent.sid, type: 'Full' },
        ...production,
      },
    },
    auditor: { secret: { id: 'twilio/auditor' } },
  };
  return {
    aws,
    twilio,
    directory: temporaryFiles({ 'preflight.config.json': JSON.stringify(configuration) }),
    env: { AWS_REGION: 'us-east-1', PREFLIGHT_TWILIO_ORIGIN: twilio.origin },
    production: credential,
    staging: { sid: staging.sid, authToken: stagingToken },
    canaries: [key.secret, stagingToken, parentToken],
  };
}
