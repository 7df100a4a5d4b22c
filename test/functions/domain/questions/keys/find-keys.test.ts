import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../../../../functions/domain/model/expectation.ts';
import { Redacted } from '../../../../../functions/domain/model/redacted.ts';
import type {
  TwilioQuestion,
  TwilioReply,
} from '../../../../../functions/domain/model/twilio-api.ts';
import { findKeys } from '../../../../../functions/domain/questions/keys/find-keys.ts';
import {
  type AskerSources,
  keyAskers,
} from '../../../../../functions/domain/questions/keys/key-askers.ts';
import { ACCOUNTS } from '../../accounts.ts';
import {
  apiKey,
  authToken,
  expecting,
  KEY_SID,
  oauthClient,
  parsed,
} from '../../evidence-builder.ts';
import { DENIED, noAnswer, refusal, TEST_PAIR } from '../../twilio-replies.ts';
import { keySid, keysPage } from '../../verification/audit/keys-replies.ts';

const SID = ACCOUNTS.production;
const READ = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' } as const;
const AUDITOR: AskerSources['auditor'] = {
  evidence: { state: 'ready' },
  credential: { username: ACCOUNTS.parent, password: new Redacted('x') },
};
const NO_AUDITOR: AskerSources['auditor'] = { evidence: { state: 'not-configured' } };
const TOKEN = { outcome: 'parsed', value: new Redacted('y'), warnings: [] } as const;
const KEY_SECRET = { secret: READ, parse: parsed(apiKey()) };

/** Who is asked, in order, as `username in region`, and who is not, with the reason. */
function askersOf(changes: Partial<AskerSources>): readonly string[] {
  const sources = {
    expectation: expecting({ kind: 'api-key' }),
    held: KEY_SECRET,
    auditor: AUDITOR,
  };
  return keyAskers({ ...sources, ...changes }).map((asker) =>
    'as' in asker
      ? `${asker.as.credential.username} in ${asker.as.region}`
      : `${asker.name}: ${asker.unable}`,
  );
}

describe('who is asked for the keys', () => {
  const ie1: EnvironmentExpectation = { ...expecting({ kind: 'api-key' }), twilioRegion: 'ie1' };
  const failed = { ...READ, outcome: 'failed', failure: 'not-found', message: 'x' } as const;

  it.each<readonly [string, Partial<AskerSources>, readonly string[]]>([
    ['the auditor, then the key itself', {}, [`${ACCOUNTS.parent} in us1`, `${KEY_SID} in us1`]],
    [
      'the Auth Token for webhooks in between',
      {
        expectation: { ...expecting({ kind: 'api-key' }), webhookAuthToken: true },
        held: { ...KEY_SECRET, authToken: TOKEN },
      },
      [`${ACCOUNTS.parent} in us1`, `${SID} in us1`, `${KEY_SID} in us1`],
    ],
    [
      'an Auth Token as its own account',
      { held: { secret: READ, parse: parsed(authToken(ACCOUNTS.staging)) } },
      [`${ACCOUNTS.parent} in us1`, `${ACCOUNTS.staging} in us1`],
    ],
    [
      'never the auditor in another Region',
      { expectation: ie1 },
      ['the auditor: it works in us1, and the keys are those of ie1', `${KEY_SID} in ie1`],
    ],
    [
      'no auditor where none is declared',
      { auditor: NO_AUDITOR },
      ['the auditor: none is declared', `${KEY_SID} in us1`],
    ],
    [
      'no auditor that cannot be used',
      { auditor: { evidence: { state: 'unusable', reason: 'it is an OAuth client' } } },
      ['the auditor: it is an OAuth client', `${KEY_SID} in us1`],
    ],
    [
      'never a declared Standard key',
      { expectation: expecting({ kind: 'api-key', keyType: 'standard' }) },
      [
        `${ACCOUNTS.parent} in us1`,
        "the environment's own credential: a Standard key may not list keys",
      ],
    ],
    [
      'never test credentials',
      {
        expectation: expecting({ kind: 'test' }),
        held: { secret: READ, parse: parsed(authToken()) },
      },
      [
        `${ACCOUNTS.parent} in us1`,
        "the environment's own credential: test credentials may not list keys",
      ],
    ],
    [
      'never an OAuth client',
      { held: { secret: READ, parse: parsed(oauthClient()) } },
      [`${ACCOUNTS.parent} in us1`, "the environment's own credential: it is an OAuth client"],
    ],
    [
      'nothing that is not well-formed',
      { held: { secret: READ, parse: { outcome: 'not-json', detail: 'plain text' } } },
      [`${ACCOUNTS.parent} in us1`, "the environment's own credential: it is not well-formed"],
    ],
    [
      'nothing from a secret that was not read',
      { held: { secret: failed } },
      [
        `${ACCOUNTS.parent} in us1`,
        "the environment's own credential: its secret could not be read (not-found)",
      ],
    ],
  ])('is %s', (_name, changes, askers) => {
    expect(askersOf(changes)).toEqual(askers);
  });
});

describe('the keys', () => {
  const askers = keyAskers({
    expectation: expecting({ kind: 'api-key' }),
    held: KEY_SECRET,
    auditor: AUDITOR,
  });
  const find = (answer: (question: TwilioQuestion) => TwilioReply) =>
    findKeys(SID, askers, async (question) => answer(question));
  const page = keysPage(SID, [{ sid: keySid(1) }]);

  it('are those that the first asker sees', async () => {
    expect(await find(() => page)).toEqual({
      outcome: 'listed',
      keys: [{ sid: keySid(1) }],
      asker: 'the auditor',
      askerSid: ACCOUNTS.parent,
    });
  });

  it.each([
    ['rejected', DENIED],
    ['a test pair', TEST_PAIR],
    ['without the permission', refusal(403, 70_051)],
    ['told of no such account', refusal(404, 20_404)],
  ])('are those that the next one sees, where the first is %s', async (_name, denial) => {
    const listing = await find(({ credential }) =>
      credential.username === KEY_SID ? page : denial,
    );
    expect(listing).toMatchObject({ asker: "the environment's own credential", askerSid: KEY_SID });
  });

  it('are not asked for again during an outage', async () => {
    expect(await find(() => noAnswer('timeout'))).toEqual({
      outcome: 'failed',
      reason: 'the auditor: no answer from Twilio: timeout after 3 attempts',
    });
  });

  it('are not known where everybody is denied, and it is said who was', async () => {
    expect(await find(() => DENIED)).toEqual({
      outcome: 'failed',
      reason:
        'the auditor: Twilio answered HTTP 401, code 20003 "Authenticate"; ' +
        'the environment\'s own credential: Twilio answered HTTP 401, code 20003 "Authenticate"',
    });
  });

  it('are not known where nobody may ask', async () => {
    const nobody = await findKeys(SID, [{ name: 'the auditor', unable: 'none is declared' }], () =>
      Promise.reject(new Error('nobody is asked')),
    );
    expect(nobody).toEqual({ outcome: 'failed', reason: 'the auditor: none is declared' });
  });
});
