import express from 'express';
import { healthHandler } from 'twilio-preflight/health';
import { loadTwilioCredentials } from 'twilio-preflight/startup';

// Ends the process with one clear error when Twilio rejects the credential; an outage of Twilio does not.
const credentials = await loadTwilioCredentials({ verify: true });

const app = express();
app.get('/health', healthHandler({ credentials }));
app.listen(process.env.PORT ?? 3000);
