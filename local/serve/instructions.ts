import { ENVIRONMENT_VARIABLES, OUTPUTS } from '../../functions/contract.ts';
import type { RunningWorld } from './start-world.ts';

/**
 * What to export and what to try, as one text for a terminal. Every command works as printed in a
 * POSIX shell, with version 1 and 2 of the AWS CLI. Holds no secret.
 *
 * An AWS CLI before 2.13 and 1.29 reads no AWS_ENDPOINT_URL. So each `aws` command names its endpoint, and
 * a command that does not, such as one that a report advises, fails there: a CA bundle without
 * certificates lets no HTTPS connection be made. Node.js does not read AWS_CA_BUNDLE.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function instructions(world: RunningWorld): string {
  return [exportLines(world), tryLines(world), laterLines(world), faultLines(world)].join('\n\n');
}

function exportLines({ aws, twilio, deployment }: RunningWorld): string {
  return `Export these in another terminal, in this directory:

  unset AWS_PROFILE AWS_SESSION_TOKEN
  export AWS_ENDPOINT_URL=${aws.endpoint}
  export AWS_ENDPOINT_URL_LAMBDA=${deployment.lambdaEndpoint}
  export AWS_REGION=${aws.region} AWS_DEFAULT_REGION=${aws.region}
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  export AWS_CA_BUNDLE=/dev/null
  export ${ENVIRONMENT_VARIABLES.twilioOrigin}=${twilio.origin}

The commands below give the AWS CLI its endpoint. Without it, version 2.13 or 1.29 is the oldest that works: older ones
do not read AWS_ENDPOINT_URL, and AWS_CA_BUNDLE keeps them from connecting to AWS.`;
}

function tryLines({ aws, example, deployment }: RunningWorld): string {
  const gate = deployment.gate.functionName;
  const { name, secretId } = protectedEnvironment({ example });
  const secrets = `aws --endpoint-url ${aws.endpoint} secretsmanager`;
  return `The gate function is ${gate}. Invoke it, or verify from here:

  npx --no twilio-preflight verify
  npx --no twilio-preflight invoke --function ${gate} --env ${name}
  echo '{"environment":"${name}"}' | ${invoke(deployment)} ${gate} \\
    --payload fileb:///dev/stdin /tmp/report.json && cat /tmp/report.json

Break ${name}: make the value from before the last rotation the newest version. Run it again, and it is fixed:

  ${secrets} put-secret-value --secret-id ${secretId} --secret-string \\
    "$(${secrets} get-secret-value --secret-id ${secretId} \\
      --version-stage AWSPREVIOUS --query SecretString --output text)"`;
}

function laterLines({ example, deployment }: RunningWorld): string {
  const gate = deployment.gate.functionName;
  const watch = deployment.outputs[OUTPUTS.watchFunctionName] ?? '';
  const control = deployment.outputs[OUTPUTS.controlFunctionName] ?? '';
  const { name } = protectedEnvironment({ example });
  return `The history of verifications, an audit of the keys of every account, a check of the surroundings, and one run of the watch:

  npx --no twilio-preflight history --function ${gate} --env ${name}
  npx --no twilio-preflight audit
  npx --no twilio-preflight doctor --function ${gate}
  echo '{"trigger":"schedule"}' | ${invoke(deployment)} ${watch} \\
    --payload fileb:///dev/stdin /tmp/watch.json && cat /tmp/watch.json
  npx --no twilio-preflight snooze --function ${control} --env ${name} --hours 1 --reason rehearsal`;
}

function invoke({ lambdaEndpoint }: RunningWorld['deployment']): string {
  return `aws --endpoint-url ${lambdaEndpoint} lambda invoke --function-name`;
}

function faultLines({ aws, twilio, example }: RunningWorld): string {
  const { accountSid } = protectedEnvironment({ example });
  const suspension = { change: 'set-account-status', accountSid, status: 'suspended' };
  return `Make Twilio fail, clear the fault, suspend an account; everything else that can be changed:

  curl -X POST ${twilio.origin}/__control__/faults -H 'content-type: application/json' -d '{"kind":"html","status":503}'
  curl -X DELETE ${twilio.origin}/__control__/faults
  curl -X POST ${twilio.origin}/__control__/world -H 'content-type: application/json' -d '${JSON.stringify(suspension)}'
  curl ${twilio.origin}/__control__

The emails and the SMS that were delivered, and the calls that AWS got:

  curl ${aws.endpoint}/__control__/mailbox
  curl ${aws.endpoint}/__control__/phone-log
  curl ${aws.endpoint}/__control__/journal

The functions' logs follow. Ctrl-C ends everything.`;
}

/** The environment of the examples: production is usually the last one that is declared. */
function protectedEnvironment({ example }: Pick<RunningWorld, 'example'>): {
  readonly name: string;
  readonly secretId: string;
  readonly accountSid: string;
} {
  const last = example.environments.at(-1);
  if (last === undefined) throw new Error('A configuration has at least one environment.');
  return last;
}
