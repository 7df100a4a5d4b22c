import twilio from 'twilio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPhoneNumber } from '../../../local/twilio/world/resources.ts';
import {
  type CredentialName,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from './populated-world.ts';

let populated: PopulatedTwilio;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
  const accountSid = populated.child.sid;
  addPhoneNumber(populated.twilio.world, { accountSid, phoneNumber: '+15551230001' });
});
afterAll(() => populated.twilio.close());

/** Sends what the package asks for to the local Twilio, under the host name it was meant for. */
class LocalRequestClient extends twilio.RequestClient {
  override request: twilio.RequestClient['request'] = (options) => {
    const { host, pathname, search } = new URL(options.uri);
    const headers = { ...options.headers, Host: host };
    return super.request({ ...options, headers, uri: populated.twilio.origin + pathname + search });
  };
}

function clientOf(name: CredentialName): twilio.Twilio {
  const [username, password] = populated.credentials[name];
  const httpClient = new LocalRequestClient();
  return twilio(username, password, { accountSid: populated.child.sid, httpClient });
}

it("pages through a list as Twilio's own package does", async () => {
  const numbers = await clientOf('child standard key').incomingPhoneNumbers.list({ pageSize: 1 });
  expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(['+15551230000', '+15551230001']);
});

it("reads an account as Twilio's own package does", async () => {
  const { child, parent } = populated;
  const account = await clientOf('parent token').api.v2010.accounts(child.sid).fetch();
  expect(account.ownerAccountSid).toBe(parent.sid);
});

it("is refused as Twilio's own package expects", async () => {
  const accounts = clientOf('child standard key').api.v2010.accounts(populated.child.sid);
  await expect(accounts.fetch()).rejects.toMatchObject({ status: 401, code: 20003 });
});

it("gives a product's own host the parent's data, though the client means the subaccount", async () => {
  const settings = await clientOf('parent token').insights.v1.settings().fetch();
  expect(settings.accountSid).toBe(populated.parent.sid);
});
