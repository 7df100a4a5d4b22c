import { Annotations, Duration, Token } from 'aws-cdk-lib';
import type * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as targets from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ITEM_WRITES, mostBatches } from '../../functions/configuration/most-batches.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { GateAction } from '../pipelines/gate-action.ts';
import { judgePlaces, type PlaceJudge } from '../pipelines/judge-places.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import { createFleetAlarms } from './fleet/fleet-alarms.ts';
import { createFleetFunctions } from './fleet/fleet-functions.ts';
import { createFleetGate } from './fleet/fleet-gate.ts';
import { createFleetMachine } from './fleet/fleet-machine.ts';
import { FleetStore } from './fleet/fleet-store.ts';
import { GateBackstop } from './gate-backstop.ts';
import { createMachineScheduleRole } from './schedule-role.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';

/** Which fleet, how fast, and where its alerts go. Every function has a role of its own. */
export interface FleetVerificationProps
  extends Omit<
    VerifierFunctionProps,
    'history' | 'role' | 'secretPrefixes' | 'reservedConcurrentExecutions'
  > {
  /**
   * Where alerts go; in the Region of the fleet.
   * @default - a new topic with the subscribers that the configuration names under `alerts`
   */
  readonly alertTopic?: sns.ITopic;
  /**
   * Batches under way at once, from 1 to 1,000. Each takes one of the concurrent executions that Lambda
   * gives the AWS account: 1,000 as a rule, 10 in a new account. The requests to Twilio have their own bound, which all
   * batches share, so that more of them wait rather than ask faster; synth warns where they would write to the budget
   * more often than DynamoDB takes, above some 140 (docs/scale.md).
   * @default 20
   */
  readonly maxConcurrency?: number;
  /**
   * A run that takes longer is stopped, without a report. CodePipeline fails an action after a day.
   * @default Duration.hours(24)
   */
  readonly timeout?: Duration;
  /**
   * How long inventories, results and reports are kept. A run that verifies only what did not pass
   * earlier reads them.
   * @default Duration.days(90)
   */
  readonly keepRuns?: Duration;
}

/** One gate for the fleet, in one stage. */
export interface FleetActionProps {
  /**
   * Name of the action.
   * @default 'TwilioGate'
   */
  readonly actionName?: string;
  /**
   * Place in the stage, before every deploy action of it: synth refuses another.
   * @default 1
   */
  readonly runOrder?: number;
}

/** What a schedule may start: all members. */
const WHOLE_FLEET = {};

/**
 * Verifies every member of the configuration's `fleet` by a Step Functions Distributed Map: lists the
 * members, verifies them in batches, sums up in one report, one alert and the metrics of the fleet.
 *
 * Throws `ConfigurationFileError` when the configuration is not valid, and where it declares no fleet.
 */
export class FleetVerification extends Construct {
  readonly stateMachine: sfn.StateMachine;
  /** Where inventories, results and reports lie, below `runs/RUN/`. */
  readonly store: FleetStore;
  /** Where alerts go. */
  readonly alertTopic: sns.ITopic;
  /** For a pipeline that no CDK app makes; others take `action()`. */
  readonly gateFunctionName: string;
  private readonly gate: ReturnType<typeof createFleetGate>;
  private readonly backstop: GateBackstop;
  private readonly judgePlace: PlaceJudge;

  constructor(scope: Construct, id: string, props: FleetVerificationProps) {
    super(scope, id);
    const { configuration } = loadConfiguration(props.configFile);
    const { fleet } = configuration;
    if (fleet === undefined) {
      throw new Error(
        `FleetVerification needs a fleet, and ${props.configFile} declares none. Declare "fleet" with "template" and "members" (docs/fleets.md).`,
      );
    }
    const { maxConcurrency = 20, runbookUrl } = props;
    judgeConcurrency(this, maxConcurrency);
    const alertTopic = props.alertTopic ?? alertTopicOf(this, configuration);
    const audience = { alertTopic, ...(runbookUrl !== undefined && { runbookUrl }) };
    this.alertTopic = alertTopic;
    this.store = new FleetStore(this, 'Store', { keepRuns: props.keepRuns ?? Duration.days(90) });
    const parts = { configuration, fleet, store: this.store, alertTopic, props };
    const functions = createFleetFunctions(this, parts);
    this.stateMachine = createFleetMachine(new Construct(this, 'Machine'), {
      functions,
      store: this.store,
      maxConcurrency,
      timeout: props.timeout ?? Duration.hours(24),
      logRetention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
    });
    this.gate = createFleetGate(this, props, this.stateMachine);
    this.gateFunctionName = this.gate.fn.functionName;
    this.backstop = new GateBackstop(this, 'Backstop', audience);
    this.judgePlace = judgePlaces(this);
    createFleetAlarms(new Construct(this, 'Alarms'), {
      machine: this.stateMachine,
      functions: [...Object.values(functions), this.gate].map(({ watched }) => watched),
      ...audience,
    });
  }

  /**
   * The fleet as a gate: an action, for one stage of `aws-codepipeline`, that starts a run and is open
   * when its verdict is. Synth refuses a stage in which a deploy action does not come after it.
   */
  action(props: FleetActionProps = {}): codepipeline.IAction {
    return new GateAction(props, {
      fn: this.gate.fn,
      onPlaced: (place) => {
        this.judgePlace(place);
        this.backstop.watch(place.action.actionProperties.actionName);
      },
    });
  }

  /** Starts a run of all members by schedule; alerts go to the topic. One schedule for one fleet. */
  onSchedule(schedule: scheduler.ScheduleExpression): scheduler.Schedule {
    return new scheduler.Schedule(this, 'Schedule', {
      description: 'Verifies the Twilio credentials of the fleet',
      schedule,
      timeWindow: scheduler.TimeWindow.flexible(Duration.minutes(15)),
      target: new targets.StepFunctionsStartExecution(this.stateMachine, {
        input: scheduler.ScheduleTargetInput.fromObject(WHOLE_FLEET),
        role: createMachineScheduleRole(this, this.stateMachine),
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
      }),
    });
  }
}

/** So many Map Runs' children as an AWS account's Lambda concurrency has room for. */
const MOST_BATCHES = 1000;

function judgeConcurrency(scope: Construct, value: number): void {
  if (Token.isUnresolved(value)) return;
  if (!Number.isInteger(value) || value < 1 || value > MOST_BATCHES) {
    throw new Error(`"maxConcurrency" is ${value}. Give a whole number, 1 to ${MOST_BATCHES}.`);
  }
  const most = mostBatches();
  if (value <= most) return;
  Annotations.of(scope).addWarningV2(
    'twilio-preflight:fleetConcurrency',
    `"maxConcurrency" is ${value}: all batches share one item of DynamoDB, which takes ${ITEM_WRITES.unitsPerSecond} write units a second, and those of ${most} batches at most. Give ${most} or fewer; more batches do not ask Twilio faster (docs/scale.md).`,
  );
}
