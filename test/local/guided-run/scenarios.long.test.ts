import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLeaks } from '../../../local/guided-run/leaks.ts';
import { ALL_SCENARIOS } from '../../../local/guided-run/scenarios/all-scenarios.ts';
import { playScenario } from '../../../local/guided-run/scenarios/play-scenario.ts';
import { staleKey } from '../../../local/guided-run/scenarios/stored-credential.ts';
import { playStory } from '../../../local/guided-run/story/story.ts';
import { type Played, playAllScenarios, type Stage, setStage } from './played-scenarios.ts';
import { recordScreen } from './recorded-screen.ts';

let stage: Stage;
let played: ReadonlyMap<string, Played>;

beforeAll(async () => {
  stage = setStage();
  played = await playAllScenarios(stage);
});

afterAll(async () => {
  await stage.close();
});

function playedOf(name: string): Played {
  const one = played.get(name);
  if (one === undefined) throw new Error(`scenario ${name} was not played`);
  return one;
}

describe('the scenarios', () => {
  it.each(ALL_SCENARIOS)('$name goes as expected', ({ name }) => {
    const { exitCode, shown } = playedOf(name);
    expect(exitCode, shown).toBe(0);
  });

  it.each(ALL_SCENARIOS)('$name shows no secret, nor any part of one', ({ name }) => {
    const { shown, said, secrets } = playedOf(name);
    expect(secrets.length).toBeGreaterThan(10);
    expect(countLeaks(shown + said, secrets)).toBe(0);
  });

  it.each(ALL_SCENARIOS)('$name calls nothing in AWS that a role does not allow', ({ name }) => {
    expect(playedOf(name).withoutPermission).toEqual([]);
  });

  it('counts what every function of a fleet wrote, and its report', () => {
    expect(playedOf('fleet').said).toContain('fleet summed up');
    expect(playedOf('fleet').said).toContain('report.json');
  });

  it('distinguish a stale key, an outage and a rate limit in their first line', () => {
    const headlines = ['stale-key', 'twilio-down', 'rate-limited'].map(
      (name) => playedOf(name).headline,
    );
    expect(headlines).toEqual([
      expect.stringMatching(/rejected/),
      expect.stringMatching(/server errors/),
      expect.stringMatching(/rate limit/),
    ]);
  });

  it('give each pair of different causes different headlines', () => {
    const causes = new Map<string, string>();
    // An open gate has no headline.
    const shut = ALL_SCENARIOS.filter(({ expected }) => expected.failureType !== undefined);
    for (const { name, expected } of shut) {
      causes.set(playedOf(name).headline.replace(/SK[0-9a-f]{32}/, 'SK'), expected.cause);
    }
    expect(new Set(causes.values()).size).toBe(
      new Set(shut.map(({ expected }) => expected.cause)).size,
    );
  });

  it('end with 1, and say what was expected and found, when something is not as expected', async () => {
    const { screen, text } = recordScreen();
    const expected = { ...staleKey.expected, cause: 'twilio.unavailable', twilioRequests: 99 };
    const exitCode = await stage.play(staleKey, (system) =>
      playScenario({ ...staleKey, expected }, system, screen),
    );
    expect(exitCode).toBe(1);
    expect(text()).toContain('cause: expected twilio.unavailable; found credential.stale-version');
    expect(text()).toContain('requests to Twilio: expected 99; found');
  });
});

describe('the story', () => {
  it('ends with 1, and says what was expected and found, when staging does not pass', async () => {
    const { screen, text } = recordScreen();
    const exitCode = await stage.play(staleKey, (system) => {
      system.example.environment('staging').deleteKey();
      return playStory(system, screen);
    });
    expect(exitCode).toBe(1);
    expect(text()).toContain('Staging: verdict: expected pass; found fail');
    expect(text()).toContain('Staging was deployed: expected true; found false');
    expect(text()).toContain('Production failed and was retried: expected true; found false');
  });

  it('shows the block, both alerts, the fix and the open gate, and ends with 0', async () => {
    const { screen, text } = recordScreen();
    const exitCode = await stage.play(staleKey, (system) => playStory(system, screen));
    expect(exitCode, text()).toBe(0);
    const order = [
      /Staging +TwilioGate +Succeeded/,
      /Production +TwilioGate +Failed +JobFailed/,
      /Production +Deploy +not reached/,
      /The email that ops@example\.com received/,
      /The SMS that \+15551230001 received/,
      /The fix: run the command from the email/,
      /Production +TwilioGate +Succeeded/,
      /Production +Deploy +Succeeded/,
      /yes {2}No answer, alert, log or journal holds a secret/,
    ].map((pattern) => text().search(pattern));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(order).not.toContain(-1);
  });
});
