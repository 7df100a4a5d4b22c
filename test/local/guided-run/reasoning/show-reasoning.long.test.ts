import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { seedExampleWorld } from '../../../../local/example-world/seed-example-world.ts';
import { parseRunArguments } from '../../../../local/guided-run/guided-run.ts';
import { showReasoning } from '../../../../local/guided-run/reasoning/show-reasoning.ts';
import { createOpenedThings } from '../../../../local/guided-run/system/opened-things.ts';
import type { RunningSystem } from '../../../../local/guided-run/system/running-system.ts';
import { startLocalTwilio } from '../../../../local/twilio/start-local-twilio.ts';
import { recordScreen } from '../recorded-screen.ts';

/** Both worlds without the stack: the command line needs none. */
async function startWorlds(): Promise<RunningSystem> {
  const opened = createOpenedThings();
  onTestFinished(() => opened.close());
  const aws = opened.add(await startLocalAws());
  const twilio = opened.add(await startLocalTwilio());
  const example = await seedExampleWorld({ aws, twilio });
  return { aws, twilio, example, close: opened.close } as RunningSystem;
}

describe('npm start -- --diagnose', () => {
  it('is understood', () => {
    expect(parseRunArguments(['--diagnose'])).toEqual({ kind: 'diagnose' });
  });

  it('shows what the command line asked and concluded, and goes as expected', async () => {
    const { screen, text } = recordScreen();
    expect(await showReasoning(await startWorlds(), screen)).toBe(0);
    expect(text()).toContain('$ npx --no twilio-preflight diagnose --env production');
    expect(text()).toContain('What was asked because something was wrong');
    expect(text()).not.toMatch(/^ {2}NO /m);
  });

  it('says what did not go as expected when the command line answers otherwise', async () => {
    const system = await startWorlds();
    system.twilio.faults.add({ kind: 'html', status: 503 });
    const { screen, text } = recordScreen();
    expect(await showReasoning(system, screen)).toBe(1);
    expect(text()).toContain('exit code: expected 1; found 3');
  });
});
