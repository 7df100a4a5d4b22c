import { z } from 'zod';

const status = z.int().min(200).max(599);

const target = {
  /** Which requests a fault is for; every part that is given must match, none given means all. */
  match: z
    .strictObject({
      /** Source of a regular expression, tested against the path without query: `/IncomingPhoneNumbers`. */
      path: z.string().min(1).refine(isRegularExpression, 'not a regular expression').optional(),
      /** The `Host` header, without port: `api.twilio.com`. */
      host: z.string().min(1).optional(),
      /** The Basic username: an Account SID or API Key SID. */
      username: z.string().min(1).optional(),
      method: z.enum(['GET', 'POST']).optional(),
    })
    .readonly()
    .optional(),
  times: z.int().min(1).optional(),
};

/**
 * What goes wrong, for which requests, and how often (`times`: unlimited unless given). As JSON, it is the body
 * of the control call: unknown keys and kinds are errors that name their path.
 *
 * - `status`: an error in Twilio's classic JSON shape. `html`, `malformed-json`, `empty`: any status.
 * - `redirect`: 302 unless given. `rate-limit`: 429/20429, with `Retry-After` if given.
 * - `json`: any body, for RFC 9457 shapes or a 200 with `{}`.
 * - `delay`: what would have come, after `delayMs`; it combines with the next fault that matches.
 * - `hang`: no byte, ever. `reset`: the connection is reset. `slow-body`: status and headers at once,
 *   then a body that drips and never ends. `truncated`: less body than announced, then the end.
 * - `lost-answer`: what was asked is done, and the connection is reset before the answer.
 * - `echo-credentials`: a hostile proxy whose page holds the credentials it received.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status,
    code: z.int(),
    message: z.string().optional(),
    ...target,
  }),
  z.strictObject({ kind: z.enum(['html', 'malformed-json', 'empty']), status, ...target }),
  z.strictObject({
    kind: z.literal('redirect'),
    location: z.string().min(1),
    status: z.int().min(300).max(399).optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('rate-limit'),
    retryAfterSeconds: z.number().min(0).optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('json'),
    status,
    body: z.json(),
    contentType: z.string().optional(),
    /** In the header that holds Twilio's own otherwise. */
    requestId: z.string().optional(),
    ...target,
  }),
  z.strictObject({ kind: z.literal('delay'), delayMs: z.int().min(0).max(600_000), ...target }),
  z.strictObject({ kind: z.enum(['hang', 'reset', 'lost-answer']), ...target }),
  z.strictObject({
    kind: z.enum(['slow-body', 'truncated']),
    status: status.optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('echo-credentials'),
    status: status.optional(),
    format: z.enum(['json', 'html']).optional(),
    ...target,
  }),
]);

/** A fault of this world, as its schema describes it. */
export type Fault = Readonly<z.infer<typeof faultSchema>>;

/** A fault that replaces the answer: any but `delay`. */
export type DisruptiveFault = Exclude<Fault, { readonly kind: 'delay' }>;

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
