import type { StoredObject } from '../../aws/objects/object-store.ts';
import { ARTIFACT_CREDENTIALS } from '../../pipeline/job-event.ts';
import { compared, type Step } from '../checklist.ts';
import { countLeaks } from '../leaks.ts';
import type { RunningSystem } from '../system/running-system.ts';

/**
 * All that came out of a system as one text: job results, emails, SMS, the functions' logs, the objects and
 * states of a fleet's runs, and the journals of both worlds.
 */
export function everythingSaid({ aws, twilio, deployment }: RunningSystem): string {
  return JSON.stringify([
    aws.jobs.list(),
    aws.notifications.mailbox.list(),
    aws.notifications.phoneLog.list(),
    aws.notifications.webhookLog.list(),
    aws.journal.list(),
    twilio.journal.entries(),
    deployment.outputs,
    deployment.functions.map(({ logs }) => logs),
    aws.executions.list(),
    aws.objects.buckets().flatMap((bucket) => saidIn(aws.objects.list(bucket))),
  ]);
}

/** Fingerprints say nothing without their key, but so many random digits hold some of any token by chance. */
function saidIn(objects: readonly StoredObject[]): readonly string[] {
  return objects
    .filter(({ key }) => !key.includes('/fingerprints/'))
    .map(({ key, body }) => `${key}\n${body}`);
}

/** Every secret of a system: those of its pipeline's events, and all that Twilio ever accepted. */
export function everySecret({ twilio, example, fleet }: RunningSystem): readonly string[] {
  const { accounts, keys, testCredentials } = twilio.world;
  const secrets = [
    ...Object.values(ARTIFACT_CREDENTIALS),
    ...example.secretValues(),
    ...(fleet?.secretValues() ?? []),
    ...[...keys.values()].map(({ secret }) => secret),
    ...[...testCredentials.values()].map(({ authToken }) => authToken),
    ...[...accounts.values()].flatMap(({ authTokens }) =>
      Object.values(authTokens).map(({ primary }) => primary),
    ),
  ];
  return [...new Set(secrets)];
}

/** Looks for every secret of a system in all that came out of it. Says how many, never which. */
export function checkCleanliness(system: RunningSystem): Step {
  const found = countLeaks(everythingSaid(system), everySecret(system));
  return {
    title: 'No answer, alert, log or journal holds a secret or a part of one',
    items: [compared('secrets that were seen', { expected: 0, found })],
  };
}
