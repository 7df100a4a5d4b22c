import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../../functions/domain/credential/plain-words.ts';

const AC = 'ACdfb5b35a454c6996821c13b13e6f33ed';
const SK = 'SKd8ad8d377660317fe86e8acf62bfd824';

describe("a service's own text stays whole:", () => {
  it.each([
    'Authenticate',
    'Authentication Error - invalid username',
    'Authentication Error - No credentials provided',
    'Primary compliance profile is not approved',
    'Your AccountSid or AuthToken was incorrect.',
    `The requested resource /2010-04-01/Accounts/${AC}/Messages.json was not found`,
    'Resource not accessible with Test Account Credentials',
    `AccountSid ${SK} is invalid`,
    'Authorization Failed',
    'Authorization Error: required permission twilio/messaging/messages/list is missing',
    'Authorization failed: required permission /twilio/messaging/messages/create is missing',
    'Authorization Error: required permission twilio/messaging/services.usa2p-campaign/list is missing',
    'Authorization Error: required permission /twilio/phone-numbers/active-numbers/read is missing',
    'Authorization Error: required permission twilio/voice/insights.call.summaries/read is missing',
    'Authorization Error: required permission /twilio/iam/api-keys/* is missing',
    "Endpoint is not supported in realm 'ie1'",
    'Endpoint is not supported in realm ie1',
    'Too Many Requests',
    'accountSid must start with AC',
    'Account not active',
    'Account is not active',
    'Connections resource limit exceeded',
    'More information may be available here: https://www.twilio.com/docs/errors/20003',
    'See https://www.twilio.com/docs/api/errors/20404 and https://www.twilio.com/docs/iam/api-keys.',
    'Invalid or disallowed parameters provided - trial accounts have limited parameter access',
    'ContentSid Required',
    'Permission Denied (20003)',
    'Error 20429: your account exceeds allowed concurrency',
    'Main account API Keys are only available to access main account resources. Access to subaccount resources will be denied.',
    "User revoked privileges; the request can't be served",
    "Secrets Manager can't find the specified secret.",
    "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
    'Access to KMS is not allowed',
    "You can't perform this operation on the secret because it was marked for deletion.",
    'The security token included in the request is expired',
    'The request signature we calculated does not match the signature you provided.',
    'Rate exceeded',
    'Throttling: Rate exceeded (HTTP 429)',
    'Invalid parameter: Message too long',
    'User: arn:aws:sts::111122223333:assumed-role/gate/session is not authorized to perform: secretsmanager:GetSecretValue on resource: production because no identity-based policy allows the secretsmanager:GetSecretValue action',
    'arn:aws:lambda:eu-central-1:111122223333:function:gate was not found',
    '1 validation error detected: Value at secretId failed to satisfy constraint: Member must have length greater than or equal to 1',
    '',
  ])('%s', (text) => {
    expect(plainWords(text)).toBe(text);
  });
});

describe('what is no plain word is one ellipsis:', () => {
  it.each([
    [
      'a mixed token',
      'the given key Zq3RkT9vLm2XcY7b was refused here',
      'the given key … was refused here',
    ],
    ['single characters', 'it ends with Z q 3 R k T 9 v here', 'it ends with …'],
    ['a row of numbers', 'the given bytes are [112, 81, 51, 82]', 'the given bytes are …'],
    ['entities', 'the given bytes are &#112;&#81;', 'the given bytes are …'],
    ['hex with colons', 'the given bytes are 70:51:6b:54', 'the given bytes are …'],
    ['numbers among words', 'one 11 two 22 three 33 four 44 five 55 end', '…'],
    [
      'three short numbers among words',
      'the first is 1 and the next is 2 and the last is 3',
      'the first is … and the next is … and the last is …',
    ],
    [
      'two long codes',
      'the given part is 904731 and the rest of it is 662085 here',
      'the given part is … and the rest of it is …',
    ],
    [
      'a long number',
      'the given number +15005550001 is not valid',
      'the given number … is not valid',
    ],
    ['escapes', 'the given bytes are \\u0070\\u0051', 'the given bytes are …'],
    [
      'base32 in fours, in lower case',
      'The given value ayle gazg cmzy gizw mnte mmyd was refused',
      'The given value ayle …',
    ],
    ['quoted-printable', 'the given bytes are =70=51=33', 'the given bytes are …'],
    ['Morse', 'the given bytes are .--. --.- ...--', 'the given bytes are …'],
    ['other scripts', 'the given bytes are ⠏⠟⠼⠉', 'the given bytes are …'],
    ['a mixed case', 'the given word is pRiMaRy', 'the given word is …'],
    ['a word beside what is hidden', 'Zq3R face kT9v', '…'],
    ['a SID beside what is hidden', `Zq3R ${SK} kT9v`, `… ${SK} …`],
    ['a long word', 'it is all abcdefabcdefabcdefabcdef', 'it is all …'],
  ])('%s', (_name, text, shown) => {
    expect(plainWords(text)).toBe(shown);
  });

  it('but a name that the caller gave stays', () => {
    const known = ['prod', 'prod/twilio-Ab12Cd', '', 'role+x'];
    expect(plainWords('prod/twilio-Ab12Cd of role+x is gone', known)).toBe(
      'prod/twilio-Ab12Cd of role+x is gone',
    );
    expect(plainWords('prod/twilio-Ab12Cde is gone for ever', known)).not.toContain('Ab12');
  });
});
