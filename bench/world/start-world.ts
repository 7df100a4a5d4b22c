import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job } from '../../local/aws/jobs/job-store.ts';
import type { JournalEntry as AwsRequest } from '../../local/aws/journal.ts';
import type { JournalEntry as TwilioRequest } from '../../local/twilio/journal.ts';
import { control } from './control-call.ts';
import type { WorldAddresses } from './world-process.ts';

/** Milliseconds by which every answer is late; 0 for none. */
export interface Latency {
  readonly twilioMs: number;
  /** Of Secrets Manager. */
  readonly awsMs: number;
}

/** Every request since the last `forget`, oldest first. */
export interface Requests {
  readonly aws: readonly AwsRequest[];
  readonly twilio: readonly TwilioRequest[];
}

/** A local AWS and a local Twilio that hold what one configuration declares. */
export interface BenchWorld extends WorldAddresses {
  createJob(): Promise<Job>;
  job(id: string): Promise<Job>;
  requests(): Promise<Requests>;
  /** Empties both journals. */
  forget(): Promise<void>;
  delayAnswers(latency: Latency): Promise<void>;
  close(): void;
}

const WORLD_PROCESS: string = fileURLToPath(new URL('./world-process.ts', import.meta.url));

/** Starts the world of `configFile` in a process of its own. Rejects when that process ends first. */
export async function startWorld(configFile: string): Promise<BenchWorld> {
  const child = fork(WORLD_PROCESS, [configFile]);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The embedded world ended at its start, with exit code ${code}.`);
  });
  const [addresses] = (await Promise.race([once(child, 'message'), ended])) as [WorldAddresses];
  // From now on its end is wanted, or shows in the next request to it.
  ended.catch(() => undefined);
  return { ...addresses, ...controlsOf(addresses), close: () => child.kill() };
}

type Controls = Omit<BenchWorld, keyof WorldAddresses | 'close'>;

function controlsOf({ awsEndpoint, twilioOrigin }: WorldAddresses): Controls {
  const aws = { origin: awsEndpoint };
  const twilio = { origin: twilioOrigin };
  const journal = { path: '/journal' } as const;
  return {
    createJob: () => control<Job>({ ...aws, method: 'POST', path: '/jobs', body: {} }),
    job: (id) => control<Job>({ ...aws, method: 'GET', path: `/jobs/${id}` }),
    requests: async () => {
      const [ofAws, ofTwilio] = await Promise.all([
        control<{ journal: AwsRequest[] }>({ ...aws, ...journal, method: 'GET' }),
        control<{ requests: TwilioRequest[] }>({ ...twilio, ...journal, method: 'GET' }),
      ]);
      return { aws: ofAws.journal, twilio: ofTwilio.requests };
    },
    forget: async () => {
      await control({ ...aws, ...journal, method: 'DELETE' });
      await control({ ...twilio, ...journal, method: 'DELETE' });
    },
    delayAnswers: async ({ twilioMs, awsMs }) => {
      const faults = { method: 'POST', path: '/faults' } as const;
      await control({ ...aws, ...faults, method: 'DELETE' });
      await control({ ...twilio, ...faults, method: 'DELETE' });
      const delay = (delayMs: number): object => ({ kind: 'delay', delayMs });
      if (twilioMs > 0) await control({ ...twilio, ...faults, body: delay(twilioMs) });
      if (awsMs > 0) {
        await control({ ...aws, ...faults, body: { service: 'secretsmanager', ...delay(awsMs) } });
      }
    },
  };
}
