import {
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { RunningSystem } from '../system/running-system.ts';

const OPERATION = 'aws secretsmanager update-secret-version-stage';

/** The command that an alert advises, as it stands in the mail; undefined where it advises none. */
export function advisedCommand(mail: string): string | undefined {
  return mail
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith(OPERATION));
}

/**
 * Does what the command says, in the local AWS: the options are those of the AWS CLI. A secret needs
 * no value for it, since only the stage moves.
 */
export async function runAdvisedCommand(command: string, { aws }: RunningSystem): Promise<void> {
  const client = new SecretsManagerClient({
    endpoint: aws.endpoint,
    region: option(command, 'region'),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: option(command, 'secret-id'),
        VersionStage: option(command, 'version-stage'),
        MoveToVersionId: option(command, 'move-to-version-id'),
        RemoveFromVersionId: option(command, 'remove-from-version-id'),
      }),
    );
  } finally {
    client.destroy();
  }
}

function option(command: string, name: string): string {
  const words = command.split(' ');
  const value = words[words.indexOf(`--${name}`) + 1];
  if (!words.includes(`--${name}`) || value === undefined) {
    throw new Error(`the command has no --${name}: ${command}`);
  }
  return value;
}
