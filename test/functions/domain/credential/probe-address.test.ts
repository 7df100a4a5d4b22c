import { describe, expect, it } from 'vitest';
import {
  probeAddress,
  probeUrlMistake,
} from '../../../../functions/domain/credential/probe-address.ts';

const AC = `AC${'0f'.repeat(16)}`;
const TOKEN = '9f3c1ab27e5d40866bfa2c91d07e4b35';

describe('a probe may be', () => {
  it.each([
    ['https://conversations.twilio.com/v1/Configuration', 'conversations', '/v1/Configuration', {}],
    [
      `https://api.twilio.com/2010-04-01/Accounts/${AC}/IncomingPhoneNumbers.json?PageSize=1&PhoneNumber=%2B15551230000`,
      'api',
      `/2010-04-01/Accounts/${AC}/IncomingPhoneNumbers.json`,
      { PageSize: '1', PhoneNumber: '+15551230000' },
    ],
    [
      'https://messaging.twilio.com/v1/a2p/BrandRegistrations',
      'messaging',
      '/v1/a2p/BrandRegistrations',
      {},
    ],
    ['https://flex-api.twilio.com/v1/Configuration', 'flex-api', '/v1/Configuration', {}],
  ])('%s', (url, ...[product, path, query]) => {
    expect(probeAddress(url)).toEqual({ product, path, query });
  });
});

describe('a probe may not be', () => {
  it.each([
    ['v1/Services', 'is no URL'],
    ['http://api.twilio.com/2010-04-01/Accounts.json', 'is not https'],
    ['https://user@verify.twilio.com/v2/Services', 'holds a name or password before the host'],
    ['https://:password@verify.twilio.com/v2/Services', 'holds a name or password before the host'],
    [
      'https://verify.twilio.com.example.com/v2/Services',
      'leads to a host that is not below twilio.com',
    ],
    ['https://twilio.com/v2/Services', 'leads to a host that is not below twilio.com'],
    ['https://verify.twilio.com:8443/v2/Services', 'names a port'],
    ['https://api.twilio.com/2010-04-01/Accounts', 'does not end with .json'],
    ['https://api.twilio.com/2010-04-01/Accounts?x=a.json', 'does not end with .json'],
    ['https://api.twilio.com/v1/Services.json', undefined],
    ['https://verify.twilio.com', undefined],
    ['https://VERIFY.twilio.com/v2/Services', undefined],
    ['https://verify.dublin.ie1.twilio.com/v2/Services', undefined],
    ['https://verify.twilio.com/v2/Services#top', undefined],
    ['https://verify.twilio.com//v2', undefined],
    ['https://verify.twilio.com/v2/%2e%2e/x', undefined],
    [`https://verify.twilio.com/v2/${TOKEN}`, undefined],
    [`https://verify.twilio.com/v2/Services?token=${TOKEN}`, undefined],
    [`https://verify.twilio.com/${'a/'.repeat(300)}a`, undefined],
  ])('%s', (url, mistake) => {
    expect(probeAddress(url)).toBeUndefined();
    if (mistake === undefined) expect(probeUrlMistake(url)).toBeUndefined();
    else expect(probeUrlMistake(url)).toContain(mistake);
  });
});
