import { CodePipelineClient, PutJobSuccessResultCommand } from '@aws-sdk/client-codepipeline';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import twilio from 'twilio';
import configuration from '../../preflight.config.json' with { type: 'json' };
import type { JobEvent } from './job-event.ts';
import { redirectedClient } from './redirected-client.ts';

const { environments, auditor } = configuration;
const secretsManager = new SecretsManagerClient();
const codePipeline = new CodePipelineClient();

/** For an alert; where an environment passes it only looks who would get one. */
const sns = new SNSClient();

/**
 * The handler one would write first: the whole `twilio` package, used as its README shows, for the
 * same requests as the gate's passing verification of staging.
 */
export async function handler(event: JobEvent): Promise<void> {
  const neighbours = [environments.development, environments.production, auditor];
  const others = neighbours.map(({ secret }) => readSecret(secret.id));
  const { adminKeySid, adminKeySecret } = JSON.parse(
    await readSecret(environments.staging.secret.id),
  );
  const accountSid = environments.staging.account.sid;
  const client = twilio(adminKeySid, adminKeySecret, {
    accountSid,
    httpClient: redirectedClient(process.env['PREFLIGHT_TWILIO_ORIGIN']),
  });
  const [account] = await Promise.all([
    client.api.v2010.accounts(accountSid).fetch(),
    client.incomingPhoneNumbers.list({ limit: 1 }),
    ...others,
  ]);
  if (account.sid !== accountSid || account.status !== 'active')
    throw new Error('not this account');
  await codePipeline.send(
    new PutJobSuccessResultCommand({
      jobId: event['CodePipeline.job'].id,
      executionDetails: { summary: 'staging passed', percentComplete: 100 },
      outputVariables: { accountSid, verdict: 'pass' },
    }),
  );
  const { PREFLIGHT_ALERT_TOPIC_ARN: TopicArn } = process.env;
  await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
}

async function readSecret(SecretId: string): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' });
  return (await secretsManager.send(command)).SecretString ?? '';
}
