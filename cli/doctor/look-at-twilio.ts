import type { Configuration } from '../../functions/configuration/configuration.ts';
import type { CallOptions } from '../../functions/domain/model/ports.ts';
import type { Finding } from './finding.ts';
import type { DoctorPorts } from './ports/doctor-ports.ts';

/** The products that a verification asks. */
const PRODUCTS = ['api', 'conversations'] as const;

/**
 * Whether Twilio's hosts are reached from here, for every Twilio Region that is declared. No credential is
 * sent. It says nothing of a function in a VPC.
 */
export async function lookAtTwilio(
  { probeHost }: DoctorPorts,
  configuration: Configuration | undefined,
  options: CallOptions,
): Promise<readonly Finding[]> {
  const declared = configuration?.environments.map(({ twilioRegion }) => twilioRegion) ?? [];
  const regions = new Set(declared.length === 0 ? (['us1'] as const) : declared);
  const questions = [...regions].flatMap((region) =>
    PRODUCTS.map((product) => [product, region] as const),
  );
  return await Promise.all(
    questions.map(async ([product, region]) => {
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
