/**
 * One SNS publish: a body per protocol and the attributes that filter policies select on.
 *
 * Limits (SNS Publish): the whole at most 262,144 bytes; `subject` ASCII, under 100 characters, no
 * control characters; `sms` one GSM-7 segment, so at most 160 ASCII characters.
 */
export interface Alert {
  readonly subject: string;
  /** For every protocol without a body of its own. */
  readonly default: string;
  readonly email: string;
  readonly sms: string;
  /** JSON for HTTPS endpoints; absent: they get `default`. */
  readonly https?: string;
  /** JSON for the topic of the chat, published there by itself; absent: the chat gets nothing. */
  readonly chat?: string;
  readonly attributes: {
    readonly environment: string;
    readonly verdict: string;
    /** Filter policies select on it (ALERT_SEVERITIES); absent: for every subscriber. */
    readonly severity?: 'critical' | 'warning';
    /** Of a recovery: what it was. */
    readonly cause: string;
    /** Only where a history says what people know already. */
    readonly news?: 'alert' | 'reminder' | 'recovery' | undefined;
  };
}
