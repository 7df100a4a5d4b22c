import {
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type { CallOptions } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { inRegion, regionOf } from './region-of.ts';

/** Which topic, and how patiently it is called. */
export interface TopicPublisherOptions extends CallLimits {
  readonly topicArn: string;
  /** Used when the ARN names no Region; default: the SDK's own chain. */
  readonly region?: string;
  /** HTTP attempts per publish, 1 to 3; default 3. */
  readonly maxAttempts?: number;
}

/** Publishes one message to the topic. */
export type TopicPublisher = (
  message: Omit<PublishCommandInput, 'TopicArn'>,
  options: CallOptions,
) => Promise<void>;

const SNS: AwsService = { name: 'SNS', exception: SNSServiceException };

/**
 * Publishes to one SNS topic, in the Region of its ARN.
 *
 * Throws {@link PreflightError} `alert.undelivered` with AWS's error name and text; its `cause` holds
 * only these, since the client's errors keep the request. A retry after a lost answer may publish
 * a message twice: SNS standard topics deliver at least once anyhow.
 */
export function createTopicPublisher(options: TopicPublisherOptions): TopicPublisher {
  const { topicArn } = options;
  // Made with the first message: no run that passes needs it.
  let made: SNSClient | undefined;
  return async (message, { signal }) => {
    made ??= createClient(options);
    const client = made;
    const command = new PublishCommand({ TopicArn: topicArn, ...message });
    try {
      const answer = await inTime(signal, (abortSignal) => client.send(command, { abortSignal }));
      requireMessageId(answer.MessageId);
    } catch (error) {
      throw undelivered(error);
    }
  };
}

function createClient(options: TopicPublisherOptions): SNSClient {
  return new SNSClient({
    ...inRegion(regionOf(options.topicArn) ?? options.region),
    requestHandler: createRequestHandler(options),
    retryMode: 'standard',
    maxAttempts: options.maxAttempts ?? RETRIED_ATTEMPTS,
  });
}

/** A 200 without a message id is a proxy's, or an empty body that the client takes for an answer. */
function requireMessageId(messageId: string | undefined): void {
  if (!messageId) {
    throw new PreflightError('The alert was not published: an answer that is not one of SNS.', {
      code: 'alert.undelivered',
      fault: 'service',
    });
  }
}

function undelivered(error: unknown): PreflightError {
  if (error instanceof PreflightError) {
    return error;
  }
  const { name, message } = describeFault(error, SNS);
  return new PreflightError(`The alert was not published: ${message}`, {
    code: 'alert.undelivered',
    fault: 'service',
    cause: { name, message },
  });
}
