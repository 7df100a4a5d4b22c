import { describe, expect, it } from 'vitest';
import {
  advisedCommand,
  runAdvisedCommand,
} from '../../../../local/guided-run/story/advised-command.ts';
import type { RunningSystem } from '../../../../local/guided-run/system/running-system.ts';

const COMMAND = 'aws secretsmanager update-secret-version-stage --secret-id a --region us-east-1';

describe('the command of an alert', () => {
  it.each([
    { name: 'among others', mail: `1. See.\n   aws secretsmanager x\n2. Mend.\n   ${COMMAND}\n` },
    { name: 'alone', mail: COMMAND },
  ])('is found $name', ({ mail }) => {
    expect(advisedCommand(mail)).toBe(COMMAND);
  });

  it('is missing where the mail advises something else', () => {
    expect(advisedCommand('1. Store it.\n   aws secretsmanager put-secret-value')).toBeUndefined();
  });

  it('is not run in part: what it lacks is named', async () => {
    const system = { aws: { endpoint: 'http://127.0.0.1:9' } } as RunningSystem;
    await expect(runAdvisedCommand(COMMAND, system)).rejects.toThrow(/no --version-stage/);
  });
});
