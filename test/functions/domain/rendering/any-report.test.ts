import { describe, expect, it } from 'vitest';
import { renderText } from '../../../../cli/rendering/render-text.ts';
import { alertFor } from '../../../../functions/domain/rendering/alert-for.ts';
import { jobFailure } from '../../../../functions/domain/rendering/job-failure.ts';
import { jobSuccess } from '../../../../functions/domain/rendering/job-success.ts';
import { oddReport } from './odd-reports.ts';

/** Line breaks are ours; everything else that a terminal could obey is not there. */
const UNSAFE = /[^\P{C}\n\p{Cn}]|[\u2028\u2029\ufffe\uffff]/u;
/** GSM 03.38 basic table, as far as it is ASCII: one septet each. */
const GSM7_BASIC_ASCII = /^[A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?]*$/;
const SNS_MAX_BYTES = 262_144;

const REPORTS = Array.from({ length: 80 }, (_, seed) => oddReport(seed));
const ALERTS = REPORTS.flatMap(({ environments, runId, startedAt }) =>
  environments.slice(0, 3).map((environment) =>
    alertFor(environment, {
      runId,
      startedAt,
      trigger: 'pipeline',
      origin: { pipeline: environment.name, executionId: environment.credential.secretId },
    }),
  ),
);

describe('for any report', () => {
  it('the text holds nothing that a terminal could obey', () => {
    for (const report of REPORTS) {
      expect(renderText(report)).not.toMatch(UNSAFE);
    }
  });

  it('the failure message has 1 to 5,000 code points, all of them whole', () => {
    for (const report of REPORTS) {
      const { message } = jobFailure(report);
      expect(Array.from(message).length).toBeLessThanOrEqual(5000);
      expect(message.trim()).not.toBe('');
      expect(message).not.toMatch(UNSAFE);
    }
  });

  it('the success summary has 1 to 2,048 characters, and no variable is empty', () => {
    for (const report of REPORTS) {
      const { summary, outputVariables } = jobSuccess(report);
      expect(summary.length).toBeLessThanOrEqual(2048);
      expect(summary.trim()).not.toBe('');
      expect(summary).not.toMatch(UNSAFE);
      expect(Object.values(outputVariables)).not.toContain('');
    }
  });

  it('the subject is ASCII, under 100 characters, and begins with a letter', () => {
    for (const { subject } of ALERTS) {
      expect(subject).toMatch(/^[A-Z][ -~]{0,98}$/);
    }
  });

  it('the SMS is one GSM-7 segment of single septets', () => {
    for (const { sms } of ALERTS) {
      expect(sms).toMatch(GSM7_BASIC_ASCII);
      expect(sms.length).toBeLessThanOrEqual(160);
    }
  });

  it('the bodies are safe, and SNS takes them all in one message', () => {
    for (const { email, sms, https, chat, default: body, attributes } of ALERTS) {
      const message =
        JSON.stringify({ default: body, email, sms, https }) + JSON.stringify(attributes);
      expect(new TextEncoder().encode(chat).length).toBeLessThan(SNS_MAX_BYTES);
      expect(new TextEncoder().encode(message).length).toBeLessThan(SNS_MAX_BYTES);
      expect(email + body).not.toMatch(UNSAFE);
      expect(Object.values(attributes)).not.toContain('');
    }
  });
});
