import { describe, expect, it } from 'vitest';
import { renderText } from '../../../cli/rendering/render-text.ts';
import {
  failing,
  passing,
  REJECTED,
  report,
  undecided,
} from '../../functions/domain/rendering/reports.ts';

/** SIDs and UUIDs. */
const IDS = /\b(?:[A-Z]{2}[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;
const COMMAND = REJECTED.remediation.find(({ command }) => command !== undefined)?.command ?? '';

describe('a report without --verbose', () => {
  it('begins with the verdict, the cause and the first step', () => {
    expect(
      renderText(report([failing()]), { columns: 80 }),
    ).toBe(`FAIL  production: the gate is BLOCKED
  Twilio rejects the API key SK0123456789abcdef0123456789abcdef (20003): wrong
  secret, or the key was deleted
  Cause: credential.rejected (likely)
  Did not pass: credential.accepted

  What to do first: Look for the key SK0123456789abcdef0123456789abcdef under
  API keys & tokens of the account ACdfb5b35a454c6996821c13b13e6f33ed.
  Then 2 more steps. Evidence, checks and all steps: --verbose

run 1f2e3d4c-0000-4000-8000-000000000001
`);
  });

  it.each([80, 100, 200])('takes at most 15 lines for a failing environment: %i', (columns) => {
    const lines = renderText(report([failing()]), { columns })
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeLessThanOrEqual(15);
  });

  it.each([40, 60, 80, 120, 200])('breaks no id, and no line but at %i columns', (columns) => {
    const [first, ...steps] = REJECTED.remediation;
    const remediation = [{ text: first?.text ?? '', command: COMMAND }, ...steps];
    const diagnosis = { ...REJECTED, remediation };
    for (const verbose of [false, true]) {
      const text = renderText(report([failing({ diagnosis })]), { columns, verbose });
      const wide = renderText(report([failing({ diagnosis })]), { columns: 200, verbose });
      expect(new Set(text.match(IDS))).toEqual(new Set(wide.match(IDS)));
      expect(text).toContain(COMMAND);
      const words = text
        .split('\n')
        .filter((line) => line.length > columns && line !== `    ${COMMAND}`);
      // What is longer than a line and not a command is one word: an id or a URL.
      expect(words.filter((line) => columns >= 80 && !/https:|--secret-string/.test(line))).toEqual(
        [],
      );
    }
  });

  it('keeps passed checks, other explanations and ids of requests for --verbose', () => {
    const given = report([failing(), passing()]);
    const short = renderText(given);
    const full = renderText(given, { verbose: true });
    for (const part of ['RQ01', 'environment.wrong-account', 'secret.readable', 'took 412 ms']) {
      expect(full).toContain(part);
      expect(short).not.toContain(part);
    }
  });

  it('says that no cause and no step is known', () => {
    const { diagnosis: _none, ...environment } = undecided();
    expect(renderText(report([environment]))).toMatch(
      /\n {2}Cause: not found\n {2}Did not pass: credential\.accepted\n\n {2}What to do first: No step is known for this\./,
    );
  });

  it('says that a person judged, and no gate', () => {
    const text = renderText(report([failing(), passing()], { trigger: 'cli' }));
    expect(text).toContain('production: judged from here\n');
    expect(text).not.toMatch(/gate|BLOCKED/);
  });
});
