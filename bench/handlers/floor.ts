import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { CodePipelineClient, PutJobSuccessResultCommand } from '@aws-sdk/client-codepipeline';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import configuration from '../../preflight.config.json' with { type: 'json' };
import type { JobEvent } from './job-event.ts';

const { environments, auditor } = configuration;
const { PREFLIGHT_TWILIO_ORIGIN = 'https://api.twilio.com' } = process.env;
const isPlain = PREFLIGHT_TWILIO_ORIGIN.startsWith('http:');
const agent = isPlain ? new HttpAgent({ keepAlive: true }) : new HttpsAgent({ keepAlive: true });
const secretsManager = new SecretsManagerClient();
const codePipeline = new CodePipelineClient();

/** For an alert; where an environment passes it only looks who would get one. */
const sns = new SNSClient();

/**
 * The floor under every gate: the requests of a passing verification of staging, by the same AWS
 * clients and Node's own HTTP client, as parallel as the gate sends them. It judges nothing.
 */
export async function handler(event: JobEvent): Promise<void> {
  const neighbours = [environments.development, environments.production, auditor];
  const others = neighbours.map(({ secret }) => readSecret(secret.id));
  const { adminKeySid, adminKeySecret } = JSON.parse(
    await readSecret(environments.staging.secret.id),
  );
  const authorization = `Basic ${Buffer.from(`${adminKeySid}:${adminKeySecret}`).toString('base64')}`;
  const account = `/2010-04-01/Accounts/${environments.staging.account.sid}`;
  const summaries = await Promise.all([
    get(`${account}/IncomingPhoneNumbers.json?PageSize=1`, authorization),
    get(`${account}.json`, authorization),
    ...others,
  ]);
  await codePipeline.send(
    new PutJobSuccessResultCommand({
      jobId: event['CodePipeline.job'].id,
      executionDetails: { summary: `${summaries.length + 1} answers`, percentComplete: 100 },
      outputVariables: { accountSid: environments.staging.account.sid, verdict: 'pass' },
    }),
  );
  const { PREFLIGHT_ALERT_TOPIC_ARN: TopicArn } = process.env;
  await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
}

async function readSecret(SecretId: string): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' });
  return (await secretsManager.send(command)).SecretString ?? '';
}

async function get(path: string, Authorization: string): Promise<unknown> {
  const headers = { Host: 'api.twilio.com', Authorization };
  const send = isPlain ? httpRequest : httpsRequest;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = send(new URL(path, PREFLIGHT_TWILIO_ORIGIN), { headers, agent });
    outgoing.on('response', resolve).on('error', reject).end();
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
