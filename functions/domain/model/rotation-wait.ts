import type { TwilioReply } from './twilio-api.ts';

/** How long a rotation has been waited for, and how often the secret was read, all attempts counted. */
export interface RotationWait {
  readonly waitedMs: number;
  /** At least 2: before the wait and after it. */
  readonly readings: number;
  /** Twilio's replies to earlier attempts of the same run: they count as requests, and prove nothing now. */
  readonly earlierReplies?: readonly TwilioReply[] | undefined;
}

/** The same in words: `waited 60 s for a rotation to end (7 readings)`. */
export function describeWait({ waitedMs, readings }: RotationWait): string {
  return `waited ${Math.round(waitedMs / 1000)} s for a rotation to end (${readings} readings)`;
}
