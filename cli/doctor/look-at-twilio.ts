import type {
  Configuration,
  ConfiguredEnvironment,
} from '../../functions/configuration/configuration.ts';
import type { TwilioRegion } from '../../functions/domain/model/expectation.ts';
import type { CallOptions } from '../../functions/domain/model/ports.ts';
import type { TwilioProduct } from '../../functions/domain/model/twilio-api.ts';
import type { Finding } from './finding.ts';
import type { DoctorPorts } from './ports/doctor-ports.ts';

/** What says which hosts are asked: an environment, or the template of a fleet. */
type Asked = Pick<ConfiguredEnvironment, 'credential' | 'resources' | 'twilioRegion'>;

/** The products that every verification asks. */
const ALWAYS = ['api', 'conversations'] as const;

/**
 * Whether Twilio's hosts are reached from here: those that the declared environments are verified at, in
 * their Twilio Regions. No credential is sent. It says nothing of a function in a VPC.
 */
export async function lookAtTwilio(
  { probeHost }: DoctorPorts,
  configuration: Configuration | undefined,
  options: CallOptions,
): Promise<readonly Finding[]> {
  return await Promise.all(
    hostsOf(configuration).map(async ([product, region]) => {
      const { host, isReachable, detail } = await probeHost(product, region, options);
      const check = 'twilio.reachable';
      if (isReachable) return { check, status: 'ok', message: `${host} answers (${detail}).` };
      return {
        check,
        status: 'problem',
        message: `${host} does not answer: ${detail}.`,
        remedy:
          'Let TCP 443 out to *.twilio.com. A proxy of HTTPS_PROXY is not used; NODE_EXTRA_CA_CERTS is.',
      };
    }),
  );
}

/** Without a configuration those of us1. Of the other Regions only what every verification asks is known. */
function hostsOf({
  environments = [],
  fleet,
}: Partial<Configuration> = {}): readonly (readonly [TwilioProduct, TwilioRegion])[] {
  const all: readonly Asked[] =
    fleet === undefined ? environments : [...environments, fleet.template];
  const declared = all.map(({ twilioRegion }) => twilioRegion);
  const regions = new Set<TwilioRegion>(declared.length === 0 ? ['us1'] : declared);
  const further = all.filter(({ twilioRegion }) => twilioRegion === 'us1');
  const products = new Set(further.flatMap(furtherProducts));
  return [
    ...[...regions].flatMap((region) => ALWAYS.map((product) => [product, region] as const)),
    ...[...products].map((product) => [product, 'us1'] as const),
  ];
}

/** What else the declarations of an environment ask. */
function furtherProducts({ credential, resources }: Asked): readonly TwilioProduct[] {
  const { phoneNumbers = [], messagingServices = [], verifyServices = [] } = resources ?? {};
  const isSending = [...phoneNumbers, ...messagingServices].some(
    ({ sendsTo }) => sendsTo.length > 0,
  );
  const asked: readonly (readonly [boolean, readonly TwilioProduct[]])[] = [
    [credential.kind === 'oauth-client', ['oauth']],
    [messagingServices.length > 0, ['messaging']],
    [verifyServices.length > 0, ['verify']],
    [isSending, ['messaging', 'accounts', 'trusthub', 'voice']],
  ];
  return asked.flatMap(([isAsked, products]) => (isAsked ? products : []));
}
