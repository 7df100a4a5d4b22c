import { flag, value } from './option.ts';

/** The options of `fleet` alone. */
export const FLEET_OPTIONS = {
  stateMachine: value({
    name: 'state-machine',
    value: 'ARN',
    text: 'the state machine of the fleet: FleetStateMachineArn in the outputs of the stack',
    rule: {
      pattern: /^arn:aws[a-z-]*:states:[a-z0-9-]+:[0-9]{12}:stateMachine:[A-Za-z0-9_-]{1,80}$/,
      what: 'the ARN of a state machine: FleetStateMachineArn in the outputs of the stack',
    },
  }),
  onlyFailedOf: value({
    name: 'only-failed-of',
    value: 'RUN',
    text: 'verify only the members that did not pass in this run',
    rule: { pattern: /^[A-Za-z0-9_-]{1,80}$/, what: 'the id of a run, as its report names it' },
  }),
  local: flag({
    name: 'local',
    text: 'verify from here, in one process, in place of --state-machine',
  }),
  results: value({
    name: 'results',
    value: 'FILE',
    text: 'with --local: write each result to FILE, and go on with what it holds',
    completes: 'files',
  }),
};
