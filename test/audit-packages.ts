import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** What `npm audit` found out: nothing, vulnerable packages, or that the registry does not answer it. */
export type AuditOutcome =
  | { readonly kind: 'clean' }
  | { readonly kind: 'vulnerable'; readonly packages: readonly string[] }
  | { readonly kind: 'unanswered'; readonly reason: string };

const reportSchema = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

const errorSchema = z.object({ message: z.string() });

/** Severities that fail the audit. The rest is mostly in tools that never meet foreign input. */
const SEVERE: readonly string[] = ['high', 'critical'];

/** Exit codes: 0 clean, 1 vulnerable, 2 not checked. */
const EXIT_CODES = { clean: 0, vulnerable: 1, unanswered: 2 } as const;

/** Reads what `npm audit --json` printed. What is no report is no answer: never a pass. */
export function auditOutcome(printed: string): AuditOutcome {
  const answer = jsonOf(printed);
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const error = errorSchema.safeParse(answer);
    return { kind: 'unanswered', reason: error.data?.message ?? 'npm printed no report' };
  }
  const packages = Object.entries(report.data.vulnerabilities)
    .filter(([, { severity }]) => SEVERE.includes(severity))
    .map(([name, { severity }]) => `${name} (${severity})`);
  return packages.length === 0 ? { kind: 'clean' } : { kind: 'vulnerable', packages };
}

function jsonOf(printed: string): unknown {
  try {
    return JSON.parse(printed);
  } catch {
    return undefined;
  }
}

/** Audits every lock file of the repository and prints one sentence for each. */
function main(): void {
  const kinds = ['.', 'test/openapi', 'test/published-schemas', 'test/node24'].map((directory) => {
    const { stdout } = spawnSync('npm', ['audit', '--json', '--prefix', directory], {
      encoding: 'utf8',
    });
    const outcome = auditOutcome(stdout);
    console.log(`${directory}/package-lock.json: ${sentence(outcome)}`);
    return outcome.kind;
  });
  process.exitCode = Math.max(
    ...kinds.map((kind) => (kinds.includes('vulnerable') ? 1 : EXIT_CODES[kind])),
  );
}

function sentence(outcome: AuditOutcome): string {
  switch (outcome.kind) {
    case 'clean':
      return 'no known vulnerability of high or critical severity.';
    case 'vulnerable':
      return `vulnerable: ${outcome.packages.join(', ')}.`;
    case 'unanswered':
      return `NOT CHECKED: the registry does not answer npm audit (${outcome.reason}).`;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
