import { startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { generatedMember, PARENT_SID } from './generated-fleet.ts';

// A process of its own: what Twilio does is not counted as work of those who ask it.
const [, , members, latencyMs] = process.argv;
const twilio = await startLocalTwilio();
addAccount(twilio.world, { sid: PARENT_SID });
for (let index = 0; index < Number(members); index += 1) {
  const { accountSid, apiKeySid: sid, apiKeySecret: secret } = generatedMember(index);
  addAccount(twilio.world, { sid: accountSid, ownerSid: PARENT_SID });
  addApiKey(twilio.world, { accountSid, keyType: 'main', sid, secret });
}
twilio.faults.add({ kind: 'delay', delayMs: Number(latencyMs) });
process.once('disconnect', () => process.exit());
process.send?.(twilio.origin);
