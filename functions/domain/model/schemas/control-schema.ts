import * as z from 'zod';
import { list, open, optionalText, text } from './shapes.ts';

/** A moment by which something is decided: one that is none must not open a gate. */
const moment = z.iso.datetime();

/** A notification of an event of a control: on its way since `at`, or sent. */
const notified = open({ at: moment, isSent: z.boolean() });

const members = {
  /** `override/ENVIRONMENT/EXECUTION` or `snooze/ENVIRONMENT`: there is one of each at a time. */
  id: text,
  environment: text,
  /** Of a person; one line. */
  reason: text,
  /** ARN of the caller, as the caller's side gives it; Lambda itself does not. */
  by: optionalText,
  /** Of the Lambda invocation: CloudTrail's data events name its caller by it. */
  requestId: optionalText,
  beganAt: moment,
  /** From then on it has no effect; the moment of the revocation where it was revoked. */
  endsAt: moment,
  revoked: z.optional(open({ by: optionalText, requestId: optionalText })),
  /** 1 for the first; each write is on condition of the one before. */
  revision: z.number().int().positive(),
  /** The first run whose gate it opened. */
  used: z.optional(open({ at: moment, runId: text })),
  notified: open({
    begun: z.optional(notified),
    used: z.optional(notified),
    ended: z.optional(notified),
  }),
};

const common = open(members);
type Common = z.infer<typeof common>;

/** What a person has set, as it is stored and as the control function answers it. */
// zod's type of a loose object has an index signature, as in `open`.
export const controlSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('override'), executionId: text, ...members }),
  z.looseObject({ kind: z.literal('snooze'), ...members }),
]) as unknown as z.ZodType<Control>;

/** Opens the gate for one execution of a pipeline, although its verdict is inconclusive. */
export interface Override extends Common {
  readonly kind: 'override';
  readonly executionId: string;
}

/** Until its end there are no reminders and no alerts of unattended runs. */
export interface Snooze extends Common {
  readonly kind: 'snooze';
}

export type Control = Override | Snooze;

/** The control function's answer to every request, as JSON, `schemaVersion` 1. Members are only added. */
export const controlAnswerSchema = open({
  schemaVersion: z.literal(1),
  /** The one that was set or revoked; of a list all that are stored, the newest first. */
  controls: list(controlSchema),
});

export type ControlAnswer = z.infer<typeof controlAnswerSchema>;
