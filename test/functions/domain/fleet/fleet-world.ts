import type { FleetTemplate } from '../../../../functions/domain/model/fleet.ts';
import type { FleetMember } from '../../../../functions/domain/model/fleet-member.ts';
import type { KeyedFingerprints } from '../../../../functions/domain/model/fleet-ports.ts';
import { PRODUCTION } from '../evidence-builder.ts';
import { accountReply } from '../twilio-replies.ts';
import {
  type Answering,
  type FakePorts,
  fakePorts,
  type SecretAnswer,
} from '../verification/fake-ports.ts';

const { name: _, testCall: __, account: ___, ...declared } = PRODUCTION;

/** Auth Tokens, which one question proves. */
export const TEMPLATE: FleetTemplate = {
  ...declared,
  secret: { id: 'tenants/{member}/twilio' },
  account: {},
  credential: { kind: 'auth-token' },
};

function digits(index: number): string {
  return index.toString(16).padStart(6, '0');
}

export function accountOf(index: number): string {
  return `AC${'7c2f41b8d05e93a6f1d48b27c3'}${digits(index)}`;
}

export function memberOf(index: number): FleetMember {
  return { index, member: `tenant-${index}`, accountSid: accountOf(index) };
}

export function membersOf(count: number): readonly FleetMember[] {
  return Array.from({ length: count }, (_each, index) => memberOf(index));
}

/** What the secret of a member holds where all is well. */
export function payloadOf(index: number): {
  readonly accountSid: string;
  readonly authToken: string;
} {
  return { accountSid: accountOf(index), authToken: `9f3c1ab27e5d40866bfa2c91d0${digits(index)}` };
}

/** Ports in which the secrets of these members are right, but for those that are given. */
export function fleetPorts(
  members: readonly FleetMember[],
  secrets: Readonly<Record<string, SecretAnswer>> = {},
  answer: Answering = wellKnown,
): FakePorts {
  const right = members.map(({ member, index }) => [`tenants/${member}/twilio`, payloadOf(index)]);
  return fakePorts({ ...Object.fromEntries(right), ...secrets }, answer);
}

const wellKnown: Answering = ({ path }) => accountReply(/AC\w{32}/.exec(path)?.[0] ?? '');

/** As the real ones, in a form that shows whose value it is. */
export const KEYED: KeyedFingerprints = {
  of: async (value) => Buffer.from(value.expose()).toString('hex').slice(-32).padStart(32, '0'),
};
