import type { Gate } from '../../../functions/compose.ts';
import type { CodeDeployBase, GateBase, RunBase } from '../../../functions/compose-base.ts';
import { composeSources } from '../../../functions/compose-fleet.ts';
import type { HealthBase } from '../../../functions/compose-health.ts';
import type { SecretList } from '../../../functions/domain/model/listed-secret.ts';
import { createAuditHandler } from '../../../functions/handlers/audit.ts';
import { createCodeDeployHandler } from '../../../functions/handlers/code-deploy-hook.ts';
import { createControlHandler } from '../../../functions/handlers/control.ts';
import { createTriggerHandler } from '../../../functions/handlers/deployment-trigger.ts';
import { createEcsHandler } from '../../../functions/handlers/ecs-hook.ts';
import { createInventoryHandler } from '../../../functions/handlers/fleet-inventory.ts';
import { createGateHandler } from '../../../functions/handlers/gate.ts';
import { createHealthHandler } from '../../../functions/handlers/health.ts';
import type { Handler } from '../../../functions/handlers/run/create-handler.ts';
import { createWatchHandler } from '../../../functions/handlers/watch.ts';
import { memoryStore } from '../domain/fleet/memory-store.ts';
import { ecsEvent } from './ecs/ecs-event.ts';
import { urlRequest } from './health/requests.ts';
import { jobEvent } from './job-event.ts';

/** What any function is made of. */
export type EveryBase = GateBase & HealthBase & CodeDeployBase;

/** How a function is made, and an event for it. */
export type EveryFunction = readonly [
  create: (base: EveryBase, compose: () => Gate) => Handler,
  event: unknown,
];

/** The job or the hook of every event; there is none such. */
export const JOB_ID = '11111111-2222-4333-8444-555555555555';

const EXECUTION_ID = '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60';
const REASON = 'Twilio is down';

const noSecrets: SecretList = async function* () {};

/** The inventory of a fleet of subaccounts, whose auditor is the declared production environment's credential. */
function createInventory(base: RunBase, compose: () => Gate): Handler {
  return createInventoryHandler(base, () => {
    const gate = compose();
    const { environments } = gate.configuration;
    const [auditor] = environments.filter(({ name }) => name === 'production');
    const [parentSid = ''] = environments.flatMap(({ account }) => account.parentSid ?? []);
    return {
      ...gate,
      configuration: { ...gate.configuration, auditor },
      fleet: {
        template: {
          secret: { id: 'tenants/{member}/twilio' },
          account: { parentSid },
          credential: { kind: 'api-key' },
          twilioRegion: 'us1',
          mode: 'enforce',
          onInconclusive: 'block',
        },
        members: { kind: 'subaccounts', parentSid },
        tolerate: { count: 0 },
      },
      bucket: 'runs',
      objects: memoryStore(),
      sources: { ...composeSources({ region: gate.region }), secretList: noSecrets },
    };
  });
}

/** Every function, and every form of the gate. */
export const FUNCTIONS: Readonly<Record<string, EveryFunction>> = {
  'the gate, invoked directly': [createGateHandler, { environment: 'production' }],
  'the gate, for a job': [createGateHandler, jobEvent(JOB_ID, 'production')],
  // Where it cannot check, it looks for an override.
  'the gate, for a job of an execution': [
    createGateHandler,
    jobEvent(JOB_ID, JSON.stringify({ environment: 'production', executionId: EXECUTION_ID })),
  ],
  'the gate, for a condition': [
    createGateHandler,
    {
      'CodePipeline.rule': {
        id: JOB_ID,
        accountId: '111122223333',
        data: { ruleConfiguration: { configuration: { UserParameters: 'production' } } },
      },
    },
  ],
  'the gate, asked for the history': [
    createGateHandler,
    { history: { environment: 'production' } },
  ],
  'the hook of CodeDeploy': [
    createCodeDeployHandler,
    { DeploymentId: 'd-ABCDEF123', LifecycleEventHookExecutionId: JOB_ID },
  ],
  'the hook of ECS': [createEcsHandler, ecsEvent()],
  'the trigger of a deployment': [createTriggerHandler, {}],
  'the watch': [createWatchHandler, { trigger: 'schedule', environments: ['production'] }],
  'the control function, for a snooze': [
    createControlHandler,
    { snooze: { environment: 'production', hours: 1, reason: REASON } },
  ],
  'the control function, for an override': [
    createControlHandler,
    {
      override: {
        environment: 'production',
        executionId: EXECUTION_ID,
        minutes: 30,
        reason: REASON,
      },
    },
  ],
  'the audit': [createAuditHandler, { environments: ['production'] }],
  'the inventory of a fleet': [createInventory, { runId: 'run-1' }],
  'the health function': [createHealthHandler, urlRequest('/production')],
};
