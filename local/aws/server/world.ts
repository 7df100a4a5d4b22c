import type { BoundedLog } from '../bounded-log.ts';
import type { DeploymentStore } from '../deployments/deployment-store.ts';
import type { ExecutionStore } from '../executions/execution-store.ts';
import type { AwsFaults } from '../faults/fault-store.ts';
import type { RoleStore } from '../identity/role-store.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { JournalEntry } from '../journal.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { NotificationStore } from '../notifications/notification-store.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { TableStore } from '../tables/table-store.ts';
import type { Service, ServiceName } from '../wire/operation.ts';

/** Everything a request can reach: what the server serves and what the control calls steer. */
export interface World {
  readonly region: string;
  readonly services: Readonly<Record<ServiceName, Service>>;
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
  now(): Date;
}
