import type { Evidence } from '../model/evidence.ts';
import type { DeclaredTestCall } from '../model/expectation.ts';
import type { CheckStatus } from '../model/report.ts';
import type { NotPlaced, TestCallEnd } from '../model/test-call.ts';

/** What the evidence of a test call means. */
export interface TestCallMeaning {
  readonly status: CheckStatus;
  readonly message: string;
  /** The cause that explains it; absent where there is nothing to explain. */
  readonly cause?: string | undefined;
}

const FAILED = 'test-call.failed';

/** Final states of a call and of a message; https://www.twilio.com/docs/voice/api/call-resource#call-status-values. */
export const FINAL_STATES: Readonly<Record<DeclaredTestCall['kind'], readonly string[]>> = {
  voice: ['completed', 'busy', 'no-answer', 'failed', 'canceled'],
  message: ['delivered', 'read', 'undelivered', 'failed', 'canceled'],
};

/** Whether a final state is one of those that are declared good. A message that was read was delivered. */
export function isExpectedState({ kind, expect }: DeclaredTestCall, status: string): boolean {
  const expected = expect ?? (kind === 'voice' ? ['completed'] : ['delivered']);
  return expected.includes(status) || (status === 'read' && expected.includes('delivered'));
}

/** What the run saw of the declared test call; undefined where none is declared. */
export function testCallMeaning({
  expectation,
  testCall: seen,
}: Pick<Evidence, 'expectation' | 'testCall'>): TestCallMeaning | undefined {
  const { testCall: declared } = expectation;
  if (declared === undefined) return undefined;
  if (seen === undefined) {
    return {
      status: 'skipped',
      message: 'not part of this run: a pipeline job places it, or invoke --test-call',
    };
  }
  switch (seen.outcome) {
    case 'not-placed':
      return NOT_PLACED[seen.why];
    case 'under-way':
      return {
        status: 'inconclusive',
        message: `${describe(declared)} is under way${seen.sid === undefined ? ', or was never placed' : ` (${seen.sid})`}`,
        cause: FAILED,
      };
    case 'ended': {
      const { message, ...meaning } = meaningOf(seen.end, declared);
      const sid = seen.sid === undefined ? '' : ` (${seen.sid})`;
      return { ...meaning, message: `${describe(declared)}${sid}: ${message}` };
    }
  }
}

const NOT_PLACED: Readonly<Record<NotPlaced, TestCallMeaning>> = {
  'other-checks': {
    status: 'skipped',
    message: 'not placed: another check failed or is inconclusive',
  },
  trial: {
    status: 'warn',
    message:
      'not placed: a Trial account calls and messages verified numbers only, by templates; upgrade it, or remove testCall',
    cause: 'account.trial',
  },
  'no-table': {
    status: 'inconclusive',
    message: 'not placed: the gate was deployed without the table that bounds test calls',
    cause: FAILED,
  },
  'table-unavailable': {
    status: 'inconclusive',
    message: 'the table of runs, which keeps a test call from being placed twice, gave no answer',
    cause: FAILED,
  },
  'out-of-time': {
    status: 'inconclusive',
    message: "not placed: the function's time was up",
    cause: FAILED,
  },
};

function describe({ kind, from, messagingService, to }: DeclaredTestCall): string {
  const noun = kind === 'voice' ? 'the test call' : 'the test message';
  return `${noun} from ${from ?? messagingService} to ${to}`;
}

function meaningOf(end: TestCallEnd, declared: DeclaredTestCall): TestCallMeaning {
  switch (end.kind) {
    case 'status':
      return meaningOfStatus(end, declared);
    case 'refused':
      return meaningOfRefusal(end);
    case 'not-counted':
      return {
        status: 'warn',
        message: `not placed: maxPerDay allows ${declared.maxPerDay} on a day in UTC`,
        cause: FAILED,
      };
    case 'overdue':
      return {
        status: 'inconclusive',
        message:
          declared.kind === 'voice'
            ? `it was ${end.status} at its deadline, and was hung up`
            : `it was ${end.status} after 60 s`,
        cause: FAILED,
      };
    case 'unknown':
      return {
        status: 'inconclusive',
        message:
          'unknown whether it was placed: Twilio gave no answer and lists nothing like it; no second one is placed for this execution',
        cause: FAILED,
      };
  }
}

function meaningOfStatus(
  { status, errorCode, cost }: Extract<TestCallEnd, { kind: 'status' }>,
  declared: DeclaredTestCall,
): TestCallMeaning {
  const { kind } = declared;
  const code = errorCode === undefined ? '' : `, error ${errorCode}`;
  const charge = cost === undefined ? ESTIMATE[kind] : `cost ${cost}`;
  const who = status === 'completed' ? ' (a person or a voicemail answered)' : '';
  const message = `${status}${who}${code}; ${charge}`;
  if (isExpectedState(declared, status)) return { status: 'pass', message };
  if (status === 'sent') {
    return {
      status: 'warn',
      message: `the carrier took it, its delivery is unconfirmed after 60 s; ${charge}`,
      cause: FAILED,
    };
  }
  return { status: 'fail', message, cause: FAILED };
}

/** Calls that are not answered are not billed; https://www.twilio.com/docs/voice/api/call-resource. */
const ESTIMATE: Readonly<Record<DeclaredTestCall['kind'], string>> = {
  voice: 'estimated cost: one minute of a call to this number if it was answered, else none',
  message: 'estimated cost: one message to this number',
};

/** Twilio's limits of the moment; they say nothing of the next call. */
const MOMENTARY: readonly number[] = [10004, 20429];

function meaningOfRefusal({
  status: httpStatus,
  code,
  message: text,
}: Extract<TestCallEnd, { kind: 'refused' }>): TestCallMeaning {
  const message = `Twilio refused it: HTTP ${httpStatus}, code ${code} "${text}"`;
  if (/compliance profile/i.test(text)) {
    return { status: 'fail', message, cause: 'account.profile-not-approved' };
  }
  if (/\btrial accounts? have limited\b/i.test(text)) {
    return { status: 'warn', message: `not placed: ${message}`, cause: 'account.trial' };
  }
  if (code === 70051 || /required permission \S+ is missing/.test(text)) {
    return { status: 'inconclusive', message, cause: 'credential.insufficient-permission' };
  }
  // Another request proved the credential, so a refusal of this one says nothing against it.
  const isOpen = code === 20003 || httpStatus === 429 || MOMENTARY.includes(code);
  return { status: isOpen ? 'inconclusive' : 'fail', message, cause: FAILED };
}
