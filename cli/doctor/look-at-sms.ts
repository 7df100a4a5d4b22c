import type { CallOptions } from '../../functions/domain/model/ports.ts';
import type { Finding } from './finding.ts';
import type { DoctorPorts } from './ports/doctor-ports.ts';

const CHECK = 'alerts.sms';

/** Whether text messages are sent at all: the sandbox, what may be spent in a month, who opted out. */
export async function lookAtSms(
  ports: DoctorPorts,
  topicArn: string,
  { numbers, ...options }: CallOptions & { readonly numbers: readonly string[] },
): Promise<readonly Finding[]> {
  const found = await Promise.all([
    sandboxFinding(ports, topicArn, options),
    spendFinding(ports, topicArn, options),
    ...numbers.map((number) => optOutFindings(ports, { topicArn, number }, options)),
  ]);
  return found.flat();
}

async function sandboxFinding(
  { isInSmsSandbox }: DoctorPorts,
  topicArn: string,
  options: CallOptions,
): Promise<Finding> {
  const answer = await isInSmsSandbox(topicArn, options);
  if (answer.outcome !== 'known') {
    return unknown('Whether text messages are sent', answer.detail, 'GetSMSSandboxAccountStatus');
  }
  if (!answer.value) {
    return { check: CHECK, status: 'ok', message: 'Text messages go to any number.' };
  }
  return {
    check: CHECK,
    status: 'problem',
    message:
      "This AWS account's text messages are in the sandbox: only numbers that were verified there get any.",
    remedy:
      'Verify each number (aws sns create-sms-sandbox-phone-number), or leave the sandbox in the SNS console.',
  };
}

/** SNS stops sending when it is reached; 1 USD unless AWS raised it for the account. */
async function spendFinding(
  { smsSpendLimit }: DoctorPorts,
  topicArn: string,
  options: CallOptions,
): Promise<Finding> {
  const answer = await smsSpendLimit(topicArn, options);
  if (answer.outcome !== 'known') {
    return unknown('The monthly limit of text messages', answer.detail, 'GetSMSAttributes');
  }
  const { value } = answer;
  const message = `Text messages may cost at most ${value} USD a month in this account; beyond that SNS sends none.`;
  if (value > 0) return { check: CHECK, status: 'ok', message };
  const remedy = 'Raise it: aws sns set-sms-attributes --attributes MonthlySpendLimit=1';
  return { check: CHECK, status: 'problem', message, remedy };
}

async function optOutFindings(
  { hasOptedOut }: DoctorPorts,
  { topicArn, number }: { readonly topicArn: string; readonly number: string },
  options: CallOptions,
): Promise<readonly Finding[]> {
  const answer = await hasOptedOut({ topicArn, number }, options);
  if (answer.outcome !== 'known') {
    return [
      unknown(`Whether ${number} has opted out`, answer.detail, 'CheckIfPhoneNumberIsOptedOut'),
    ];
  }
  if (!answer.value) return [];
  return [
    {
      check: CHECK,
      status: 'problem',
      message: `${number} has opted out of text messages: SNS sends it none.`,
      remedy: `Once in 30 days it may be opted in again: aws sns opt-in-phone-number --phone-number ${number}`,
    },
  ];
}

function unknown(what: string, detail: string, action: string): Finding {
  return {
    check: CHECK,
    status: 'unknown',
    message: `${what} was not looked at: ${detail}`,
    remedy: `These credentials need sns:${action}.`,
  };
}
