import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  GetSubscriptionAttributesCommand,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import {
  type CallLimits,
  createRequestHandler,
} from '../../../functions/adapters/aws/create-request-handler.ts';
import { type AwsService, describeFault } from '../../../functions/adapters/aws/describe-fault.ts';
import { inTime } from '../../../functions/adapters/aws/in-time.ts';
import { inRegion, regionOf } from '../../../functions/adapters/aws/region-of.ts';
import type { Answered, DoctorPorts } from './doctor-ports.ts';

export interface AwsAccountOptions extends CallLimits {
  /** Default: the SDK's own chain. */
  readonly region?: string | undefined;
}

const STS: AwsService = { name: 'STS', exception: STSServiceException };
const SNS: AwsService = { name: 'SNS', exception: SNSServiceException };

/** https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html */
const DEFAULT_SPEND_LIMIT_USD = 1;

/** Error names that are about the caller: credentials that are none, wrong, expired, or may not. */
const REFUSAL =
  /CredentialsProvider|TokenProvider|Denied|Authorization|Expired|ClientToken|UnrecognizedClient|Signature/;

/** A principal as IAM writes it; anything else is not shown. */
function isIdentity(accountId: string, arn: string): boolean {
  return (
    /^\d{12}$/.test(accountId) && /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:[\w+=,.@/-]+$/.test(arn)
  );
}

/**
 * Asks AWS whose credentials are in use (sts:GetCallerIdentity, which needs no permission), and SNS what
 * keeps an alert from its reader: the SMS sandbox, the spend limit, an opt-out, a filter policy. One
 * attempt each. Never throws.
 */
export function createAwsAccount(
  options: AwsAccountOptions,
): Pick<DoctorPorts, 'identity' | 'isInSmsSandbox' | 'smsSpendLimit' | 'hasOptedOut' | 'filterOf'> {
  const requestHandler = createRequestHandler(options);
  const askSns = <T>(
    arn: string,
    signal: AbortSignal,
    ask: (client: SNSClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<Answered<NonNullable<T>>> =>
    answered(SNS, async () => {
      const region = inRegion(regionOf(arn) ?? options.region);
      const client = new SNSClient({ ...region, requestHandler, maxAttempts: 1 });
      return (await inTime(signal, (abortSignal) => ask(client, { abortSignal }))) ?? undefined;
    });
  return {
    identity: ({ signal }) =>
      answered(STS, async () => {
        const client = new STSClient({
          ...inRegion(options.region),
          requestHandler,
          maxAttempts: 1,
        });
        const { Account, Arn } = await inTime(signal, (abortSignal) =>
          client.send(new GetCallerIdentityCommand({}), { abortSignal }),
        );
        return Account && Arn && isIdentity(Account, Arn)
          ? { accountId: Account, arn: Arn }
          : undefined;
      }),
    isInSmsSandbox: (topicArn, { signal }) =>
      askSns(topicArn, signal, async (client, call) => {
        const answer = await client.send(new GetSMSSandboxAccountStatusCommand({}), call);
        return answer.IsInSandbox;
      }),
    smsSpendLimit: (topicArn, { signal }) =>
      askSns(topicArn, signal, async (client, call) => {
        const names = ['MonthlySpendLimit'];
        const answer = await client.send(new GetSMSAttributesCommand({ attributes: names }), call);
        // An account that never set it has AWS's own limit.
        return Number(answer.attributes?.['MonthlySpendLimit'] ?? DEFAULT_SPEND_LIMIT_USD);
      }),
    hasOptedOut: ({ topicArn, number }, { signal }) =>
      askSns(topicArn, signal, async (client, call) => {
        const command = new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: number });
        return (await client.send(command, call)).isOptedOut;
      }),
    filterOf: (subscriptionArn, { signal }) =>
      askSns(subscriptionArn, signal, async (client, call) => {
        const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn });
        const { Attributes: attributes } = await client.send(command, call);
        const isOfBody = attributes?.['FilterPolicyScope'] === 'MessageBody';
        const scope = isOfBody ? ('MessageBody' as const) : ('MessageAttributes' as const);
        return attributes && { policy: attributes['FilterPolicy'], scope };
      }),
  };
}

async function answered<T>(
  service: AwsService,
  ask: () => Promise<T | undefined>,
): Promise<Answered<T>> {
  try {
    const value = await ask();
    return value === undefined
      ? { outcome: 'unavailable', detail: `An answer that is not one of ${service.name}.` }
      : { outcome: 'known', value };
  } catch (error) {
    const { name, message } = describeFault(error, service);
    const isRefusal = REFUSAL.test(name) || message.startsWith('No AWS Region');
    return { outcome: isRefusal ? 'refused' : 'unavailable', detail: message };
  }
}
