import { expect, it } from 'vitest';
import type { TwilioApi } from '../../functions/domain/model/twilio-api.ts';
import { healthyFleet, verifyHealthy } from './healthy-fleet.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

/** Keeps every reply back until Twilio has answered so many questions: who asks one after the other never gets one. */
function heldUntil(answers: number): (twilio: TwilioApi) => TwilioApi {
  let answered = 0;
  let release = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  return (twilio) => ({
    ask: async (question, options) => {
      const reply = await twilio.ask(question, options);
      answered += 1;
      if (answered >= answers) release();
      await all;
      return reply;
    },
  });
}

const products = (): ReadonlySet<string> =>
  new Set(
    servers()
      .twilio.journal.entries()
      .map(({ host }) => host),
  );

it.each([
  ['four resources, one of each kind', 1],
  ['forty resources', 10],
])(
  '%s in more than five products are asked for at once: no request waits for a reply',
  async (_, ofEach) => {
    const { production } = healthyFleet(servers(), { ofEach });
    expect(await verifyHealthy(servers(), production)).toMatchObject({ verdict: 'pass' });
    const { length: requests } = servers().twilio.journal.entries();
    expect(products().size).toBeGreaterThanOrEqual(5);

    servers().twilio.journal.clear();
    const through = heldUntil(requests);
    expect(await verifyHealthy(servers(), production, { through })).toMatchObject({
      verdict: 'pass',
    });
    expect(servers().twilio.journal.entries()).toHaveLength(requests);
  },
);
