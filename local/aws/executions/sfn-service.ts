import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { MapRun } from '../../state-machine/map/map-run.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type Service, stringMembers } from '../wire/operation.ts';
import { page } from '../wire/page.ts';
import { parseJson } from '../wire/parse-json.ts';
import { text } from '../wire/validation.ts';
import type { Execution, ExecutionStore } from './execution-store.ts';

/**
 * Step Functions, as far as starting and following executions goes.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export function createSfnService(executions: ExecutionStore): Service<Operation> {
  return {
    name: 'sfn',
    operations: new Map([
      ['StartExecution', startExecution(executions)],
      ['DescribeExecution', describeExecution(executions)],
      ['StopExecution', stopExecution(executions)],
      ['ListMapRuns', listMapRuns(executions)],
      ['DescribeMapRun', describeMapRun(executions)],
    ]),
    resources: (input) =>
      stringMembers(input, ['stateMachineArn', 'executionArn', 'mapRunArn', 'name']),
  };
}

const arn = text(1, 256);

/** White space, and characters that Step Functions keeps out of names. */
const NOT_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

const startInput = {
  stateMachineArn: arn,
  name: text(1, 80).optional(),
  input: text(0, 262_144).default('{}'),
};

/** A call with the name and the input of an execution that runs gives that execution again. */
function startExecution(executions: ExecutionStore): Operation {
  return defineOperation(startInput, ({ stateMachineArn, name = randomUUID(), input }) => {
    requireMachine(executions, stateMachineArn);
    if (NOT_IN_NAMES.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
    if (parseJson(input) === undefined) {
      throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input');
    }
    const there = executions
      .list()
      .find((each) => each.machineArn === stateMachineArn && each.name === name);
    if (there !== undefined && (there.outcome !== undefined || there.input !== input)) {
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${there.arn}'`);
    }
    const started = there ?? executions.start(stateMachineArn, { name, input });
    return { executionArn: started.arn, startDate: seconds(started.startedAt) };
  });
}

function requireMachine(executions: ExecutionStore, machineArn: string): void {
  requireArn(machineArn, 'stateMachine');
  if (executions.hasMachine(machineArn)) return;
  const problem = `State Machine Does Not Exist: '${machineArn}'`;
  throw new AwsError('StateMachineDoesNotExist', problem);
}

function describeExecution(executions: ExecutionStore): Operation {
  return defineOperation({ executionArn: arn }, ({ executionArn }) => {
    const execution = knownExecution(executions, executionArn);
    const { outcome, stoppedAt } = execution;
    return {
      executionArn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: statusOf(execution),
      startDate: seconds(execution.startedAt),
      stopDate: stoppedAt && seconds(stoppedAt),
      input: execution.input,
      inputDetails: { included: true },
      ...(outcome?.kind === 'output' && {
        output: JSON.stringify(outcome.output),
        outputDetails: { included: true },
      }),
      ...(outcome?.kind === 'fault' && { error: outcome.error, cause: outcome.cause }),
      redriveCount: 0,
    };
  });
}

function stopExecution(executions: ExecutionStore): Operation {
  const members = {
    executionArn: arn,
    error: text(0, 256).optional(),
    cause: text(0, 32_768).optional(),
  };
  return defineOperation(members, ({ executionArn }, { now }) => {
    executions.stop(knownExecution(executions, executionArn).arn);
    return { stopDate: seconds(now) };
  });
}

function listMapRuns(executions: ExecutionStore): Operation {
  const members = {
    executionArn: arn,
    maxResults: z.int().min(0).max(1000).default(100),
    nextToken: text(1, 1024).optional(),
  };
  return defineOperation(members, ({ executionArn, maxResults, nextToken }) => {
    const { mapRuns, machineArn } = knownExecution(executions, executionArn);
    const listed = page(mapRuns, maxResults === 0 ? 100 : maxResults, nextToken);
    return {
      mapRuns: listed.items.map((mapRun) => ({ ...head(mapRun), stateMachineArn: machineArn })),
      nextToken: listed.nextToken,
    };
  });
}

function describeMapRun(executions: ExecutionStore): Operation {
  return defineOperation({ mapRunArn: text(1, 2000) }, ({ mapRunArn }) => {
    requireArn(mapRunArn, 'mapRun');
    const mapRun = executions.mapRun(mapRunArn);
    if (mapRun === undefined) {
      throw new AwsError('ResourceNotFound', `Resource not found: '${mapRunArn}'`, 404);
    }
    return {
      ...head(mapRun),
      status: mapRun.status,
      maxConcurrency: mapRun.maxConcurrency,
      toleratedFailurePercentage: mapRun.toleratedFailurePercentage,
      toleratedFailureCount: mapRun.toleratedFailureCount,
      itemCounts: mapRun.itemCounts,
      executionCounts: mapRun.executionCounts,
    };
  });
}

function head({ arn: mapRunArn, executionArn, startedAt, stoppedAt }: MapRun): object {
  const stopDate = stoppedAt && seconds(stoppedAt);
  return { mapRunArn, executionArn, startDate: seconds(startedAt), stopDate };
}

function statusOf({ outcome }: Execution): string {
  switch (outcome?.kind) {
    case undefined:
      return 'RUNNING';
    case 'output':
      return 'SUCCEEDED';
    case 'fault':
      return outcome.error === 'States.Timeout' ? 'TIMED_OUT' : 'FAILED';
    case 'aborted':
      return 'ABORTED';
  }
}

function knownExecution(executions: ExecutionStore, executionArn: string): Execution {
  requireArn(executionArn, 'execution');
  const found = executions.find(executionArn);
  if (found !== undefined) return found;
  throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
}

function requireArn(given: string, kind: string): void {
  if (given.startsWith('arn:aws:states:') && given.includes(`:${kind}:`)) return;
  throw new AwsError('InvalidArn', `Invalid Arn: '${given}'`);
}

/** How JSON services write a date: seconds since 1970. */
function seconds(date: Date): number {
  return date.getTime() / 1000;
}
