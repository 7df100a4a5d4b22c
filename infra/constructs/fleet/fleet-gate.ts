import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  ENVIRONMENT_VARIABLES,
  FLEET_GATE_TIMEOUT_SECONDS,
  FLEET_MAP_LABEL,
} from '../../../functions/contract.ts';
import { acceptWildcards } from '../accept-wildcards.ts';
import { grantJobAnswers } from '../function-access.ts';
import { createVerifierFunction, type VerifierFunction } from '../verifier-function.ts';
import type { VerifierFunctionProps } from '../verifier-function-props.ts';
import { runArn } from './fleet-machine.ts';

/** Makes the function that starts the state machine for a pipeline and follows it; it reads no secret and sends no alert. */
export function createFleetGate(
  scope: Construct,
  props: VerifierFunctionProps,
  machine: sfn.StateMachine,
): VerifierFunction {
  return createVerifierFunction(new Construct(scope, 'Gate'), props, {
    name: 'fleet-gate',
    description: 'Blocks a deployment while the Twilio credentials of the fleet do not pass',
    roleDescription: 'Starts and follows runs of the fleet, answers pipeline jobs',
    timeoutSeconds: FLEET_GATE_TIMEOUT_SECONDS,
    environment: { [ENVIRONMENT_VARIABLES.fleetStateMachineArn]: machine.stateMachineArn },
    access: (role) => {
      grantRuns(role, machine);
      grantJobAnswers(role);
    },
  });
}

/** Lets `role` start the state machine, and see how its runs get on. Nothing that stops or changes one. */
export function grantRuns(role: iam.IRole, machine: sfn.StateMachine): void {
  const runs = runArn(machine, 'execution', ':*');
  const mapRuns = runArn(machine, 'mapRun', `/${FLEET_MAP_LABEL}:*`);
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
  const grants = [
    [['states:StartExecution'], machine.stateMachineArn],
    [['states:DescribeExecution', 'states:ListMapRuns'], runs],
    [['states:DescribeMapRun'], mapRuns],
  ] as const;
  for (const [actions, resource] of grants) {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: [...actions], resources: [resource] }),
    );
  }
  const reason = 'Runs get their names when they begin: any run of this one state machine.';
  acceptWildcards(role, [runs, mapRuns], reason);
}
