import {
  type MessageAttributeValue,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type { AlertSink } from '../../domain/ports.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import type { Alert } from '../../domain/report/alert.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { regionOf } from './region-of.ts';
import { withinBounds } from './within-bounds.ts';

/** Which topic, and how patiently it is called. */
export interface AlertSinkOptions extends CallLimits {
  readonly topicArn: string;
  /** Used when the ARN names no Region; default: the SDK's own chain. */
  readonly region?: string;
  /** HTTP attempts per publish, 1 to 3; default 3. */
  readonly maxAttempts?: number;
}

const SNS: AwsService = { name: 'SNS', exception: SNSServiceException };

/**
 * Publishes alerts to one SNS topic, in the Region of its ARN: one Publish with a body per protocol
 * (`default`, `email`, `sms`) and String attributes for filter policies.
 *
 * Throws {@link PreflightError} `alert.undelivered` with AWS's error name and text; its `cause` holds
 * only these, since the client's errors keep the request. A retry after a lost answer may publish
 * an alert twice: SNS standard topics deliver at least once anyhow.
 */
export function createAlertSink(options: AlertSinkOptions): AlertSink {
  const region = regionOf(options.topicArn) ?? options.region;
  const client = new SNSClient({
    ...(region === undefined ? {} : { region }),
    requestHandler: createRequestHandler(options),
    retryMode: 'standard',
    maxAttempts: options.maxAttempts ?? RETRIED_ATTEMPTS,
  });
  return {
    publish: async (alert, { signal }) => {
      const command = new PublishCommand(publishInput(options.topicArn, alert));
      try {
        const answer = await withinBounds({ signal }, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        requireMessageId(answer.MessageId);
      } catch (error) {
        throw undelivered(error);
      }
    },
  };
}

function publishInput(topicArn: string, alert: Alert): PublishCommandInput {
  return {
    TopicArn: topicArn,
    Subject: alert.subject,
    MessageStructure: 'json',
    Message: JSON.stringify({ default: alert.default, email: alert.email, sms: alert.sms }),
    MessageAttributes: stringAttributes(alert.attributes),
  };
}

function stringAttributes(
  attributes: Alert['attributes'],
): Readonly<Record<string, MessageAttributeValue>> {
  const present = Object.entries(attributes).filter(([, value]) => value !== '');
  // SNS refuses the whole message for one empty attribute value.
  return Object.fromEntries(
    present.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
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
