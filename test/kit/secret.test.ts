import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadTwilioCredentials } from '../../kit/startup.ts';
import { type LocalAws, startLocalAws } from '../../local/aws/start-local-aws.ts';
import { pointSdkAt } from '../functions/adapters/aws/start-stand-in.ts';
import { safeErrorOf } from './kit-world.ts';

const SID = 'ACd8ad8d377660317fe86e8acf62bfd824';
const SECRET = 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u';
const TOKEN = '0badc0de0badcafe0badf00d0badbeef';
const OF_TOKEN = { accountSid: SID, authToken: TOKEN };
const OF_KEY = {
  accountSid: SID,
  apiKeySid: 'SK0c0d5fbd3d0c4f2d8f6a53d0c9a4c3b1',
  apiKeySecret: SECRET,
};

describe('loadTwilioCredentials with a secret', () => {
  async function startAws(name = 'prod/twilio', value = '{}'): Promise<LocalAws> {
    const aws = await startLocalAws();
    pointSdkAt(aws.endpoint);
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await aws.close();
    });
    aws.secrets.create({ name, value });
    return aws;
  }

  it('reads it from Secrets Manager', async () => {
    await startAws('prod/twilio', JSON.stringify(OF_KEY));
    expect(await loadTwilioCredentials({ secretId: 'prod/twilio', variables: {} })).toEqual(OF_KEY);
  });

  it.each([
    { name: 'is no JSON', value: SECRET, says: 'it is no JSON object' },
    {
      name: 'lacks a field',
      value: `{"accountSid":"${SID}","apiKeySecret":"${SECRET}"}`,
      says: 'apiKeySid missing',
    },
    {
      name: 'has a wrong form',
      value: JSON.stringify({ ...OF_TOKEN, authToken: ` ${TOKEN}` }),
      says: 'authToken begins with',
    },
    {
      name: 'is of an OAuth client',
      value: JSON.stringify({ clientId: `OQ${TOKEN}`, clientSecret: SECRET }),
      says: 'an OAuth client',
    },
  ])('refuses one that $name', async ({ value, says }) => {
    await startAws('prod/twilio', value);
    const work = loadTwilioCredentials({ secretId: 'prod/twilio' });
    expect(await safeErrorOf(work, [SECRET, TOKEN])).toEqual({
      code: 'credential.malformed',
      message: expect.stringContaining(`in the secret prod/twilio: ${says}`),
    });
  });

  it.each([JSON.stringify(OF_TOKEN), JSON.stringify(OF_KEY), TOKEN, SECRET, ` ${TOKEN}\n`, ''])(
    'takes no value of a secret for its name, and neither shows nor sends it',
    async (secretId) => {
      const aws = await startAws();
      expect(await safeErrorOf(loadTwilioCredentials({ secretId }), [SECRET, TOKEN])).toEqual({
        code: 'config.invalid',
        message: expect.stringContaining('secretId is not the name or the ARN of a secret'),
      });
      expect(aws.journal.list()).toEqual([]);
    },
  );

  it("names AWS's error where it cannot be read", async () => {
    await startAws('prod/twilio', '{}');
    const work = loadTwilioCredentials({ secretId: 'prod/other' });
    expect(await safeErrorOf(work, [])).toEqual({
      code: 'secret.unreadable',
      message: 'The secret prod/other could not be read: ResourceNotFoundException',
    });
  });
});
