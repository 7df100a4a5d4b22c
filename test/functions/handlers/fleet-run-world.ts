import { onTestFinished, vi } from 'vitest';
import { createAlertSink } from '../../../functions/adapters/aws/create-alert-sink.ts';
import { createKeyedFingerprints } from '../../../functions/adapters/aws/create-keyed-fingerprints.ts';
import { createObjectStore } from '../../../functions/adapters/aws/create-object-store.ts';
import { createSecretReader } from '../../../functions/adapters/aws/create-secret-reader.ts';
import { createFingerprints } from '../../../functions/adapters/system/create-fingerprints.ts';
import { systemClock } from '../../../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../../functions/adapters/twilio/create-twilio-api.ts';
import type { RunBase } from '../../../functions/compose-base.ts';
import type { FleetVerifier } from '../../../functions/compose-fleet.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import { FLEET_KEYS } from '../../../functions/contract.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import type {
  FleetReport,
  MemberResult,
} from '../../../functions/domain/model/schemas/fleet-schema.ts';
import { createFleetSummaryHandler } from '../../../functions/handlers/fleet-summary.ts';
import {
  type BatchAnswer,
  createFleetVerifierHandler,
} from '../../../functions/handlers/fleet-verifier.ts';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import type { Account } from '../../../local/twilio/world/account.ts';
import { addAccount } from '../../../local/twilio/world/accounts.ts';
import { pointSdkAt } from '../adapters/aws/start-stand-in.ts';
import { itemsOf, jsonLines } from '../domain/fleet/memory-store.ts';
import { createRecordedLog, type LogLine } from './recorded-log.ts';
import { createRecordedMetrics, type Measurement } from './recorded-metrics.ts';
import { tokenSecret } from './seed-example.ts';

const BUCKET = 'fleet-runs';
const KEY = 'fingerprints';

/** A fleet of members with Auth Tokens in worlds of their own, until the test ends. */
export interface FleetRunWorld {
  readonly aws: LocalAws;
  readonly accounts: readonly Account[];
  readonly members: readonly FleetMember[];
  readonly logLines: readonly LogLine[];
  readonly measured: readonly Measurement[];
  putSecret(index: number, value: unknown): void;
  /** The objects of a run, as the bucket keeps them. */
  object(key: string): string | undefined;
  results(runId: string, part: number | string): readonly MemberResult[];
  writeInventory(
    runId: string,
    members: readonly FleetMember[],
    key?: (runId: string) => string,
  ): void;
  verify(
    runId: string,
    members: readonly FleetMember[],
    remainingMs?: number,
  ): Promise<BatchAnswer>;
  invokeVerifier(event: unknown): Promise<unknown>;
  summarise(event: unknown): Promise<FleetReport>;
  mails(): readonly string[];
}

/** So many members, each with its account and a good secret; `changes` replace ports of the functions. */
export async function openFleetRunWorld(
  count: number,
  changes: Partial<RunBase> = {},
): Promise<FleetRunWorld> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  pointSdkAt(aws.endpoint);
  const parent = addAccount(twilio.world, {});
  const accounts = Array.from({ length: count }, () =>
    addAccount(twilio.world, { ownerSid: parent.sid }),
  );
  const members = accounts.map(({ sid }, index) => ({
    index,
    member: `tenant-${index}`,
    accountSid: sid,
  }));
  const secretId = (index: number): string => `tenants/tenant-${index}/twilio`;
  accounts.forEach((account, index) => {
    aws.secrets.create({ name: secretId(index), value: JSON.stringify(tokenSecret(account)) });
  });
  aws.objects.createBucket(BUCKET);
  aws.keys.create({ id: KEY, spec: 'HMAC_256' });
  const topicArn = aws.notifications.createTopic('alerts');
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
  const api = createTwilioApi({
    clock: systemClock,
    randomness: systemRandomness,
    productVersion: '0.0.0',
    origin: new URL(twilio.origin),
  });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    api.close();
    await Promise.all([aws.close(), twilio.close()]);
  });
  const { log, lines: logLines } = createRecordedLog();
  const { metrics, published: measured } = createRecordedMetrics();
  const base: RunBase = {
    alerts: createAlertSink({ topicArn }),
    clock: systemClock,
    randomness: systemRandomness,
    log,
    metrics,
    ...changes,
  };
  const compose = (): FleetVerifier => composeWorld(aws, api);
  const verifier = createFleetVerifierHandler(base, compose);
  const summary = createFleetSummaryHandler(base, compose);
  const context = { getRemainingTimeInMillis: () => 300_000 };
  const object = (key: string): string | undefined => aws.objects.get(BUCKET, key)?.body.toString();
  return {
    aws,
    accounts,
    members,
    logLines,
    measured,
    putSecret: (index, value) =>
      aws.secrets.put({ id: secretId(index), value: JSON.stringify(value) }),
    object,
    results: (runId, part) =>
      itemsOf(object(FLEET_KEYS.results(runId, part))) as readonly MemberResult[],
    writeInventory: (runId, listed, key = FLEET_KEYS.inventory) => {
      aws.objects.put(BUCKET, { key: key(runId), body: jsonLines(...listed) });
    },
    verify: async (runId, listed, remainingMs = 300_000) =>
      (await verifier(
        { BatchInput: { runId }, Items: listed },
        { getRemainingTimeInMillis: () => remainingMs },
      )) as BatchAnswer,
    invokeVerifier: (event) => verifier(event, context),
    summarise: async (event) => (await summary(event, context)) as FleetReport,
    mails: () => aws.notifications.mailbox.list().map(({ body }) => body),
  };
}

function composeWorld(aws: LocalAws, twilio: ReturnType<typeof createTwilioApi>): FleetVerifier {
  const configuration = parseOrThrow(
    JSON.stringify({
      fleet: {
        template: {
          secret: { id: 'tenants/{member}/twilio' },
          credential: { kind: 'auth-token' },
        },
        members: { s3: 's3://lists/members.csv' },
      },
    }),
  );
  const { fleet } = configuration;
  if (fleet === undefined) throw new Error('no fleet');
  const secrets = createSecretReader({ region: aws.region });
  return {
    configuration,
    fleet,
    region: aws.region,
    bucket: BUCKET,
    objects: createObjectStore({ bucket: BUCKET }),
    keyed: createKeyedFingerprints({ keyId: KEY }),
    openBudget: () => ({
      take: async () => ({ release: () => undefined }),
      admit: async () => () => undefined,
      close: async () => undefined,
    }),
    verificationPorts: () => ({
      secrets,
      twilio,
      clock: systemClock,
      randomness: systemRandomness,
      fingerprints: createFingerprints(),
    }),
  };
}
