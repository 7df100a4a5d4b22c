import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TwilioPreflightStack } from '../../infra/twilio-preflight-stack.ts';
import { writeConfiguration } from '../infra/configuration-files.ts';
import { templateOf, testApp } from '../infra/synthesise.ts';

const PAGE = readFileSync('docs/costs.md', 'utf8');

/** The cells of the row that begins so. */
function row(name: string): readonly string[] {
  const line = PAGE.split('\n').find((one) => one.startsWith(`| ${name} |`)) ?? '';
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

function stackOf(environments: number) {
  const declared = Array.from({ length: environments }, (_, index) => {
    const name = `environment-${index}`;
    const sid = `AC${index.toString(16).padStart(4, '0')}${'5f'.repeat(14)}`;
    return [name, { secret: { id: `twilio/${name}` }, account: { sid } }];
  });
  const configFile = writeConfiguration({
    environments: Object.fromEntries(declared),
    auditor: { secret: { id: 'twilio/auditor' } },
    alerts: { email: ['ops@example.com'], sms: ['+15551230001'] },
  });
  return templateOf(new TwilioPreflightStack(testApp(), 'Test', { configFile }));
}

const TYPES = [
  ['alarms', 'AWS::CloudWatch::Alarm'],
  ['dashboards', 'AWS::CloudWatch::Dashboard'],
  ['Lambda functions', 'AWS::Lambda::Function'],
  ['tables', 'AWS::DynamoDB::GlobalTable'],
  ['customer managed keys', 'AWS::KMS::Key'],
] as const;

describe('the numbers on the page of costs', () => {
  it('are those of the stack', () => {
    const small = stackOf(3);
    const large = stackOf(50);
    for (const [name, type] of TYPES) {
      const counts = [small, large].map((one) => Object.keys(one.findResources(type)).length);
      expect([name, ...row(name)]).toEqual([name, ...counts.map(String)]);
    }
  });

  it('add up', () => {
    const rows = PAGE.split('\n').filter((line) => line.split('|').length === 8);
    const cells = rows.slice(2).map((line) => line.split('|').map((cell) => cell.trim()));
    const sum = (column: number) =>
      cells
        .slice(0, -1)
        .reduce((total, row) => total + Number(row[column]), 0)
        .toFixed(2);
    expect([`**${sum(4)}**`, `**${sum(6)}**`]).toEqual([cells.at(-1)?.[4], cells.at(-1)?.[6]]);
  });
});
