import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * A text that says how to read the dashboard. `runbookUrl` becomes a link where it is one, and is
 * named otherwise: a console cannot open a file of the repository.
 */
export function readingGuide(runbookUrl: string): cloudwatch.IWidget {
  const runbook = /^https?:/.test(runbookUrl)
    ? `[runbook](${runbookUrl})`
    : `runbook (\`${runbookUrl}\`)`;
  return new cloudwatch.TextWidget({
    width: 24,
    height: 5,
    markdown: [
      '### Twilio credentials',
      `**Verdict**: 0 pass, 1 warn, 2 inconclusive, 3 fail. A gate opens at 0 and 1. At 3 something is wrong and the report names it. At 2 the gate could not check: see Twilio's times and errors below. A line that ends means that nothing was checked, not that all is well.`,
      '**Age of the secret version**: drops to 0 when a rotation succeeds. A line above 90 days was not rotated.',
      '**Times**: slow verifications with fast Twilio requests point at Secrets Manager, or at many environments in one run.',
      `What to do about a verdict or an alarm is in the ${runbook}, under its name.`,
    ].join('\n\n'),
  });
}
