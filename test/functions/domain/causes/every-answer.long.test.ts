import { beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { buildEnvironmentReport } from '../../../../functions/domain/verification/build-report.ts';
import { ACCOUNTS } from '../accounts.ts';
import { everyAnswer } from './every-answer.ts';

interface Judged {
  readonly evidence: Evidence;
  readonly report: EnvironmentReport;
}

/** How many offences are shown: one is enough to see what is wrong. */
const SHOWN = 3;
const OUTAGE = /^(?:twilio\.|network\.|aws\.)/;

let cases: readonly Judged[] = [];

beforeAll(async () => {
  cases = await Promise.all(
    [...everyAnswer()].map(async (evidence) => ({
      evidence,
      report: await buildEnvironmentReport(factsOf(evidence)),
    })),
  );
});

/** The answer to the question that proves or condemns the held credential. */
function decisive({ parse, probes }: Evidence): TwilioReply | undefined {
  const isKey = parse?.outcome === 'parsed' && parse.credential.kind === 'api-key';
  return probes[isKey ? 'phone-numbers' : 'own-account'];
}

function isRefusal(reply: TwilioReply | undefined, codes: readonly number[]): boolean {
  return (
    reply?.kind === 'refusal' && [401, 403].includes(reply.status) && codes.includes(reply.code)
  );
}

/** Told apart by shape, not by the code under test: a page, an account or 20008, and of this account. */
function isLiveProof({ parse, probes, expectation }: Evidence): boolean {
  if (parse?.outcome !== 'parsed') return false;
  const { credential } = parse;
  if (credential.accountSid !== ACCOUNTS.production) return false;
  const reply = decisive({ parse, probes } as Evidence);
  if (expectation.credential.kind === 'test') return isRefusal(reply, [20008]);
  if (reply?.kind !== 'resource' || expectation.credential.kind !== credential.kind) return false;
  const { incoming_phone_numbers: numbers, owner_account_sid: owner, sid } = reply.body;
  return credential.kind === 'api-key'
    ? JSON.stringify(numbers) === JSON.stringify([{ account_sid: ACCOUNTS.production }])
    : sid === ACCOUNTS.production && owner === ACCOUNTS.parent;
}

function status({ checks }: EnvironmentReport, id: string): string | undefined {
  return checks.find((check) => check.id === id)?.status;
}

function expectNever(offends: (one: Judged) => boolean): void {
  const offences = cases.filter(offends).slice(0, SHOWN);
  expect(offences.map(({ evidence, report }) => ({ probes: evidence.probes, report }))).toEqual([]);
}

describe('whatever Twilio answers', () => {
  it('is a product of answers that reaches every verdict', () => {
    expect(cases.length).toBeGreaterThan(20_000);
    const verdicts = new Set(cases.map(({ report }) => report.verdict));
    expect([...verdicts].toSorted()).toEqual(['fail', 'inconclusive', 'pass']);
  });

  it('opens the gate only on a live proof', () => {
    expectNever(({ evidence, report }) => report.verdict === 'pass' && !isLiveProof(evidence));
  });

  it("fails credential.accepted only on Twilio's own refusal", () => {
    expectNever(
      ({ evidence, report }) =>
        status(report, 'credential.accepted') === 'fail' &&
        !isRefusal(decisive(evidence), [20003, 20005, 20008]),
    );
  });

  it('says rejected only where Twilio wrote 20003 with a refusing status', () => {
    expectNever(
      ({ evidence, report: { diagnosis } }) =>
        diagnosis?.cause === 'credential.rejected' && !isRefusal(decisive(evidence), [20003]),
    );
  });

  it('explains every verdict but pass, in one line that begins with the environment', () => {
    expectNever(({ report: { verdict, diagnosis } }) => {
      if (verdict === 'pass') return diagnosis !== undefined;
      const summary = diagnosis?.summary ?? '';
      return !/^production: \S.*[^\s,;:]$/.test(summary) || summary.length > 120;
    });
  });

  it('never explains a fail by an outage, nor the unproven by a rejection', () => {
    expectNever(
      ({ report: { verdict, diagnosis } }) =>
        (verdict === 'fail' && OUTAGE.test(diagnosis?.cause ?? '')) ||
        (verdict === 'inconclusive' && diagnosis?.cause === 'credential.rejected'),
    );
  });

  it('names a cause once', () => {
    expectNever(({ report: { diagnosis } }) => {
      if (diagnosis === undefined) return false;
      const causes = [diagnosis.cause, ...diagnosis.alternatives.map(({ cause }) => cause)];
      return new Set(causes).size < causes.length;
    });
  });

  it('always gives evidence, a remedy and a page to read', () => {
    expectNever(({ report: { diagnosis } }) => {
      if (diagnosis === undefined) return false;
      const { evidence, remediation, helpUrl } = diagnosis;
      return evidence.length === 0 || remediation.length === 0 || !helpUrl.startsWith('https://');
    });
  });

  it('never prints an undefined value or a secret', () => {
    const forbidden = ['undefined', '[object', 'q7RtY2mZ', '9f3c1ab2', 'kT4-vQ9_'];
    expectNever(({ report }) => {
      const text = JSON.stringify(report)
        .replaceAll('undefined account', '')
        .replaceAll('undeclared', '');
      return forbidden.some((part) => text.includes(part));
    });
  });
});
