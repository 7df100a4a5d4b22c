import { Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { GatePlace } from './gate-action.ts';
import { approvalsAfterGate, deploysBeforeGate, sharedActions } from './judge-action.ts';

/** Notes where an action was put. */
export type PlaceJudge = (place: GatePlace) => void;

/**
 * Lets synth judge the places of the gates of `scope` at its end, since a stage may get further actions
 * until then: it fails for those that could stop nothing, and warns of approvals before a verdict.
 */
export function judgePlaces(scope: Construct): PlaceJudge {
  const places: GatePlace[] = [];
  scope.node.addValidation({
    validate: () => {
      warnOfPlaces(scope, places.flatMap(approvalsAfterGate));
      return [...sharedActions(places), ...places.flatMap(deploysBeforeGate)];
    },
  });
  return (place) => places.push(place);
}

/** Warns, below `scope`, of gates whose verdict may be old when it counts. */
export function warnOfPlaces(scope: Construct, warnings: readonly string[]): void {
  for (const warning of warnings) {
    Validations.of(scope).addWarning('twilio-preflight:gate-place', warning);
  }
}
