import { keyAge } from '../checks/audit/key-age.ts';
import { keyLabel } from '../checks/audit/key-label.ts';
import type { CheckReport } from '../model/report.ts';
import { type Cause, checkThat, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

/** The key works, and is not kept as declared: too old, or labelled otherwise. */
export const keyKeptOtherwise: Cause = {
  id: 'credential.audit',
  diagnose: (context): Finding | undefined => {
    const warnings = [
      checkThat(context, keyAge, 'warn'),
      checkThat(context, keyLabel, 'warn'),
    ].filter((check) => check !== undefined);
    return warnings.length === 0
      ? undefined
      : explain(warnings, commands.verifyAgain(context.evidence));
  },
};

function explain(warnings: readonly CheckReport[], checkAgain: string): Finding {
  return {
    explains: 'warn',
    confidence: 'proven',
    summary: `the key works, and is not kept as declared: ${warnings.map(({ id }) => id).join(', ')}`,
    evidence: warnings.map(({ id, message }) => `${id}: ${message}`),
    remediation: [
      {
        text: 'Rotate the key, or create a new one with the declared beginning of its label, and store it. Delete the old one when nothing uses it any more.',
      },
      { text: 'Check again.', command: checkAgain },
    ],
    helpUrl: HELP.apiKeys,
  };
}
