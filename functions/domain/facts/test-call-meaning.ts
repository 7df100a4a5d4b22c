import type { Evidence } from '../model/evidence.ts';
import type { DeclaredTestCall } from '../model/expectation.ts';
import type { CheckStatus } from '../model/report.ts';
import type { NotPlaced, TestCallEnd } from '../model/test-call.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import { saysProfile, saysTrial } from './answers.ts';

/** What the evidence of a test call means. */
export interface TestCallMeaning {
  /** What Twilio answered to it, in order. */
  readonly replies: readonly TwilioReply[];
  readonly status: CheckStatus;
  /** What became of it; for one line that must be short. */
  readonly summary: string;
  /** The same with both numbers, the SID and the cost. */
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
  expectation: { testCall: declared },
  testCall: seen,
}: Pick<Evidence, 'expectation' | 'testCall'>): TestCallMeaning | undefined {
  if (declared === undefined) return undefined;
  const { status, text, cost, cause } = outcomeOf(seen, declared);
  const noun = declared.kind === 'voice' ? 'the test call' : 'the test message';
  const { from = declared.messagingService, to } = declared;
  const sid = seen !== undefined && 'sid' in seen && seen.sid ? ` (${seen.sid})` : '';
  return {
    status,
    cause,
    summary: `${noun} ${text}`,
    replies: seen?.replies ?? [],
    message: [`${noun} from ${from} to ${to}${sid} ${text}`, cost ?? []].flat().join('; '),
  };
}

/** `text` goes on after "the test call". */
interface Outcome {
  readonly status: CheckStatus;
  readonly text: string;
  readonly cost?: string | undefined;
  readonly cause?: string | undefined;
}

function outcomeOf(seen: Evidence['testCall'], declared: DeclaredTestCall): Outcome {
  switch (seen?.outcome) {
    case undefined:
      return {
        status: 'skipped',
        text: 'is not part of this run: a pipeline job places it, or invoke --test-call',
      };
    case 'not-placed':
      return NOT_PLACED[seen.why];
    case 'under-way':
      return { status: 'inconclusive', text: 'has not ended yet', cause: FAILED };
    case 'ended':
      return outcomeOfEnd(seen.end, declared);
  }
}

const NOT_PLACED: Readonly<Record<NotPlaced, Outcome>> = {
  'other-checks': {
    status: 'skipped',
    text: 'was not placed: another check failed or is inconclusive',
  },
  trial: {
    status: 'warn',
    text: 'was not placed: a Trial account reaches verified numbers only, by templates',
    cause: 'account.trial',
  },
  'no-table': {
    status: 'inconclusive',
    text: 'was not placed: the gate has no table of runs, which bounds test calls',
    cause: FAILED,
  },
  'table-unavailable': {
    status: 'inconclusive',
    text: 'was not judged: the table of runs, which bounds test calls, gave no answer',
    cause: FAILED,
  },
  'no-token': {
    status: 'inconclusive',
    text: 'was not judged: Twilio gave the OAuth client no access token for it',
    cause: FAILED,
  },
  'out-of-time': {
    status: 'inconclusive',
    text: "was not placed: the function's time was up",
    cause: FAILED,
  },
};

function outcomeOfEnd(end: TestCallEnd, declared: DeclaredTestCall): Outcome {
  switch (end.kind) {
    case 'status':
      return outcomeOfStatus(end, declared);
    case 'refused':
      return outcomeOfRefusal(end);
    case 'not-counted':
      return {
        status: 'warn',
        text: `was not placed: maxPerDay allows ${declared.maxPerDay} on a day in UTC`,
        cause: FAILED,
      };
    case 'overdue': {
      const ended =
        end.isAlive === true
          ? 'Twilio did not confirm that it was hung up: it may be alive'
          : 'it was hung up';
      const after = declared.kind === 'voice' ? `at its deadline; ${ended}` : 'after 60 s, unsent';
      return { status: 'inconclusive', text: `was ${end.status} ${after}`, cause: FAILED };
    }
    case 'unknown':
      return {
        status: 'inconclusive',
        text: 'may have been placed: unknown; Twilio lists none. No other is placed for this execution',
        cause: FAILED,
      };
  }
}

function outcomeOfStatus(
  end: Extract<TestCallEnd, { kind: 'status' }>,
  declared: DeclaredTestCall,
): Outcome {
  const { status, errorCode } = end;
  const cost = costOf(end, declared);
  const code = errorCode === undefined ? '' : `, error ${errorCode}`;
  const who = status === 'completed' ? ': a person or a voicemail answered' : '';
  const text = `ended as ${status}${who}${code}`;
  if (isExpectedState(declared, status)) return { status: 'pass', text, cost };
  return status === 'sent'
    ? {
        status: 'warn',
        text: 'was taken by the carrier; its delivery is unconfirmed after 60 s',
        cost,
        cause: FAILED,
      }
    : { status: 'fail', text, cost, cause: FAILED };
}

/**
 * Twilio names the price of a call minutes after its end, and that of a message up to a day; until then a call
 * is estimated as the one minute that its 30 s at most are billed as. Calls that are not answered are not billed
 * (https://help.twilio.com/articles/223132547).
 */
function costOf(
  { status, cost, perMinute }: Extract<TestCallEnd, { kind: 'status' }>,
  { kind }: DeclaredTestCall,
): string {
  if (cost !== undefined) return `it cost ${cost}`;
  if (kind === 'voice' && status !== 'completed')
    return 'a call that is not answered costs nothing';
  const open = 'Twilio has not named its price yet';
  return perMinute === undefined
    ? open
    : `${open}; estimated: ${perMinute}, a minute by Twilio's Pricing API`;
}

/** Twilio's limits of the moment; they say nothing of the next call. */
const MOMENTARY: readonly number[] = [10004, 20429];

/** What only Trial accounts are refused with: sender, receiver or text is none of the trial's; https://www.twilio.com/docs/api/errors. */
const OF_TRIALS: readonly number[] = [572002, 572005, 572006, 573002, 573005];

function outcomeOfRefusal({
  status: httpStatus,
  code,
  message,
}: Extract<TestCallEnd, { kind: 'refused' }>): Outcome {
  const said = `(HTTP ${httpStatus}, code ${code}): "${message}"`;
  const text = `was refused by Twilio ${said}`;
  if (saysProfile(message)) {
    return { status: 'fail', text, cause: 'account.profile-not-approved' };
  }
  if (saysTrial(message) || OF_TRIALS.includes(code)) {
    const { trial } = NOT_PLACED;
    return { ...trial, text: `${trial.text}; Twilio says so ${said}` };
  }
  if (code === 70051 || /required permission \S+ is missing/.test(message)) {
    return { status: 'inconclusive', text, cause: 'credential.insufficient-permission' };
  }
  // Another request proved the credential, so a refusal of this one says nothing against it.
  if (code === 20003) return { status: 'inconclusive', text, cause: 'credential.request-refused' };
  const isMomentary = httpStatus === 429 || MOMENTARY.includes(code);
  return { status: isMomentary ? 'inconclusive' : 'fail', text, cause: FAILED };
}
