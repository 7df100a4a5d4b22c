import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { temporaryDirectory } from '../infra/temporary-directory.ts';

interface ValidationReport {
  readonly pluginReports: readonly {
    readonly violations: readonly { readonly ruleName: string; readonly description: string }[];
  }[];
}

/**
 * What AWS's resource schemas say against a template, as the CDK has them: unknown and missing
 * properties, wrong types, values that are not allowed; warnings too. Empty for a clean template.
 *
 * The CDK checks in two steps: its own types while it reads the template, then the schemas.
 */
export function lintTemplate(template: string): readonly string[] {
  const directory = temporaryDirectory();
  const templateFile = join(directory, 'template.yaml');
  writeFileSync(templateFile, template);
  const outdir = join(directory, 'out');
  const app = new App({
    outdir,
    analyticsReporting: false,
    // Makes findings errors, which only adds a throw: the report has warnings as well.
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  const thrown = thrownBy(() => {
    new CfnInclude(new Stack(app, 'Documented'), 'Template', { templateFile });
    app.synth();
  });
  const findings = reported(join(outdir, 'validation-report.json'));
  return findings.length > 0 || thrown === undefined ? findings : [thrown];
}

function thrownBy(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function reported(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as ValidationReport;
  return pluginReports
    .flatMap(({ violations }) => violations)
    .map(({ ruleName, description }) => `${ruleName}: ${description}`);
}
