import { createServer } from 'node:http';
import { healthHandler } from 'twilio-preflight/health';
import { loadTwilioCredentials, type TwilioCredentials } from 'twilio-preflight/startup';

const credentials: TwilioCredentials = await loadTwilioCredentials({ variables: {}, verify: true });
const health = healthHandler({ credentials, maxAgeSeconds: 5 });
createServer(health);
const answered: Promise<Response> = health.fetch(new Request('http://localhost/health'));

// @ts-expect-error There is no such option.
await loadTwilioCredentials({ secret: 'prod/twilio' });
// @ts-expect-error A credential has an Account SID.
healthHandler({ credentials: { authToken: '' } });

export const all: readonly unknown[] = [answered, 'authToken' in credentials];
