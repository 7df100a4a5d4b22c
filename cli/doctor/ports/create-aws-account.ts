import {
  GetSMSSandboxAccountStatusCommand,
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

/** Error names that are about the caller: credentials that are none, wrong, expired, or may not. */
const REFUSAL =
  /CredentialsProvider|TokenProvider|Denied|Authorization|Expired|ClientToken|UnrecognizedClient|Signature/;

/**
 * Asks AWS whose credentials are in use (sts:GetCallerIdentity, which needs no permission), and whether text messages
 * are in the sandbox (sns:GetSMSSandboxAccountStatus). One attempt each. Never throws.
 */
export function createAwsAccount(
  options: AwsAccountOptions,
): Pick<DoctorPorts, 'identity' | 'isInSmsSandbox'> {
  const requestHandler = createRequestHandler(options);
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
        return Account && Arn ? { accountId: Account, arn: Arn } : undefined;
      }),
    isInSmsSandbox: (topicArn, { signal }) =>
      answered(SNS, async () => {
        const client = new SNSClient({
          ...inRegion(regionOf(topicArn) ?? options.region),
          requestHandler,
          maxAttempts: 1,
        });
        const { IsInSandbox } = await inTime(signal, (abortSignal) =>
          client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal }),
        );
        return IsInSandbox;
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
