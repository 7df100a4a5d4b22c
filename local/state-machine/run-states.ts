import { MissingPathError, placeResult, valueAt } from './data-path.ts';
import type { ChoiceState, Flow, MapState, State, TaskState } from './definition.ts';
import { createRetryPolicy, findCatcher } from './error-handling.ts';
import { runMap } from './map/run-map.ts';
import { type Fault, isTooLarge, type Outcome, type Run, type StateResult } from './run.ts';
import { runTask } from './run-task.ts';

/** Runs states from the first to one that ends. Rejects only for a defect of the driver. */
export async function runStates(flow: Flow, run: Run): Promise<Outcome> {
  let entered: Entered = { name: flow.StartAt, input: run.input };
  while (!run.signal.aborted) {
    const { name, input } = entered;
    const state = flow.States[name];
    if (state === undefined) return runtimeFault(`There is no state ${name}.`);
    const step = await runState(state, { name, input }, run);
    if (run.signal.aborted) break;
    if (step.kind === 'fault') return step;
    if (step.next === undefined) return { kind: 'output', output: step.output };
    entered = { name: step.next, input: step.output };
  }
  return { kind: 'aborted' };
}

/** A state that is entered. */
interface Entered {
  readonly name: string;
  readonly input: unknown;
}

type Step =
  | { readonly kind: 'step'; readonly output: unknown; readonly next: string | undefined }
  | Fault;

async function runState(state: State, { name, input }: Entered, run: Run): Promise<Step> {
  try {
    if (state.Type === 'Fail') return { kind: 'fault', error: state.Error, cause: state.Cause };
    if (state.Type === 'Choice') {
      return { kind: 'step', output: input, next: choose(state, input) };
    }
    const result = await tryState(state, { name, input }, run);
    if (result.kind === 'fault') return caught(state, input, result);
    const output = placeResult(state.ResultPath, input, result.result);
    return checked({ kind: 'step', output, next: state.Next });
  } catch (error) {
    if (error instanceof MissingPathError) return runtimeFault(error.message);
    throw error;
  }
}

function choose({ Choices, Default }: ChoiceState, input: unknown): string {
  const chosen = Choices.find(
    ({ Variable, NumericEquals }) => valueAt(Variable, { input, context: {} }) === NumericEquals,
  );
  return chosen?.Next ?? Default;
}

type Attempted = TaskState | MapState;

/** The result of a state, after as many attempts as it has. */
async function tryState(
  state: Attempted,
  { name, input }: Entered,
  run: Run,
): Promise<StateResult> {
  const { clock, random } = run.ports;
  const policy = createRetryPolicy(state.Retry, random);
  for (let attempt = 0; ; attempt += 1) {
    const scope = { input, context: contextOf(name, attempt, run) };
    const result =
      state.Type === 'Task'
        ? await runTask(state, scope, run)
        : await runMap(state, { name, scope, runChild: runStates }, run);
    const delayMs = result.kind === 'fault' ? policy.nextDelayMs(result) : undefined;
    if (delayMs === undefined || run.signal.aborted) return result;
    await clock.wait(delayMs, run.signal);
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf(name: string, RetryCount: number, run: Run): object {
  const { execution, machine, ports, input } = run;
  return {
    Execution: {
      Id: execution.arn,
      Name: execution.name,
      StartTime: execution.startedAt.toISOString(),
      Input: input,
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
    State: { Name: name, EnteredTime: ports.clock.now().toISOString(), RetryCount },
  };
}

function caught({ Catch: catchers }: Attempted, input: unknown, fault: Fault): Step {
  const catcher = findCatcher(catchers, fault);
  if (catcher === undefined) return fault;
  const result = { Error: fault.error, Cause: fault.cause };
  const output = placeResult(catcher.ResultPath, input, result);
  return checked({ kind: 'step', output, next: catcher.Next });
}

function checked(step: Extract<Step, { kind: 'step' }>): Step {
  if (!isTooLarge(step.output)) return step;
  const cause = 'The state returned a result with a size exceeding the maximum number of bytes.';
  return { kind: 'fault', error: 'States.DataLimitExceeded', cause };
}

function runtimeFault(cause: string): Fault {
  return { kind: 'fault', error: 'States.Runtime', cause };
}
