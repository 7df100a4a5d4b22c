import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { MAX_BODY_BYTES } from '../../../functions/adapters/twilio/attempt.ts';
import { PLACES } from '../../../functions/adapters/twilio/question-url.ts';
import { sendOnce } from '../../../functions/adapters/twilio/send-once.ts';
import { wireTarget } from '../../../functions/adapters/twilio/twilio-origin.ts';
import type { DoctorPorts } from './doctor-ports.ts';

const TIMEOUT_MS = 5_000;

/**
 * Asks a host of Twilio for its root, without any credential: an answer of whatever status from 200 on
 * proves that it is reached, with TLS. `origin` replaces all hosts, see `parseTwilioOrigin`. Never throws.
 */
export function createHostProbe(origin: URL | undefined): DoctorPorts['probeHost'] {
  return async (product, region, { signal }) => {
    const { region: name, edge } = PLACES[region];
    const host = [product, edge, name, 'twilio.com'].filter((part) => part !== '').join('.');
    const { url } = wireTarget(`https://${host}/`, origin);
    const agent = url.protocol === 'http:' ? new HttpAgent() : new HttpsAgent();
    const attempt = await sendOnce({
      method: 'GET',
      maxBytes: MAX_BODY_BYTES,
      url,
      headers: { Host: host },
      agent,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    agent.destroy();
    if (attempt.kind !== 'answered') return { host, isReachable: false, detail: attempt.detail };
    // 101 answers no request of ours: something between switches protocols.
    const isReachable = attempt.status >= 200;
    return { host, isReachable, detail: `HTTP ${attempt.status}` };
  };
}
