import { describe, expect, it } from 'vitest';
import { shownArgument, shownFunction } from '../../../cli/arguments/shown-argument.ts';

const GATE = 'TwilioPreflight-PreflightGateFunction74D9031D';
const TOKEN = '0123456789abcdef0123456789abcdef';
const KEY_SECRET = 'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW';

describe('the name of a function', () => {
  it.each([
    GATE,
    `${GATE}-AbCd1234EfGh`,
    `arn:aws:lambda:us-east-1:111111111111:function:${GATE}-AbCd1234EfGh:live`,
    'MyGW2FunctionForAllOfTheProductions74D9031D',
  ])('is shown: %s', (name) => {
    expect(shownFunction(name)).toBe(name);
  });

  it.each([TOKEN, KEY_SECRET, `gate-${TOKEN}`, `{"authToken":"${TOKEN}"}`, 'not a name'])(
    'is not shown where it has the form of a secret: %s',
    (text) => {
      const shown = shownFunction(text);
      expect(shown === text).toBe(text === 'not a name');
      expect(shown).not.toContain(TOKEN.slice(0, 8));
    },
  );
});

describe('any other argument', () => {
  it.each([
    `arn:aws:sns:us-east-1:111111111111:${GATE}`,
    `/srv/${GATE}/preflight.config.json`,
    'TwilioPreflightPreflightAlertsTopicForEverybody74D9031D',
  ])('is shown where its parts are names that CloudFormation makes: %s', (text) => {
    expect(shownArgument(text)).toBe(text);
  });

  it.each([TOKEN, KEY_SECRET, TOKEN.slice(0, 25), KEY_SECRET.slice(0, 25), `x/${KEY_SECRET}`])(
    'is not shown where it may be a secret: %s',
    (text) => {
      expect(shownArgument(text)).toContain('not shown');
    },
  );
});
