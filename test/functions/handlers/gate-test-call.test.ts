import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeclaredTestCall } from '../../../functions/domain/model/expectation.ts';
import type { Fault } from '../../../local/twilio/faults/fault.ts';
import type { Telephony } from '../../../local/twilio/world/telephony.ts';
import {
  type CallingGate,
  MESSAGE,
  openCallingGate,
  SERVICE,
  said,
  VOICE,
} from './calling-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

interface Row {
  readonly name: string;
  readonly testCall?: DeclaredTestCall;
  readonly telephony?: Partial<Telephony>;
  readonly fault?: Fault;
  /** What the job says in the end. */
  readonly says: RegExp;
  readonly cause?: string;
  /** Requests, where Twilio's 429 makes them more than one. */
  readonly posts?: number;
}

const refusal = (code: number, message: string, status = 400) => ({
  refusal: { status, code, message },
});

const LIMITED =
  'Invalid or disallowed parameters provided - trial accounts have limited parameter access';

const CALLS: readonly Row[] = [
  { name: 'completed', says: /^succeeded: production: pass/ },
  { name: 'a voicemail', telephony: { call: 'voicemail' }, says: /^succeeded: production: pass/ },
  {
    name: 'expected to be busy',
    testCall: { ...VOICE, expect: ['busy'] },
    telephony: { call: 'busy' },
    says: /^succeeded: production: pass/,
  },
  ...(['busy', 'no-answer', 'canceled'] as const).map((call) => ({
    name: call,
    telephony: { call },
    says: new RegExp(`^JobFailed: production: the test call ended as ${call}\n`),
    cause: 'test-call.failed',
  })),
  {
    name: 'failed, with the code of its notification',
    telephony: { call: 'failed', errorCode: 13227 },
    says: /^JobFailed: .*ended as failed, error 13227.*voice geographic permissions/s,
    cause: 'test-call.failed',
  },
  {
    name: 'alive at its deadline: hung up',
    telephony: { call: 'alive', stepMs: 1_000 },
    says: /^SystemUnavailable: .*was in-progress at its deadline; it was hung up/,
    cause: 'test-call.failed',
  },
  {
    name: 'the compliance profile is not approved',
    telephony: refusal(20003, 'Primary compliance profile is not approved', 401),
    says: /^JobFailed: [^\n]*Primary compliance profile is not approved.*Trust Hub/s,
    cause: 'account.profile-not-approved',
  },
  {
    name: 'another 20003',
    telephony: refusal(20003, 'Authenticate', 401),
    says: /^SystemUnavailable: .*code 20003/,
    cause: 'credential.request-refused',
  },
  {
    name: 'a trial account by its answer',
    telephony: refusal(0, LIMITED),
    says: /^succeeded: production: warn.*a Trial account reaches verified numbers only/,
    cause: 'account.trial',
  },
  {
    name: 'a trial account by its answer without a code',
    fault: {
      kind: 'json',
      status: 400,
      body: { message: LIMITED, status: 400 },
      match: { method: 'POST' },
    },
    says: /^succeeded: production: warn.*a Trial account reaches verified numbers only/,
    cause: 'account.trial',
  },
  {
    name: 'a receiver that the trial does not have',
    telephony: refusal(573005, 'The recipient is not verified'),
    says: /^succeeded: production: warn.*a Trial account reaches verified numbers only/,
    cause: 'account.trial',
  },
  {
    name: 'a permission is missing',
    telephony: refusal(
      70051,
      'Authorization Error: required permission twilio/voice/calls/create is missing',
      401,
    ),
    says: /^SystemUnavailable: .*70051.*\/twilio\/voice\/calls\/create/s,
    cause: 'credential.insufficient-permission',
  },
  {
    name: 'too many at once',
    telephony: refusal(10004, 'Call concurrency limit exceeded', 429),
    says: /^SystemUnavailable: .*code 10004/,
    cause: 'test-call.failed',
    posts: 3,
  },
  ...(
    [
      [21210, /which account owns the sender/],
      [21215, /voice geographic permissions/],
      [21219, /Verify testCall\.to/],
      [21211, /can receive this kind/],
      [21999, /Look up Twilio's error 21999/],
    ] as const
  ).map(([code, advice]) => ({
    name: `refused with ${code}`,
    telephony: refusal(code, 'Refused'),
    says: new RegExp(`^JobFailed: .*code ${code}\\): "Refused".*${advice.source}`, 's'),
    cause: 'test-call.failed',
  })),
];

const MESSAGES: readonly Row[] = [
  { name: 'delivered', says: /^succeeded: production: pass/ },
  {
    name: 'delivered through a messaging service',
    testCall: { ...MESSAGE, from: undefined, messagingService: SERVICE },
    says: /^succeeded: production: pass/,
  },
  ...(
    [
      ['undelivered', 30003, /can receive this kind/],
      ['undelivered', 30007, /blocks or filters/],
      ['undelivered', 30032, /toll-free/],
      ['undelivered', 30034, /A2P campaign/],
      ['failed', 30002, /balance and limits/],
    ] as const
  ).map(([message, errorCode, advice]) => ({
    name: `${message} with ${errorCode}`,
    telephony: { message, errorCode },
    says: new RegExp(`^JobFailed: .*${message}, error ${errorCode}.*${advice.source}`, 's'),
    cause: 'test-call.failed',
  })),
  {
    name: 'sent for ever',
    telephony: { message: 'sent' },
    says: /^succeeded: production: warn.*unconfirmed after 60 s/,
    cause: 'test-call.failed',
  },
  {
    name: 'queued for ever',
    telephony: { message: 'queued' },
    says: /^SystemUnavailable: .*was queued after 60 s/,
    cause: 'test-call.failed',
  },
  {
    name: 'a permission is missing',
    telephony: refusal(70051, 'Authorization Failed', 401),
    says: /^SystemUnavailable: .*70051.*\/twilio\/messaging\/messages\/create/s,
    cause: 'credential.insufficient-permission',
  },
  {
    name: 'a sender of another account',
    testCall: { ...MESSAGE, from: '+15551230009' },
    says: /^JobFailed: .*code 21660.*which account owns the sender/s,
    cause: 'test-call.failed',
  },
  {
    name: 'no permission for the country',
    telephony: refusal(21408, 'Permission to send an SMS has not been enabled for the region'),
    says: /^JobFailed: .*code 21408.*SMS geographic permissions/s,
    cause: 'test-call.failed',
  },
];

async function expectRow(row: Row, otherwise: DeclaredTestCall): Promise<void> {
  const gate = await openCallingGate(world, row.testCall ?? otherwise, row);
  if (row.fault !== undefined) gate.twilio.faults.add(row.fault);
  expect(said(await gate.deliverToTheEnd())).toMatch(row.says);
  expect(gate.posts()).toHaveLength(row.posts ?? 1);
  expect(lastCause(gate)).toBe(row.cause ?? 'none');
}

function lastCause(gate: CallingGate): unknown {
  return gate.logLines.filter(({ message }) => message === 'verified').at(-1)?.fields?.['cause'];
}

describe('a test call of a pipeline job ends', () => {
  it.each(CALLS)('$name', (row) => expectRow(row, VOICE));
});

describe('a test message of a pipeline job ends', () => {
  it.each(MESSAGES)('$name', (row) => expectRow(row, MESSAGE));
});
