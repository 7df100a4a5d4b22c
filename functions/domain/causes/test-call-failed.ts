import { describeExchange } from '../facts/describe-reply.ts';
import { testCallMeaning } from '../facts/test-call-meaning.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RemediationStep } from '../model/report.ts';
import type { TestCallEnd } from '../model/test-call.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { FINISH_PROFILE, SEE_WHAT_IS_MISSING } from './steps.ts';
import { testCallAdvice } from './test-call-advice.ts';

interface Explained {
  readonly id: string;
  readonly steps: (evidence: Evidence) => readonly RemediationStep[];
  readonly helpUrl: string;
}

/** A cause that the test call shows: the meaning of its end names it. */
function testCallCause({ id, steps, helpUrl }: Explained): Cause {
  return {
    id,
    diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
      const meaning = testCallMeaning(evidence);
      if (meaning?.cause !== id) return undefined;
      const { status, summary, message } = meaning;
      return {
        // Only these have a cause.
        explains: status as Finding['explains'],
        confidence: status === 'inconclusive' ? 'likely' : 'proven',
        summary,
        evidence: [message, ...meaning.replies.slice(-3).map(describeExchange)],
        remediation: [...steps(evidence), tryAgain(evidence)],
        helpUrl,
      };
    },
  };
}

/** `verify` from here places none. */
function tryAgain(evidence: Evidence): RemediationStep {
  return {
    text: 'Retry the stage of the pipeline, or ask the deployed gate for another.',
    command: commands.testCallAgain(evidence),
  };
}

/** The final state or the error code of a test call, or that its outcome is not known. */
export const testCallFailed: Cause = testCallCause({
  id: 'test-call.failed',
  steps: ({ testCall }) => {
    const end = testCall?.outcome === 'ended' ? testCall.end : undefined;
    const text = (end && adviceOn(end)) ?? LOOK;
    return [{ text }];
  },
  helpUrl: HELP.twilioErrors,
});

const LOOK =
  "Look for the call or message in the log of the account's Console before another is placed.";

function adviceOn(end: TestCallEnd): string | undefined {
  switch (end.kind) {
    case 'status':
      return testCallAdvice(end.errorCode, end.status);
    case 'refused':
      return testCallAdvice(end.code, undefined) ?? `Look up Twilio's error ${end.code}.`;
    case 'not-counted':
      return 'Raise testCall.maxPerDay, or deploy less often with a test call.';
    case 'overdue':
    case 'unknown':
      return undefined;
  }
}

/** What else a test call can show; the causes have other entries of their own. */
export const TEST_CALL_SHOWS: readonly Cause[] = [
  testCallCause({
    id: 'account.profile-not-approved',
    steps: () => [FINISH_PROFILE],
    helpUrl: HELP.trustHub,
  }),
  testCallCause({
    id: 'account.trial',
    steps: () => [{ text: 'Upgrade the account, or remove testCall from its environment.' }],
    helpUrl: HELP.account,
  }),
  testCallCause({
    id: 'credential.insufficient-permission',
    steps: ({ expectation }) => {
      const slugs =
        expectation.testCall?.kind === 'message'
          ? '/twilio/messaging/messages/create, read and list'
          : '/twilio/voice/calls/create, read, list and update';
      const whom = expectation.credential.kind === 'oauth-client' ? 'OAuth app' : 'key';
      return [{ text: `Allow the ${whom} ${slugs}.` }];
    },
    helpUrl: HELP.twilio70051,
  }),
  testCallCause({
    id: 'credential.request-refused',
    steps: () => [SEE_WHAT_IS_MISSING],
    helpUrl: HELP.twilio20003,
  }),
];
