import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import { ACCOUNTS } from '../accounts.ts';
import { TOKEN } from '../credential/samples.ts';
import { accountReply, DENIED, numbersPage, unexpected } from '../twilio-replies.ts';
import { type Answering, fakePorts } from './fake-ports.ts';
import {
  answering,
  DEVELOPMENT,
  declared,
  PRODUCING,
  questionsOf,
  SECRETS,
  STAGING,
  verify,
} from './small-world.ts';

const SIGNING_TOKEN = `${TOKEN.slice(0, 30)}ee`;
const AUDITOR = { auditor: { secret: { id: 'auditor' } } };
const OTHERS = [DEVELOPMENT, STAGING];

function signing(
  credential: EnvironmentExpectation['credential'] = { kind: 'api-key' },
): EnvironmentExpectation {
  return { ...declared('production', credential), webhookAuthToken: true };
}

interface Outcome {
  readonly asked: readonly string[];
  readonly report: EnvironmentReport | undefined;
}

/** Verifies production with an Auth Token beside its key, which is a Standard one. */
async function verifySigning(
  environment: EnvironmentExpectation,
  options: { auditor?: boolean; answer?: Answering; token?: string } = {},
): Promise<Outcome> {
  const { auditor = false, answer = answering, token = SIGNING_TOKEN } = options;
  const production = { ...(SECRETS['production'] as object), authToken: token };
  const ports = fakePorts({ ...SECRETS, production }, answer);
  const expectations = { environments: [...OTHERS, environment], ...(auditor ? AUDITOR : {}) };
  const report = await verify(expectations, ports, { environments: [environment] });
  return { asked: questionsOf(ports.twilio.asked), report: report.environments[0] };
}

/** Twilio refuses the Auth Token beside the key, and nothing else. */
const refusing: Answering = (question) =>
  question.credential.username === ACCOUNTS.production ? DENIED : answering(question);

describe('an Auth Token for webhooks', () => {
  it.each([
    ['without an auditor', false],
    ['in place of the auditor', true],
  ])('reads the account of the key, %s: two requests', async (_name, auditor) => {
    const { asked, report } = await verifySigning(signing(), { auditor });
    expect(asked).toEqual(['numbers as key', 'account as production']);
    expect(report).toMatchObject({ verdict: 'pass', twilioRequests: 2 });
    const passed = report?.checks.filter(({ status }) => status === 'pass').map(({ id }) => id);
    expect(passed).toEqual(
      expect.arrayContaining(['account.active', 'credential.reach', 'webhook.auth-token']),
    );
  });

  it('leaves the account to the key where its type is declared, too', async () => {
    const { asked, report } = await verifySigning(
      signing({ kind: 'api-key', keyType: 'standard' }),
    );
    expect(asked).toEqual(['numbers as key', 'account as key', 'account as production']);
    expect(report?.verdict).toBe('pass');
  });

  it.each([
    ['the auditor, where there is one', true, 'account as parent'],
    ['the key itself, where there is none', false, 'account as key'],
  ])('leaves the account to %s, where Twilio refuses it', async (_name, auditor, question) => {
    const { asked, report } = await verifySigning(signing(), { auditor, answer: refusing });
    expect(asked).toEqual(['numbers as key', 'account as production', question]);
    expect(report).toMatchObject({ verdict: 'fail', diagnosis: { cause: 'credential.rejected' } });
    expect(report?.diagnosis?.summary).toContain('webhook Auth Token');
  });

  it('is inconclusive, with the account, where Twilio does not answer it', async () => {
    const { asked, report } = await verifySigning(signing(), {
      auditor: true,
      answer: (question) =>
        question.credential.username === ACCOUNTS.production
          ? unexpected(503)
          : answering(question),
    });
    expect(asked).toEqual(['numbers as key', 'account as production']);
    const open = report?.checks.filter(({ status }) => status === 'inconclusive');
    expect(open?.map(({ id }) => id)).toEqual([
      'account.active',
      'credential.reach',
      'webhook.auth-token',
    ]);
    expect(report?.diagnosis?.cause).toBe('twilio.unavailable');
  });

  it('does not hide that the key is of another account', async () => {
    const { asked, report } = await verifySigning(signing(), {
      answer: ({ path, credential: { username } }) => {
        if (path.includes('Numbers')) return DENIED;
        return username.startsWith('SK') ? DENIED : accountReply(ACCOUNTS.production);
      },
    });
    expect(asked.slice(0, 3)).toEqual([
      'numbers as key',
      'account as production',
      'account as key',
    ]);
    expect(report?.verdict).toBe('fail');
  });

  it('is asked for nothing where nothing is declared, and where it is malformed', async () => {
    const undeclared = await verifySigning(PRODUCING);
    expect(undeclared.asked).toEqual(['numbers as key', 'account as key']);
    expect(undeclared.report?.verdict).toBe('pass');
    const malformed = await verifySigning(signing(), { token: ` ${SIGNING_TOKEN}` });
    expect(malformed.asked).toEqual(['numbers as key', 'account as key']);
    expect(malformed.report?.diagnosis?.cause).toBe('credential.whitespace');
  });

  it('is one question where it is the credential itself', async () => {
    const { asked, report } = await verifySigning(signing({ kind: 'auth-token' }), {
      answer: ({ path }) => {
        const sid = /AC\w{32}/.exec(path)?.[0] ?? '';
        return path.includes('Numbers') ? numbersPage(sid) : accountReply(sid);
      },
    });
    expect(asked).toEqual(['account as production']);
    expect(report?.verdict).toBe('pass');
  });

  it.each([
    ['declared', signing()],
    ['held without being declared', PRODUCING],
  ])("is compared with the others' secrets: %s", async (_name, environment) => {
    const { report } = await verifySigning(environment, { token: TOKEN });
    expect(report?.diagnosis).toMatchObject({
      cause: 'environment.shared-credential',
      summary: 'production: the secret of development holds the same secret value',
    });
    expect(JSON.stringify(report)).not.toContain(TOKEN.slice(0, 8));
  });
});
