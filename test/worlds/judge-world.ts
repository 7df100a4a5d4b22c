import { expect } from 'vitest';
import { createSecretReader } from '../../functions/adapters/aws/create-secret-reader.ts';
import { systemClock } from '../../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../functions/adapters/twilio/create-twilio-api.ts';
import { composeVerification } from '../../functions/compose.ts';
import { probeAnswers } from '../../functions/domain/facts/probe-answers.ts';
import type { Evidence } from '../../functions/domain/model/evidence.ts';
import type { Expectations } from '../../functions/domain/model/expectation.ts';
import type { EnvironmentReport } from '../../functions/domain/model/report.ts';
import type { TwilioApi } from '../../functions/domain/model/twilio-api.ts';
import { investigateEnvironments } from '../../functions/domain/verification/verify-environments.ts';
import type { LocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { getAccount } from '../../local/twilio/world/accounts.ts';
import { withoutIdentifiers } from '../canary/without-identifiers.ts';
import { ranking } from '../functions/domain/causes/diagnosed.ts';
import { labelOf } from '../functions/domain/questions/named.ts';
import { declaredFleet, type Fleet, seedFleet } from './fleet.ts';
import type { World } from './world.ts';
import type { WorldServers } from './world-servers.ts';

/** Hosts that a credential may be named to; no retired one (`api.ie1.twilio.com`) is among them. */
const HOSTS =
  /^(?:accounts|api|conversations|iam|messaging|oauth|trusthub|verify|voice)(?:\.dublin\.ie1|\.sydney\.au1)?\.twilio\.com$/;
const READS = ['GetSecretValue', 'DescribeSecret'];

/** Plays a world over sockets and holds all that was said and asked to its row. */
export async function expectWorld(servers: WorldServers, world: World): Promise<void> {
  const { aws, twilio } = servers;
  servers.clear();
  const { kind, first } = world;
  const fleet = seedFleet({ aws, world: twilio.world, kind, first });
  world.arrange?.(fleet);
  for (const fault of world.faults?.(fleet) ?? []) twilio.faults.add(fault);
  const { report, evidence } = await judged(servers, world, fleet);

  const { verdict, diagnosis } = report;
  const shown = diagnosis === undefined ? verdict : `${verdict}: ${ranking(diagnosis)}`;
  expect(shown, diagnosis?.evidence.join('\n')).toBe(world.expected);
  expect(asksOf(evidence)).toEqual(world.asks ?? []);
  const replies = probeAnswers(evidence.probes).map(({ reply }) => reply);
  const extra = twilio.journal.entries().length - requestsOf(replies);
  expect(extra).toBe(world.requests ?? world.asks?.length ?? 0);
  expect(report.twilioRequests).toBe(twilio.journal.entries().length);
  if (world.says !== undefined) {
    expect([diagnosis?.summary, ...(diagnosis?.evidence ?? [])].join('\n')).toContain(world.says);
  }
  if (world.advises !== undefined) {
    expect(diagnosis?.remediation[0]?.text).toMatch(world.advises);
  }
  expect((diagnosis?.summary ?? '').length).toBeLessThanOrEqual(120);
  expectReadsOnly(servers);
  const sids = Object.values(fleet.accounts).map(({ sid }) => sid);
  expectNoSecret(fleet, withoutIdentifiers(JSON.stringify(report), sids));
}

async function judged(
  { twilio, region }: WorldServers,
  { audited = false, declare, through }: World,
  fleet: Fleet,
): Promise<{ readonly report: EnvironmentReport; readonly evidence: Evidence }> {
  const secrets = createSecretReader({ region });
  const ports = composeVerification(
    { region, twilioOrigin: twilio.origin },
    through?.(secrets, fleet) ?? secrets,
  );
  const expectations = withProduction(declaredFleet(fleet, { audited }), declare?.(fleet) ?? {});
  const production = expectations.environments.filter(({ name }) => name === 'production');
  const { signal } = new AbortController();
  const { report, evidence } = await investigateEnvironments(
    { expectations, environments: production, trigger: 'manual', defaultRegion: region, signal },
    { ...ports(), twilio: withoutPauses(twilio) },
  );
  const [one] = report.environments;
  const [seen] = evidence;
  if (one === undefined || seen === undefined) throw new Error('production was not judged');
  return { report: one, evidence: seen };
}

/** Asks as often as a run does, and waits for nothing between two attempts. */
function withoutPauses({ origin }: LocalTwilio): TwilioApi {
  return createTwilioApi({
    clock: systemClock,
    randomness: { ...systemRandomness, fraction: () => 0 },
    productVersion: '0.0.0',
    origin: new URL(origin),
  });
}

function withProduction(
  { environments, ...rest }: Expectations,
  changes: Partial<Expectations['environments'][number]>,
): Expectations {
  const changed = environments.map((one) =>
    one.name === 'production' ? { ...one, ...changes } : one,
  );
  return { ...rest, environments: changed };
}

function asksOf({ followUps }: Evidence): readonly string[] {
  return followUps
    .filter(({ outcome }) => 'reply' in outcome && outcome.reply !== undefined)
    .map(({ question }) => labelOf(question));
}

function requestsOf(replies: readonly { readonly attempts: number }[]): number {
  return replies.reduce((sum, { attempts }) => sum + attempts, 0);
}

/** Nothing was written, nobody was called, and nothing went to a host that is none of Twilio's. */
function expectReadsOnly({ aws, twilio }: WorldServers): void {
  const asked = twilio.journal.entries();
  // A test pair's POST is answered, and places nothing.
  const isTest = (username = ''): boolean => twilio.world.testCredentials.has(username);
  const isRead = ({ method, path, username }: (typeof asked)[number]): boolean =>
    method === 'GET' || path === '/v2/token' || isTest(username);
  expect(asked.filter((one) => !isRead(one) || !HOSTS.test(one.host))).toEqual([]);
  expect(aws.journal.list().filter(({ operation }) => !READS.includes(operation))).toEqual([]);
}

function expectNoSecret({ accounts, keys, world }: Fleet, text: string): void {
  const tokens = Object.values(accounts).flatMap(({ sid }) =>
    Object.values(getAccount(world, sid).authTokens).flatMap(({ primary, secondary = primary }) => [
      primary,
      secondary,
    ]),
  );
  const apps = [...world.oauthApps.values()].map(({ clientSecret }) => clientSecret);
  for (const secret of [...tokens, ...apps, ...Object.values(keys).map((key) => key.secret)]) {
    expect(text).not.toContain(secret.slice(0, 8));
  }
  // The beginnings of all access tokens are alike, and no secret.
  for (const token of world.accessTokens.keys()) expect(text).not.toContain(token.slice(-20));
}
