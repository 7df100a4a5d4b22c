import { expect, it } from 'vitest';
import type { Arguments } from '../../../cli/arguments/option.ts';
import { printOutcome } from '../../../cli/rendering/print-outcome.ts';
import { reportOutcome } from '../../../cli/rendering/report-outcome.ts';
import { failing, report } from '../../functions/domain/rendering/reports.ts';
import { recordedIo } from '../recorded-io.ts';

const LABEL = `${'x'.repeat(96)} ::set-output name=open::true ##[error]spoofed`;

async function printed(env: Readonly<Record<string, string>>): Promise<string> {
  const { io, stdout } = recordedIo({ env });
  // The parser makes whole ones; printing asks these two.
  const given = { choice: () => 'pretty', has: () => false } as unknown as Arguments;
  await printOutcome(reportOutcome(report([failing({ name: LABEL })])), given, io);
  return stdout();
}

it('gives the runner of GitHub Actions no command where a text from outside begins a line', async () => {
  const obeyed = /^\s*::|##\[/m;
  expect(await printed({})).toMatch(obeyed);
  const text = await printed({ GITHUB_ACTIONS: 'true' });
  expect(text).not.toMatch(obeyed);
  expect(text).toContain('## [error]spoofed');
});
