import type { Control, ControlAnswer } from '../../../functions/domain/model/control.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { createControlHandler } from '../../../functions/handlers/control.ts';
import { createWatchHandler } from '../../../functions/handlers/watch.ts';
import type { JobState } from '../../../local/aws/jobs/job-store.ts';
import type { GateWorld } from './gate-world.ts';
import { type KeepingGate, openKeepingGate } from './history-world.ts';

export const EXECUTION = '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60';
export const BY =
  'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_OnCall_0123456789abcdef/ada';
export const REASON = 'Twilio is down, ticket OPS-1234';
export const HOUR_MS = 3_600_000;
export const OVERRIDE = {
  environment: 'production',
  executionId: EXECUTION,
  reason: REASON,
  minutes: 60,
  by: BY,
};
export const SNOOZE = { environment: 'production', hours: 8, reason: REASON, by: BY };
export const OVERRIDE_ID = `override/production/${EXECUTION}`;

export interface ControlledGate extends KeepingGate {
  /** Asks the control function. */
  control(payload: unknown, requestId?: string): Promise<readonly Control[]>;
  watch(): Promise<Report>;
  /** A job of an execution. */
  runExecution(executionId?: string, environment?: string): Promise<JobState>;
  /** Subjects of the notifications of overrides and snoozes, by their first two words. */
  controlNews(): readonly string[];
}

/** A gate whose credential is good, and a Twilio that is down. */
export async function openControlled(world: GateWorld): Promise<ControlledGate> {
  const gate = await openKeepingGate(world);
  gate.twilio.faults.add({ kind: 'html', status: 503 });
  const control = createControlHandler(gate.base, gate.compose);
  const watch = createWatchHandler(gate.base, gate.compose);
  return {
    ...gate,
    control: async (payload, awsRequestId = crypto.randomUUID()) => {
      const answer = (await control(payload, { ...gate.context, awsRequestId })) as ControlAnswer;
      return answer.controls;
    },
    watch: async () =>
      (await watch({ trigger: 'schedule', environments: ['production'] }, gate.context)) as Report,
    runExecution: (executionId = EXECUTION, environment = 'production') =>
      gate.runJob(JSON.stringify({ environment, executionId })),
    controlNews: () =>
      gate.texts().flatMap((text) => /^(?:OVERRIDE|SNOOZE) [A-Z]+/.exec(text)?.[0] ?? []),
  };
}

/** Twilio is up, and the credential is wrong. */
export function breakProduction(gate: KeepingGate): void {
  gate.twilio.faults.clear();
  gate.putSecret('production', '{}');
}
