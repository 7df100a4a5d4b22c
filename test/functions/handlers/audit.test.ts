import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AuditReport } from '../../../functions/domain/model/audit-finding.ts';
import type { handler as AuditFunction } from '../../../functions/handlers/audit.ts';
import { addApiKey, deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { createLeakFinder } from '../../canary/find-leak.ts';
import { withoutIdentifiers } from '../../canary/without-identifiers.ts';
import { type AuditWorld, openAuditWorld } from './audit-world.ts';
import { brokenLog } from './recorded-log.ts';

const SCHEDULE = { trigger: 'schedule' };
const LIMITED = { credential: { kind: 'api-key', maxAgeDays: 30, labelPrefix: 'production-' } };

/** `environment check: status` of all that is not well. */
function open({ findings }: AuditReport): readonly string[] {
  return findings.flatMap(({ environment, check, status }) =>
    status === 'pass' || status === 'skipped' ? [] : [`${environment} ${check}: ${status}`],
  );
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an audit by hand', () => {
  it.each([
    ['{}', {}],
    ['nothing, as the AWS CLI sends without a payload', null],
  ])('returns the findings of every environment: %s', async (_name, event) => {
    const report = await (await openAuditWorld()).invoke(event);
    expect(report.schemaVersion).toBe(1);
    expect(open(report)).toEqual([]);
    expect(new Set(report.findings.map(({ environment }) => environment))).toEqual(
      new Set(['development', 'staging', 'production']),
    );
  });

  it('measures the age of each key that a secret holds', async () => {
    const world = await openAuditWorld();
    await world.invoke({ environments: ['production', 'development'] });
    const ages = world.measured.filter(({ name }) => name === 'keyAgeDays');
    // Development holds an Auth Token, which has no age that Twilio tells.
    expect(ages).toEqual([{ name: 'keyAgeDays', value: 0, environment: 'production' }]);
  });

  it('returns those of the environments that are named', async () => {
    const { findings } = await (await openAuditWorld()).invoke({ environments: ['production'] });
    expect(new Set(findings.map(({ environment }) => environment))).toEqual(
      new Set(['production']),
    );
  });

  it('finds what is wrong, and tells it to nobody else', async () => {
    const world = await openAuditWorld({ production: LIMITED });
    const { twilio, accounts, keys } = world;
    addApiKey(twilio.world, {
      accountSid: accounts.production.sid,
      keyType: 'standard',
      friendlyName: 'a laptop',
      createdAt: new Date('2020-01-01T00:00:00Z'),
    });
    deleteApiKey(twilio.world, keys.staging.sid);
    const report = await world.invoke({});
    expect(open(report)).toEqual([
      'staging key.present: fail',
      'production key.label: fail',
      'production key.stray: warn',
    ]);
    expect(world.mails()).toEqual([]);
    expect(world.logLines.filter(({ message }) => message === 'audited')).toHaveLength(
      report.findings.length,
    );
    expect(world.logLines).toContainEqual({
      level: 'warn',
      message: 'audited',
      fields: expect.objectContaining({ check: 'key.stray', label: 'a laptop' }),
    });
  });

  it('asks Twilio with GET for keys, and for nothing else', async () => {
    const world = await openAuditWorld();
    await world.invoke({});
    const asked = world.twilio.journal.entries();
    expect(asked.map(({ method, path }) => `${method} ${path.replace(/AC\w{32}/, 'AC')}`)).toEqual([
      'GET /2010-04-01/Accounts/AC/Keys.json',
      'GET /2010-04-01/Accounts/AC/Keys.json',
      'GET /2010-04-01/Accounts/AC/Keys.json',
    ]);
  });
});

describe('an audit by the schedule', () => {
  it('tells nobody that all is well', async () => {
    const world = await openAuditWorld();
    await world.invoke(SCHEDULE);
    expect(world.mails()).toEqual([]);
  });

  it('sends one alert for each environment where something failed, and none for a warning', async () => {
    const world = await openAuditWorld({ production: LIMITED });
    addApiKey(world.twilio.world, {
      accountSid: world.accounts.development.sid,
      keyType: 'standard',
    });
    deleteApiKey(world.twilio.world, world.keys.staging.sid);
    expect(open(await world.invoke(SCHEDULE))).toEqual([
      'development key.stray: warn',
      'staging key.present: fail',
      'production key.label: fail',
    ]);
    const mails = world.mails().toSorted();
    expect(mails).toHaveLength(2);
    expect(mails[0]).toMatch(/^production: SK[0-9a-f]{32} .*declared is a label that begins with/);
    expect(mails[1]).toMatch(/^staging: SK[0-9a-f]{32} is not among the 0 keys/);
  });

  it('alerts where it could not tell', async () => {
    const world = await openAuditWorld();
    world.twilio.faults.add({ kind: 'html', status: 403 });
    const report = await world.invoke({ ...SCHEDULE, environments: ['production'] });
    expect(open(report)).toContain('production key.stray: inconclusive');
    expect(world.mails()).toHaveLength(1);
  });

  it.each([
    ['there is no topic', { alerts: undefined }, 'there is no alert topic: the alert was not sent'],
    [
      'the topic takes none',
      { alerts: { publish: () => Promise.reject(new Error('no')) } },
      'the alert could not be published',
    ],
  ])('returns and logs where %s', async (_name, base, message) => {
    const world = await openAuditWorld({ base, production: LIMITED });
    expect(open(await world.invoke(SCHEDULE))).toEqual(['production key.label: fail']);
    expect(world.logLines).toContainEqual(expect.objectContaining({ level: 'error', message }));
  });
});

describe('an event that is not valid', () => {
  it.each([
    ['an unknown key', { environment: 'staging' }, 'unknown key in the payload: environment'],
    ['an empty list', { environments: [] }, '"environments" must be a list of at least one'],
    ['another trigger', { trigger: 'pipeline' }, '"trigger" must be "schedule", or absent'],
    ['a text', 'staging', 'the payload must be an object'],
  ])('says what is allowed: %s', async (_name, event, problem) => {
    const world = await openAuditWorld();
    await expect(world.invoke(event)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringContaining(problem),
    });
    await expect(world.invoke(event)).rejects.toThrow('Allowed: {"environments":["NAME",…]}');
  });

  it('names the environments there are', async () => {
    const world = await openAuditWorld();
    await expect(world.invoke({ environments: ['prodution'] })).rejects.toMatchObject({
      code: 'config.unknown-environment',
      message: expect.stringContaining('did you mean production?'),
    });
  });
});

describe('whatever breaks', () => {
  it('a defect is named and not repeated', async () => {
    const world = await openAuditWorld({
      compose: () => {
        throw new TypeError('holds hunter2');
      },
    });
    const error: unknown = await world.invoke({}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'program.defect' });
    expect(inspect(error, { depth: 9 })).not.toContain('hunter2');
  });

  it('a log that throws holds nothing up', async () => {
    const world = await openAuditWorld({ base: { log: brokenLog } });
    expect(open(await world.invoke({}))).toEqual([]);
  });

  it('the function of a bundle without configuration tells a person', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await openAuditWorld();
    const module: { readonly handler: typeof AuditFunction } = await import(
      '../../../functions/handlers/audit.ts'
    );
    expect(module.handler).toHaveLength(2);
    const context = { getRemainingTimeInMillis: () => 60_000 };
    await expect(module.handler({}, context)).rejects.toMatchObject({ code: 'config.invalid' });
  });
});

describe('no secret is shown', () => {
  /** The world, and everything that it said of a scheduled audit. */
  async function saidOf(
    arrange: (world: AuditWorld) => void,
  ): Promise<readonly [AuditWorld, string]> {
    const world = await openAuditWorld();
    arrange(world);
    const answer = await world.invoke(SCHEDULE).catch((error: unknown) => error);
    const said = [inspect(answer, { depth: 9 }), ...world.mails(), JSON.stringify(world.logLines)];
    return [world, said.join('\n')];
  }

  it.each<readonly [string, (world: AuditWorld) => void]>([
    ['when all is well', () => undefined],
    [
      'as the label of a key',
      ({ twilio, accounts: { production, parent } }) => {
        const friendlyName = `old ${parent.authTokens.us1.primary}`;
        addApiKey(twilio.world, { accountSid: production.sid, keyType: 'main', friendlyName });
      },
    ],
    [
      'by a proxy that repeats what it was sent',
      ({ twilio }) => twilio.faults.add({ kind: 'echo-credentials', status: 200, format: 'json' }),
    ],
    [
      'by a proxy that refuses with what it was sent',
      ({ twilio }) => twilio.faults.add({ kind: 'echo-credentials', status: 401, format: 'json' }),
    ],
    [
      'where secrets are swapped',
      (world) =>
        world.putSecret('production', {
          accountSid: world.keys.production.secret,
          apiKeySid: world.keys.production.secret,
          apiKeySecret: world.keys.production.sid,
        }),
    ],
  ])('%s', async (_name, arrange) => {
    const [{ accounts, keys, twilio }, said] = await saidOf(arrange);
    const secrets = [
      ...Object.values(accounts).map(({ authTokens }) => authTokens.us1.primary),
      ...Object.values(keys).map(({ secret }) => secret),
    ];
    const sids = [...twilio.world.accounts.keys(), ...twilio.world.keys.keys()];
    expect(createLeakFinder(secrets).find(withoutIdentifiers(said, sids))).toBeUndefined();
  });
});
