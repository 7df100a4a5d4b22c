import { onTestFinished, vi } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { pointSdkAt } from './start-stand-in.ts';

/** Starts the local AWS until the test ends, and points the SDK's environment at it. */
export async function startLocalWorld(): Promise<LocalAws> {
  const aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await aws.close();
  });
  return aws;
}
