import { randomUUID } from 'node:crypto';
import type { LocalEvent } from '../events/event-bus.ts';
import { type BoundedLog, createBoundedLog } from './bounded-log.ts';
import { createCodeDeployService } from './deployments/codedeploy-service.ts';
import { createDeploymentStore, type DeploymentStore } from './deployments/deployment-store.ts';
import { createExecutionStore, type ExecutionStore } from './executions/execution-store.ts';
import { createSfnService } from './executions/sfn-service.ts';
import { type AwsFaults, createFaultStore } from './faults/fault-store.ts';
import { createRoleStore, type RoleStore } from './identity/role-store.ts';
import { createStsService } from './identity/sts-service.ts';
import { createCodePipelineService } from './jobs/codepipeline-service.ts';
import { createJobStore, type JobStore } from './jobs/job-store.ts';
import type { JournalEntry } from './journal.ts';
import { createKeyStore, type KeyStore } from './keys/key-store.ts';
import { createKmsService } from './keys/kms-service.ts';
import { createNotifications, type NotificationStore } from './notifications/notification-store.ts';
import { createSnsService } from './notifications/sns-service.ts';
import { createObjectStore, type ObjectStore } from './objects/object-store.ts';
import { createObjectsService } from './objects/objects-service.ts';
import type { PartnerRotation } from './secrets/rotation.ts';
import { createSecretAccess } from './secrets/secret-access.ts';
import { createSecretStore, type SecretPlace, type SecretStore } from './secrets/secret-store.ts';
import { createSecretVault, type LabelUpdate } from './secrets/secret-vault.ts';
import { createSecretsService } from './secrets/secrets-service.ts';
import { serve } from './server/serve.ts';
import type { World } from './server/world.ts';
import { createDynamoDbService } from './tables/dynamodb-service.ts';
import { createTableStore, type TableStore } from './tables/table-store.ts';
import type { CallContext, Operation, Service } from './wire/operation.ts';

/** How the local AWS starts; everything has a default. */
export interface LocalAwsOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Account of callers without a session. Default `111122223333`. */
  readonly accountId?: string;
  /** Region of what is seeded without one. Default `us-east-1`. */
  readonly region?: string;
  /** Default: the system's clock. Decides creation dates, session ends and deletions. */
  readonly now?: () => Date;
}

/** A local AWS that listens, and the levers to arrange and watch it from the same process. */
export interface LocalAws {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL; control calls are below `/__control__/`. */
  readonly endpoint: string;
  readonly accountId: string;
  readonly region: string;
  readonly secrets: SecretStore;
  readonly notifications: NotificationStore;
  readonly jobs: JobStore;
  readonly deployments: DeploymentStore;
  readonly roles: RoleStore;
  readonly tables: TableStore;
  readonly keys: KeyStore;
  readonly executions: ExecutionStore;
  readonly objects: ObjectStore;
  readonly faults: AwsFaults;
  readonly journal: BoundedLog<JournalEntry>;
  /** The operations that are served, by service. */
  readonly services: World['services'];
  /** Hears of the events that AWS's services send; gives what ends it. */
  onEvent(listener: (event: LocalEvent) => void): () => void;
  /** Ends at once, hung requests included. */
  close(): Promise<void>;
}

/**
 * Starts Secrets Manager, SNS, CodePipeline's job results, CodeDeploy's hook results, STS, DynamoDB,
 * KMS's message authentication codes, S3 and Step Functions' executions on one loopback port.
 *
 * It enforces AWS's limits and answers AWS's typed errors; signatures are read, not verified. State
 * lives in memory and ends with `close`. Rejects when the port is taken.
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { accountId = '111122223333', region = 'us-east-1', now = () => new Date() } = options;
  const listeners = new Set<(event: LocalEvent) => void>();
  const onEvent = (event: LocalEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const world = createWorld({ accountId, region, now, onEvent });
  const { endpoint, close } = await serve(world, options.port ?? 0);
  const { secrets, notifications, jobs, deployments, roles, tables, keys, objects } = world;
  const { executions, faults, journal, services } = world;
  return {
    endpoint,
    accountId,
    region,
    secrets,
    notifications,
    jobs,
    deployments,
    roles,
    tables,
    keys,
    objects,
    executions,
    faults,
    journal,
    services,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => {
      await Promise.all([close(), tables.close()]);
    },
  };
}

interface Owner {
  readonly accountId: string;
  readonly region: string;
  readonly now: () => Date;
  readonly onEvent: (event: LocalEvent) => void;
}

function createWorld(owner: Owner): World {
  const { accountId, region, now } = owner;
  const jobs = createJobStore(region);
  const deployments = createDeploymentStore(region);
  const roles = createRoleStore(accountId, now);
  const notifications = createNotifications(owner);
  const secretsmanager = createSecrets(owner);
  const tables = createTableStore();
  const keys = createKeyStore(accountId, region);
  const objects = createObjectStore(now);
  const executions = createExecutionStore(accountId, region, now);
  return {
    region,
    now,
    jobs,
    deployments,
    roles,
    tables,
    keys,
    objects,
    executions,
    secrets: secretsmanager.store,
    notifications: notifications.store,
    faults: createFaultStore(),
    journal: createBoundedLog(),
    services: {
      secretsmanager: secretsmanager.service,
      sns: createSnsService(notifications.parts),
      codepipeline: createCodePipelineService(jobs),
      codedeploy: createCodeDeployService(deployments),
      sts: createStsService(roles),
      dynamodb: createDynamoDbService(tables),
      kms: createKmsService(keys),
      s3: createObjectsService(objects),
      sfn: createSfnService(executions),
    },
  };
}

function createSecrets(owner: Owner): {
  readonly service: Service<Operation>;
  readonly store: SecretStore;
} {
  const vault = createSecretVault(owner.now, (update) =>
    owner.onEvent(labelUpdated(update, owner.now())),
  );
  const access = createSecretAccess();
  let partner: PartnerRotation = () => undefined;
  const service = createSecretsService(vault, access, (rotating) => partner(rotating));
  const setPartner = (wanted: PartnerRotation): void => {
    partner = wanted;
  };
  const contextAt = (place: SecretPlace): CallContext => {
    const { accountId = owner.accountId, region = owner.region } = place;
    const caller = { accountId, arn: `arn:aws:iam::${accountId}:root` };
    return { caller, region, now: owner.now() };
  };
  return { service, store: createSecretStore({ service, vault, access, setPartner, contextAt }) };
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html */
function labelUpdated({ secret, label, versionId }: LabelUpdate, now: Date): LocalEvent {
  return {
    id: randomUUID(),
    source: 'aws.secretsmanager',
    'detail-type': 'Secret Label Updated',
    account: secret.accountId,
    time: now.toISOString(),
    region: secret.region,
    resources: [secret.arn],
    detail: { name: secret.name, labelUpdated: label, versionId },
  };
}
