import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createAwsAccount } from '../../cli/doctor/ports/create-aws-account.ts';
import { createHostProbe } from '../../cli/doctor/ports/create-host-probe.ts';
import { describeSecretAccess } from '../../cli/doctor/ports/describe-secret-access.ts';
import { run } from '../../cli/run.ts';
import type { Services } from '../../cli/services.ts';
import { createAlertSubscriptions } from '../../functions/adapters/aws/create-alert-subscriptions.ts';
import { createSecretReader } from '../../functions/adapters/aws/create-secret-reader.ts';
import { createFingerprints } from '../../functions/adapters/system/create-fingerprints.ts';
import { systemRandomness } from '../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../functions/adapters/twilio/create-twilio-api.ts';
import { type Front, startFront } from '../faults/misbehaving-front.ts';
import { MISBEHAVIOURS, switchProtocols } from '../faults/misbehaviours.ts';
import { createFastClock } from '../functions/handlers/fast-clock.ts';
import { GATE, openWorld, startGate, subscribe, type World } from './doctor/doctor-world.ts';
import { COMMANDS } from './every-command.ts';
import { recordedIo } from './recorded-io.ts';

/** Where a server misbehaves, at first; elsewhere no limit that a slow machine could reach. */
const SHORT_MS = 150;
const LONG_MS = 20_000;
/** Beyond the longest limit of a command, in the time of its clock. */
const LONGEST_MS = 300_000;
/** How fast time passes once a server misbehaves. An invocation of a function may take minutes. */
const SPEEDS = { invoke: 100, history: 100, override: 100, snooze: 100 } as const;
const SPEED = 10;

const NAMED = {
  twilio: /Twilio|twilio\.com/,
  secretsmanager: /Secrets Manager|secret could not be read/,
  sts: /STS/,
  sns: /SNS/,
  lambda: /Lambda/,
} as const;

type Service = keyof typeof NAMED;

const EVERY_SERVICE = Object.keys(NAMED) as readonly Service[];
const SERVERS: readonly (readonly Service[])[] = [
  ...EVERY_SERVICE.map((service) => [service]),
  EVERY_SERVICE.filter((service) => service !== 'twilio'),
];

/** Whom a command asks, and so must name. A sign-in is not held up by an STS that says nothing. */
const ASKED: Readonly<Record<string, readonly Service[]>> = {
  verify: ['twilio', 'secretsmanager'],
  diagnose: ['twilio', 'secretsmanager'],
  audit: ['twilio', 'secretsmanager'],
  invoke: ['lambda'],
  history: ['lambda'],
  override: ['lambda'],
  snooze: ['lambda'],
  doctor: EVERY_SERVICE,
  init: ['twilio', 'secretsmanager'],
};

/** Writes what it knows, and names what it does not. */
const MAY_END_WELL: readonly string[] = ['init'];

const INIT = [
  ...['init', '--config', 'init.json', '--auditor', 'twilio/auditor'],
  ...['--env', `production=production/twilio/credentials:AC${'5f'.repeat(16)}`],
];

interface Fronts {
  readonly world: World;
  readonly aws: Front;
  readonly twilio: Front;
  readonly lambda: Front;
}

/** A world in which all is well, behind fronts. */
async function openFronts(): Promise<Fronts> {
  const world = await openWorld();
  subscribe(world, 'ops@example.com');
  subscribe(world, '+15551230001');
  await startGate({ PREFLIGHT_ALERT_TOPIC_ARN: world.topicArn });
  const [aws, twilio, lambda] = await Promise.all([
    startFront(world.world.aws.endpoint),
    startFront(world.world.twilio.origin),
    startFront(process.env['AWS_ENDPOINT_URL_LAMBDA']),
  ]);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.origin);
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', lambda.origin);
  vi.stubEnv('AWS_SESSION_TOKEN', 'an-example');
  onTestFinished(() => {
    for (const front of [aws, twilio, lambda]) front.close();
  });
  return { world, aws, twilio, lambda };
}

interface Ended {
  readonly exitCode: number;
  readonly said: string;
  readonly tookMs: number;
}

/** Which servers misbehave, and what happens when one first does. */
interface Misbehaving {
  readonly servers: readonly Service[];
  /** The limit of a call to them, in the machine's time. */
  readonly shortMs: number;
  readonly onFirst: (hear: () => void) => unknown;
}

/**
 * Runs a command over real adapters. Its time passes fast from when a server misbehaves: before, a slow
 * machine would be late with what is well.
 */
async function runCommand(
  command: readonly string[],
  { servers, shortMs, onFirst }: Misbehaving,
  { world: { directory }, twilio }: Fronts,
): Promise<Ended> {
  const [name = ''] = command;
  const clock = createFastClock(1);
  onFirst(() => clock.run(name in SPEEDS ? SPEEDS[name as keyof typeof SPEEDS] : SPEED));
  const origin = new URL(twilio.origin);
  const limits = (service: Service): { readonly requestTimeoutMs: number } => ({
    requestTimeoutMs: servers.includes(service) ? shortMs : LONG_MS,
  });
  const services: Services = {
    clock,
    composeVerification: ({ region }) => {
      const ports = {
        secrets: createSecretReader({ region, ...limits('secretsmanager') }),
        twilio: createTwilioApi({
          clock,
          origin,
          randomness: systemRandomness,
          productVersion: '0.0.0',
          attemptTimeoutMs: limits('twilio').requestTimeoutMs,
        }),
        clock,
        randomness: systemRandomness,
      };
      return () => ({ ...ports, fingerprints: createFingerprints() });
    },
    composeDoctor: ({ region }) => {
      const sns = createAwsAccount({ region, ...limits('sns') });
      const { identity } = createAwsAccount({ region, ...limits('sts') });
      return {
        ...sns,
        identity,
        describeSecret: describeSecretAccess({ region, ...limits('secretsmanager') }),
        probeHost: createHostProbe(origin),
        subscriptions: createAlertSubscriptions(limits('sns')),
        clock,
      };
    },
  };
  const env = { AWS_REGION: 'us-east-1', PREFLIGHT_TWILIO_ORIGIN: twilio.origin };
  const recorded = recordedIo({ directory, env, services });
  const exitCode = await run(
    command.map((part) => (part === 'gate' ? GATE : part)),
    recorded.io,
  );
  return { exitCode, said: recorded.stdout() + recorded.stderr(), tookMs: clock.monotonicMs() };
}

it.each(
  Object.entries(MISBEHAVIOURS).flatMap(([misbehaviour, listener]) =>
    SERVERS.map((servers) => ({ misbehaviour, listener, servers, who: servers.join(', ') })),
  ),
)(
  'every command ends in time and names who did not answer, where $who $misbehaviour',
  async ({ servers, listener }) => {
    const fronts = await openFronts();
    const { aws, twilio, lambda } = fronts;
    const hearing: (() => void)[] = [];
    const heard: RequestListener = (...exchange) => {
      for (const hear of hearing) hear();
      listener(...exchange);
    };
    const counts = servers.map((service) => {
      if (service === 'twilio') return twilio.misbehave({ listener: heard });
      return (service === 'lambda' ? lambda : aws).misbehave({ service, listener: heard });
    });
    const onFirst = (hear: () => void): unknown => hearing.push(hear);
    const isHeard = (): boolean => counts.some((count) => count() > 0);
    // A busy machine may give up a call before it has sent it: then nothing was tried yet.
    for (let shortMs = SHORT_MS; !isHeard(); shortMs *= 2) {
      const misbehaving = { servers, shortMs, onFirst };
      const wrong = await Promise.all(
        [...COMMANDS, INIT].map(async (command) => {
          const [name = ''] = command;
          const { exitCode, said, tookMs } = await runCommand(command, misbehaving, fronts);
          const asked = servers.filter((service) => ASKED[name]?.includes(service));
          const isNamed = asked.length === 0 || asked.some((service) => NAMED[service].test(said));
          const isGood = asked.length > 0 && exitCode === 0 && !MAY_END_WELL.includes(name);
          const isWrong = !isNamed || tookMs > LONGEST_MS || isGood;
          return isWrong ? [`${command.join(' ')}, after ${tookMs} ms: ${exitCode} ${said}`] : [];
        }),
      );
      expect(wrong.flat()).toEqual([]);
    }
  },
);

const LAUNCHER = fileURLToPath(new URL('../../cli/twilio-preflight.mjs', import.meta.url));

it.each([
  ['verify', 3],
  // A host of Twilio that is not reached is a problem that doctor found.
  ['doctor', 1],
] as const)('a process of %s ends though a connection is left open', async (command, expected) => {
  const { world, aws, twilio } = await openFronts();
  const listener = switchProtocols('left open');
  twilio.misbehave({ listener });
  if (command === 'doctor') aws.misbehave({ listener });
  const child = spawn(process.execPath, [LAUNCHER, command, '--format', 'json'], {
    cwd: world.directory,
    env: { ...process.env, PREFLIGHT_TWILIO_ORIGIN: twilio.origin },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [[exitCode], said] = await Promise.all([once(child, 'close'), text(child.stdout)]);
  expect(exitCode).toBe(expected);
  expect(said).toContain('101');
});
