import { Agent, request } from 'node:http';
import { createFingerprints } from '../../functions/adapters/system/create-fingerprints.ts';
import { systemClock } from '../../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../functions/adapters/twilio/create-twilio-api.ts';
import { createGate } from '../../functions/domain/fleet/rate/gate.ts';
import { pacedTwilioApi } from '../../functions/domain/fleet/rate/paced-twilio-api.ts';
import type { RequestBudget } from '../../functions/domain/fleet/rate/request-budget.ts';
import { verifyMembers } from '../../functions/domain/fleet/verify-members.ts';
import type { SecretReader } from '../../functions/domain/model/ports.ts';
import { Redacted } from '../../functions/domain/model/redacted.ts';
import type { TwilioApi } from '../../functions/domain/model/twilio-api.ts';
import { type GeneratedMember, generatedMember, TEMPLATE } from './generated-fleet.ts';

/** Requests at once, of the fleet and of the bare client. */
export const CONCURRENCY = 20;

/** What one process did, and at what cost. */
export interface Measured {
  readonly ms: number;
  readonly requests: number;
  /** The most memory that the process ever had (resident set). */
  readonly peakBytes: number;
}

/** So many go before: compilers and connections are warm, as in a run of any length. */
export const WARM_UP_MEMBERS = 500;

/** Members `from` to `from + count - 1`, at the Twilio of `origin`; gives how many requests that took. */
export interface FleetWork {
  readonly origin: string;
  readonly from: number;
  readonly count: number;
}

/**
 * Verifies the members as `fleet --local` and the function of a batch do, with the adapter, the engine and the
 * pace of the product. Secrets come from this process: only the path to Twilio is measured. The budget is fixed, since
 * a local Twilio refuses nothing. Throws unless all pass.
 */
export async function verifyFleet(work: FleetWork): Promise<number> {
  const clock = systemClock;
  const randomness = systemRandomness;
  const origin = new URL(work.origin);
  const client = createTwilioApi({ clock, randomness, productVersion: '0.0.0', origin });
  let requests = 0;
  const counted: TwilioApi = {
    ask: async (...call) => {
      const reply = await client.ask(...call);
      requests += reply.attempts;
      return reply;
    },
  };
  const fingerprints = createFingerprints();
  const ports = {
    secrets: SECRETS,
    twilio: pacedTwilioApi(counted, fixedBudget()),
    clock,
    randomness,
    fingerprints,
  };
  const { signal } = new AbortController();
  const keyed = { of: async (value: Redacted<string>) => fingerprints.of(value) };
  const run = { template: TEMPLATE, ports, keyed, concurrency: 2 * CONCURRENCY, signal };
  for await (const { result } of verifyMembers(membersOf(work), run)) {
    if (result.verdict !== 'pass') throw new Error(`${result.member}: ${result.summary}`);
  }
  client.close();
  return requests;
}

function* membersOf({ from, count }: FleetWork): Generator<GeneratedMember, void, undefined> {
  for (let index = from; index < from + count; index += 1) yield generatedMember(index);
}

const SECRETS: SecretReader = {
  read: async ({ id }, versionStage) => {
    const { accountSid, apiKeySid, apiKeySecret } = generatedMember(Number(id.split('-')[1]));
    const payload = new Redacted(JSON.stringify({ accountSid, apiKeySid, apiKeySecret }));
    return { outcome: 'read', versionId: 'one', versionStage, payload };
  },
  describe: async () => undefined,
};

function fixedBudget(): RequestBudget {
  const gate = createGate();
  gate.open(CONCURRENCY);
  return {
    take: async (signal) => ((await gate.enter(signal)) ? { release: gate.leave } : undefined),
    admit: async () => () => undefined,
    close: async () => undefined,
  };
}

/** Sends the same requests by Node's own client with kept connections, reads each answer, and judges nothing. */
export async function askBare({ origin, from, count }: FleetWork): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  let next = from;
  let requests = 0;
  const worker = async (): Promise<void> => {
    while (next < from + count) {
      const member = generatedMember(next);
      next += 1;
      for (const path of pathsOf(member)) {
        await get(new URL(path, origin), member, agent);
        requests += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  agent.destroy();
  return requests;
}

function pathsOf({ accountSid }: GeneratedMember): readonly string[] {
  const account = `/2010-04-01/Accounts/${accountSid}`;
  return [`${account}.json`, `${account}/IncomingPhoneNumbers.json?PageSize=1`];
}

function get(url: URL, { apiKeySid, apiKeySecret }: GeneratedMember, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { Host: 'api.twilio.com' };
    const options = { agent, headers, auth: `${apiKeySid}:${apiKeySecret}` };
    const outgoing = request(url, options, (response) => {
      if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
      response.resume();
      response.on('end', resolve);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
