import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { onTestFinished } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import type { ExampleWorld } from '../../../local/example-world/example-world.ts';
import { seedExampleWorld } from '../../../local/example-world/seed-example-world.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';

export const ACCOUNT_SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';

/** Two worlds and what they were filled with. */
export interface SeededWorlds {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly example: ExampleWorld;
}

/** Seeds new worlds from a configuration, or from the project's own; they end with the test. */
export async function seed(configuration?: unknown): Promise<SeededWorlds> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  onTestFinished(async () => {
    await Promise.all([aws.close(), twilio.close()]);
  });
  const file = configuration === undefined ? {} : { configFile: write(configuration) };
  return { aws, twilio, example: await seedExampleWorld({ aws, twilio, ...file }) };
}

/** A configuration of one environment, `production`, with these settings over the least. */
export function production(settings: object): unknown {
  const least = { secret: { id: 'production/twilio' }, account: { sid: ACCOUNT_SID } };
  return { environments: { production: { ...least, ...settings } } };
}

/** Reads a secret as a function would. */
export async function readSecret(
  { endpoint, region }: LocalAws,
  id: string,
  stage = 'AWSCURRENT',
): Promise<unknown> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SecretsManagerClient({ endpoint, region, credentials, maxAttempts: 1 });
  const command = new GetSecretValueCommand({ SecretId: id, VersionStage: stage });
  const { SecretString = '' } = await client.send(command);
  return JSON.parse(SecretString);
}

function write(configuration: unknown): string {
  const directory = mkdtempSync(join(tmpdir(), 'preflight-example-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'preflight.config.json');
  writeFileSync(file, JSON.stringify(configuration));
  return file;
}
