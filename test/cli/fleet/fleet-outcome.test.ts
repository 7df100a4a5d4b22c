import { describe, expect, it } from 'vitest';
import { fleetOutcome } from '../../../cli/fleet/fleet-outcome.ts';
import { type OutcomeFormat, rendererOf } from '../../../cli/rendering/formats.ts';
import type { FleetReport } from '../../../functions/domain/model/schemas/fleet-schema.ts';

const WORST = {
  member: 'acme',
  verdict: 'fail',
  cause: 'credential.rejected',
  summary: 'Twilio rejects the key',
} as const;
const BROKEN: FleetReport = {
  schemaVersion: 1,
  runId: 'run-1',
  verdict: 'fail',
  fleet: {
    total: 10_000,
    verdicts: { pass: 8_766, warn: 0, fail: 1_234, inconclusive: 0 },
    causes: [{ cause: 'credential.rejected', count: 1_234 }],
    worst: [WORST],
    results: 's3://bucket/runs/run-1/results/',
  },
};
const HEALTHY: FleetReport = {
  ...BROKEN,
  verdict: 'pass',
  fleet: {
    total: 10_000,
    verdicts: { pass: 10_000, warn: 0, fail: 0, inconclusive: 0 },
    causes: [],
    worst: [],
  },
};

async function printed(report: FleetReport, format: OutcomeFormat, verbose = false) {
  return (await rendererOf(format))(fleetOutcome(report), { verbose });
}

describe('the report of a fleet', () => {
  it('is a table of members in markdown, after the whole', async () => {
    expect(await printed(BROKEN, 'markdown')).toContain(
      '| Member | Finding |\n| --- | --- |\n| whole fleet |',
    );
  });

  it('is in junit a suite of the whole, which says how many there are and where, before the worst members', async () => {
    const text = await printed(BROKEN, 'junit');
    expect(text).toContain('<testsuites name="fleet check" tests="2" failures="2" errors="0">');
    expect(
      text,
    ).toContain(`  <testsuite name="whole fleet" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="whole fleet" name="verdict"><failure message="10,000 members: 1,234 fail, 8,766 pass"/></testcase>
    <system-out>10,000 members: 1,234 fail, 8,766 pass
Causes: credential.rejected (1,234).
1 of 1,234 members that do not pass are shown.
Every result: s3://bucket/runs/run-1/results/</system-out>
  </testsuite>
  <testsuite name="acme"`);
  });

  it.each([BROKEN, HEALTHY])(
    'counts the members of the whole fleet in html: $verdict',
    async (report) => {
      const page = await printed(report, 'html');
      expect(page).toMatch(/<p>10,000 members: [^<]+<\/p>/);
      expect(page).not.toMatch(/environments:|>Environment</);
    },
  );

  it('names its members at a glance in html', async () => {
    const worst = [WORST, { ...WORST, member: 'beta' }];
    const page = await printed({ ...BROKEN, fleet: { ...BROKEN.fleet, worst } }, 'html');
    expect(page).toContain('<th scope="col">Member</th>');
  });

  it('is shown with what each cause means and what to do, where all is asked for', async () => {
    const short = await printed(BROKEN, 'pretty');
    expect(short).toContain('What each cause means, and what to do: --verbose');
    const long = await printed(BROKEN, 'pretty', true);
    expect(long).toContain('What to do\n    1. ');
    expect(long).not.toContain('--verbose');
    expect(await printed(HEALTHY, 'pretty')).not.toContain('--verbose');
  });

  it('leaves out the explanation of a cause that only a newer version knows', async () => {
    const causes = [{ cause: 'credential.new', count: 1 }];
    const newer = { ...BROKEN, fleet: { ...BROKEN.fleet, causes } };
    expect(await printed(newer, 'pretty', true)).not.toContain('What to do');
  });
});
