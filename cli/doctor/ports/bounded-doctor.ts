import { withTimeLimit } from '../../../functions/domain/concurrency/time-limit.ts';
import type { CallOptions } from '../../../functions/domain/model/ports.ts';
import type { Answered, DoctorPorts } from './doctor-ports.ts';

/** After its signal a port may take so long to say how its call ended. */
const GRACE_MS = 500;

/** The ports of `doctor`, whose calls end with their signal: as not known where a port ignores it. */
export function boundedDoctor(ports: DoctorPorts): DoctorPorts {
  const { clock } = ports;
  const bound = async <T>(
    { signal: parent }: CallOptions,
    { ask, unanswered }: { ask: (options: CallOptions) => Promise<T>; unanswered: T },
  ): Promise<T> => {
    try {
      const limit = { clock, parent, graceMs: GRACE_MS };
      return await withTimeLimit(limit, (signal) => ask({ signal }));
    } catch (error) {
      if (!parent.aborted) throw error;
      return unanswered;
    }
  };
  return {
    clock,
    identity: (options) => bound(options, { ask: ports.identity, unanswered: unavailable('STS') }),
    isInSmsSandbox: (topicArn, options) =>
      bound(options, {
        ask: (call) => ports.isInSmsSandbox(topicArn, call),
        unanswered: unavailable('SNS'),
      }),
    smsSpendLimit: (topicArn, options) =>
      bound(options, {
        ask: (call) => ports.smsSpendLimit(topicArn, call),
        unanswered: unavailable('SNS'),
      }),
    hasOptedOut: (question, options) =>
      bound(options, {
        ask: (call) => ports.hasOptedOut(question, call),
        unanswered: unavailable('SNS'),
      }),
    filterOf: (subscriptionArn, options) =>
      bound(options, {
        ask: (call) => ports.filterOf(subscriptionArn, call),
        unanswered: unavailable('SNS'),
      }),
    describeSecret: (secret, options) =>
      bound(options, {
        ask: (call) => ports.describeSecret(secret, call),
        unanswered: {
          outcome: 'failed',
          failure: 'unavailable',
          message: noAnswerFrom('Secrets Manager'),
        },
      }),
    probeHost: (product, region, options) =>
      bound(options, {
        ask: (call) => ports.probeHost(product, region, call),
        unanswered: {
          host: `${product}.twilio.com (${region})`,
          isReachable: false,
          detail: 'no answer in time',
        },
      }),
    subscriptions: {
      list: (topicArn, options) =>
        bound(options, {
          ask: (call) => ports.subscriptions.list(topicArn, call),
          unanswered: unavailable('SNS'),
        }),
    },
  };
}

function unavailable(service: string): Extract<Answered<never>, { detail: string }> & {
  readonly outcome: 'unavailable';
} {
  return { outcome: 'unavailable', detail: noAnswerFrom(service) };
}

function noAnswerFrom(service: string): string {
  return `No answer from ${service} in time.`;
}
