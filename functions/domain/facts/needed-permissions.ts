import type { EnvironmentExpectation } from '../model/expectation.ts';
import { missingPermission, namedPermission } from './answers.ts';
import type { Facts } from './facts.ts';
import { policyOf } from './key-type.ts';
import { declaredNumbers } from './number-list.ts';
import { probeOf } from './probe-answer.ts';
import { allResourceFacts } from './resource-facts.ts';
import { declaredSids, type SidKind } from './resource-lookups.ts';
import { sendingNeeds } from './sending/needs.ts';

/** Something that is declared, and a permission that it needs. */
export interface NeededPermission {
  readonly what: string;
  /** `/twilio/{product}/{resource}/{action}` */
  readonly permission: string;
}

/** Guards the list that proves a key. */
export const NUMBERS_LIST = '/twilio/phone-numbers/active-numbers/list';

const OF_RESOURCE: Readonly<Record<SidKind, readonly string[]>> = {
  messagingServices: [
    '/twilio/messaging/services/read',
    '/twilio/messaging/services.phonenumbers/list',
  ],
  applications: ['/twilio/voice/twiml.apps/read'],
  verifyServices: ['/twilio/verify/service/read'],
};

/** To place, to find again, to follow, and of a call to hang up and to read why it failed. */
const OF_TEST_CALL = {
  voice: [
    ...['create', 'list', 'read', 'update'].map((action) => `/twilio/voice/calls/${action}`),
    '/twilio/voice/calls.notifications/list',
  ],
  message: ['create', 'list', 'read'].map((action) => `/twilio/messaging/messages/${action}`),
} as const;

/** Every permission that the declaration is known to need; Twilio publishes none for some of what is read. */
function neededPermissions({ evidence, proof }: Facts): readonly NeededPermission[] {
  const { expectation, probes } = evidence;
  const isProvenByList = probeOf(evidence) === undefined && proof.outcome !== 'proven';
  const { needs } = sendingNeeds(expectation, probes);
  return [
    ...(isProvenByList || declaredNumbers(expectation).length > 0
      ? [{ what: 'the list of phone numbers', permission: NUMBERS_LIST }]
      : []),
    ...ofResources(expectation),
    ...needs.flatMap(({ what, permission }) =>
      permission === undefined ? [] : [{ what, permission }],
    ),
    ...ofTestCall(expectation),
  ];
}

function ofResources(expectation: EnvironmentExpectation): readonly NeededPermission[] {
  return (Object.keys(OF_RESOURCE) as SidKind[]).flatMap((kind) =>
    declaredSids(expectation, kind).flatMap((what) =>
      OF_RESOURCE[kind].map((permission) => ({ what, permission })),
    ),
  );
}

function ofTestCall({ testCall }: EnvironmentExpectation): readonly NeededPermission[] {
  if (testCall === undefined) return [];
  return OF_TEST_CALL[testCall.kind].map((permission) => ({ what: 'the test call', permission }));
}

/**
 * What the credential's policy lacks of what is declared, each permission once: those that Twilio's answers
 * name, and where the policy was read every other one that it does not hold.
 */
export function lackedPermissions(facts: Facts): readonly NeededPermission[] {
  const { evidence } = facts;
  const allow = policyOf(evidence.followUps)?.allow;
  const unheld = neededPermissions(facts).filter(
    ({ permission }) => allow !== undefined && !holds(allow, permission),
  );
  const lacked = new Map(
    [...namedByTwilio(facts), ...unheld].map((need) => [need.permission, need]),
  );
  return [...lacked.values()];
}

function namedByTwilio({ proof, resources, sending }: Facts): readonly NeededPermission[] {
  const proving = proof.outcome === 'undecided' ? missingPermission(proof.by) : undefined;
  const closed = [
    ...allResourceFacts(resources).map(({ name, state, by }) => ({ what: name, state, by })),
    ...sending.needs,
  ].filter(({ state }) => state === 'no-permission');
  return [
    ...(proving === undefined ? [] : [{ what: 'the proof of the key', permission: proving }]),
    ...closed.map(({ what, by }) => ({ what, permission: namedPermission(by) })),
  ];
}

/** Twilio writes all actions of a resource as one: `/twilio/verify/service/*`. */
function holds(allow: readonly string[], permission: string): boolean {
  return allow.includes(permission) || allow.includes(permission.replace(/[^/]+$/, '*'));
}
