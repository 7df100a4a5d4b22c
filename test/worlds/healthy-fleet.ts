import { composeVerification } from '../../functions/compose.ts';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import type { EnvironmentReport } from '../../functions/domain/model/report.ts';
import type { TwilioApi } from '../../functions/domain/model/twilio-api.ts';
import type { TestCallRun } from '../../functions/domain/verification/verification.ts';
import { verifyEnvironments } from '../../functions/domain/verification/verify-environments.ts';
import {
  addApplication,
  addMessagingService,
  addPhoneNumber,
  addVerifyService,
} from '../../local/twilio/world/resources.ts';
import { changeSending } from '../../local/twilio/world/sending.ts';
import { DEFAULT_TELEPHONY } from '../../local/twilio/world/telephony.ts';
import { declaredFleet, type Fleet, type Kind, seedFleet } from './fleet.ts';
import type { WorldServers } from './world-servers.ts';

/** A fleet whose production owns everything that it declares. */
export interface HealthyFleet {
  readonly fleet: Fleet;
  readonly production: EnvironmentExpectation;
}

interface HealthyOptions {
  readonly kind?: Kind | undefined;
  /** Of each kind of resource; default 1. */
  readonly ofEach?: number | undefined;
  readonly first?: ((fleet: Fleet) => unknown) | undefined;
}

/** Makes one, after forgetting what the servers saw before. */
export function healthyFleet(
  servers: WorldServers,
  { kind = 'api-key', ofEach = 1, first }: HealthyOptions = {},
): HealthyFleet {
  servers.clear();
  const { world } = servers.twilio;
  world.telephony = { ...DEFAULT_TELEPHONY, stepMs: 0 };
  const fleet = seedFleet({ aws: servers.aws, world, kind, first });
  const accountSid = fleet.accounts.production.sid;
  const numbers = times(ofEach, (index) => {
    const phoneNumber = `+4470001${String(index).padStart(5, '0')}`;
    return addPhoneNumber(world, { accountSid, phoneNumber });
  });
  const services = numbers.map(() => addMessagingService(world, { accountSid }));
  const pools = services.map(({ sid }, index) => [sid, [numbers[index]?.sid ?? '']]);
  changeSending(world, accountSid, { senders: Object.fromEntries(pools) });
  const [from] = numbers;
  const [declared] = declaredFleet(fleet, { audited: false }).environments.slice(-1);
  if (declared === undefined || from === undefined) throw new Error('nothing is declared');
  const production: EnvironmentExpectation = {
    ...declared,
    resources: {
      phoneNumbers: numbers.map(({ phoneNumber }) => ({
        number: phoneNumber,
        capabilities: ['voice', 'sms'],
        sendsTo: ['GB'],
      })),
      messagingServices: services.map(({ sid }) => ({ sid, sendsTo: [] })),
      applications: times(ofEach, () => addApplication(world, { accountSid }).sid),
      verifyServices: times(ofEach, () => addVerifyService(world, { accountSid }).sid),
    },
    testCall: {
      kind: 'voice',
      from: from.phoneNumber,
      to: '+447000199999',
      acknowledgeCharges: true,
      maxPerDay: 10,
    },
  };
  return { fleet, production };
}

function times<T>(howMany: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: howMany }, (_, index) => make(index));
}

interface VerifyOptions {
  /** Stands between the program and Twilio. */
  readonly through?: ((twilio: TwilioApi) => TwilioApi) | undefined;
  readonly testCall?: TestCallRun | undefined;
}

/** Verifies production over sockets. */
export async function verifyHealthy(
  { twilio, region }: WorldServers,
  production: EnvironmentExpectation,
  { through = (api) => api, testCall }: VerifyOptions = {},
): Promise<EnvironmentReport> {
  const ports = composeVerification({ region, twilioOrigin: twilio.origin })();
  const environments = [production];
  const { signal } = new AbortController();
  const report = await verifyEnvironments(
    { expectations: { environments }, environments, trigger: 'pipeline', testCall, signal },
    { ...ports, twilio: through(ports.twilio) },
  );
  const [one] = report.environments;
  if (one === undefined) throw new Error('production was not judged');
  return one;
}
