import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALERT_ATTRIBUTES } from '../../functions/contract.ts';
import { alertFor } from '../../functions/domain/rendering/alert-for.ts';
import { configurationOf, EXAMPLE } from '../functions/configuration/example-configuration.ts';
import { failing, RUN_ID } from '../functions/domain/rendering/reports.ts';
import { codeBlocks } from './code-blocks.ts';

const PAGE = 'docs/alerts.md';
const [settings, envelope, payload] = codeBlocks(PAGE)
  .filter(({ language }) => language === 'json')
  .map(({ text }) => JSON.parse(text));

const ALERT = alertFor(failing(), {
  runId: RUN_ID,
  startedAt: '2026-11-22T03:00:00.000Z',
  trigger: 'pipeline',
  origin: { pipeline: 'web-app', executionId: '11111111-2222-4333-8444-555555555555' },
});

it('shows settings that are accepted', () => {
  const { alerts } = configurationOf(JSON.stringify({ ...JSON.parse(EXAMPLE), ...settings }));
  expect(alerts.subscribers).toHaveLength(4);
  expect(alerts.chat).toBe(true);
});

it('shows the payload as it is sent', () => {
  expect(payload).toEqual(JSON.parse(ALERT.https ?? ''));
});

it('shows an envelope with the subject and the attributes that are sent', () => {
  expect(envelope.Subject).toBe(ALERT.subject);
  expect(Object.keys(envelope.MessageAttributes)).toEqual(Object.values(ALERT_ATTRIBUTES));
  expect(payload).toMatchObject(JSON.parse(envelope.Message));
  for (const [name, { Value }] of Object.entries<{ readonly Value: string }>(
    envelope.MessageAttributes,
  )) {
    expect(ALERT.attributes).toHaveProperty(name, Value);
  }
});

it('names every key of the payload that has a table row', () => {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
  expect(rows).toEqual(
    expect.arrayContaining(['kind', 'severity', 'verdict', 'dedupKey', 'since']),
  );
});
