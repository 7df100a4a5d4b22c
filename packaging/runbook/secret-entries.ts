import { HELP } from '../../functions/domain/causes/help-urls.ts';
import {
  ALLOW_DECRYPT,
  restoreSecret,
  seeEncryptionKey,
  seeResourcePolicy,
  seeVersions,
} from '../../functions/domain/causes/steps.ts';
import {
  ANY_PLACE,
  ASK_GATE_AGAIN,
  CHECK_AGAIN,
  DESCRIBE_SECRET,
  PUT_VALUE,
  STORE_IT,
} from './placeholder-steps.ts';
import type { RunbookEntries } from './runbook-entry.ts';

const WHO_CALLS = 'aws sts get-caller-identity';

/** Secrets Manager did not give the secret, or what it gave holds no credential. */
export const SECRET_ENTRIES: RunbookEntries = {
  'secret.not-found': {
    title: 'the secret, or the version that was asked for, does not exist',
    checks: ['secret.readable'],
    helpUrl: HELP.getSecretValue,
    means:
      'Secrets Manager knows no secret of this id in this AWS account and Region, or the secret has no value under the version stage. The application that reads it will not start.',
    proof:
      "Proven by Secrets Manager's own answer: `ResourceNotFoundException` to GetSecretValue. Its message tells a missing secret from a missing version.",
    ruledOutBy:
      'A denied caller gets `AccessDeniedException` ([secret.access-denied](#secretaccess-denied)); a secret that waits for deletion gets `InvalidRequestException` ([secret.pending-deletion](#secretpending-deletion)).',
    steps: [
      {
        text: 'See in which AWS account you are, and whether the name and the Region are right.',
        command: `${WHO_CALLS}\n${DESCRIBE_SECRET}`,
      },
      seeVersions(ANY_PLACE),
      {
        text: 'If it has no AWSCURRENT, store a value. AWSPENDING and AWSPREVIOUS come and go with rotations: ask for a stage that there is. If the secret does not exist, create it, or correct `environments.ENVIRONMENT.secret` and deploy.',
        command: PUT_VALUE,
      },
      CHECK_AGAIN,
    ],
    avoid:
      'Create secrets and configuration in the same change. Declare a complete ARN for a secret of another AWS account. Do not end a name in a hyphen and six characters: Secrets Manager takes it for part of an ARN.',
  },
  'secret.access-denied': {
    title: 'the gate may not read the secret',
    checks: ['secret.readable'],
    helpUrl: HELP.secretAccess,
    means:
      'IAM denies GetSecretValue, or denies assuming the declared role. The credential itself was never seen: this says nothing about it.',
    proof:
      'Proven by `AccessDeniedException`, from Secrets Manager or from `sts:AssumeRole`. The evidence names the caller and the action.',
    ruledOutBy:
      'A message that names KMS is [secret.kms-denied](#secretkms-denied): the secret may be read, its key may not be used.',
    steps: [
      {
        text: 'If the configuration changed since the last deploy, deploy: the deploy grants exactly the declared secrets.',
        command: 'npx cdk deploy',
      },
      seeResourcePolicy(ANY_PLACE),
      {
        text: 'With `secret.roleArn`: let that role trust the gate (`sts:AssumeRole`) and read the secret. For a secret of another AWS account, both its policy and the policy of its KMS key must name the gate.',
        command: 'aws iam get-role --role-name ROLE_NAME --query Role.AssumeRolePolicyDocument',
      },
      ASK_GATE_AGAIN,
    ],
    avoid:
      'Declare secrets in `preflight.config.json` and let the deploy grant them; do not grant by hand. Review deny statements in resource policies and service control policies before they are applied.',
  },
  'secret.kms-denied': {
    title: 'the KMS key of the secret cannot be used',
    checks: ['secret.readable'],
    helpUrl: HELP.secretAccess,
    means:
      'The secret is there, but the key that encrypts it is disabled, scheduled for deletion, or its policy does not let the caller decrypt. Every reader of the secret with the same rights fails.',
    proof: 'Proven by `DecryptionFailure`, or by an `AccessDeniedException` that names KMS.',
    ruledOutBy:
      'An `AccessDeniedException` that names `secretsmanager:GetSecretValue` is [secret.access-denied](#secretaccess-denied).',
    steps: [
      seeEncryptionKey(ANY_PLACE),
      {
        text: 'See whether the key is enabled, and whom its policy allows.',
        command:
          'aws kms describe-key --key-id KMS_KEY_ID --region REGION\naws kms get-key-policy --key-id KMS_KEY_ID --policy-name default --region REGION',
      },
      ALLOW_DECRYPT,
      ASK_GATE_AGAIN,
    ],
    avoid:
      'Declare `secret.kmsKeyArn` wherever a customer managed key is used. The default key `aws/secretsmanager` cannot be shared with another AWS account.',
  },
  'secret.pending-deletion': {
    title: 'the secret is scheduled for deletion',
    checks: ['secret.readable'],
    helpUrl: HELP.restoreSecret,
    means:
      'The secret was deleted. Until its recovery window ends it can be restored; until then no caller can read it, the application included.',
    proof:
      "Proven by Secrets Manager's `InvalidRequestException`, which says that the secret is marked for deletion.",
    ruledOutBy:
      'After the window the secret is gone, and the cause is [secret.not-found](#secretnot-found).',
    steps: [
      { text: 'See when it was deleted, and ask who did it and why.', command: DESCRIBE_SECRET },
      restoreSecret(ANY_PLACE),
      {
        text: 'If it was replaced, declare the new secret in `environments.ENVIRONMENT.secret` and deploy.',
      },
      CHECK_AGAIN,
    ],
    avoid:
      'Allow `secretsmanager:DeleteSecret` to few. In CDK give the secret the removal policy `RETAIN`. Keep the recovery window at 30 days.',
  },
  'secret.not-json': {
    title: 'the value of the secret is not a JSON object',
    checks: ['secret.shape', 'secret.readable'],
    helpUrl: HELP.secretFormat,
    means:
      'The value was read and cannot be parsed. It may be a bare token, an env file, JSON with a trailing comma, or JSON that was encoded twice.',
    proof:
      'Proven by the parse of the value. The message says what it looks like and where the parse stopped, never the value.',
    ruledOutBy:
      'A value that parses and lacks a field is [secret.missing-field](#secretmissing-field).',
    steps: [
      {
        text: 'Write the credential as one JSON object, for example `{"accountSid":"AC…","apiKeySid":"SK…","apiKeySecret":"…"}`. Check the file before it is stored.',
        command:
          'npx --no twilio-preflight verify --env ENVIRONMENT --local-secret credentials.json',
      },
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid:
      'Store secrets from a file (`file://credentials.json`), not from a quoted argument: shells change quotes and backslashes. Verify the file with `--local-secret` first.',
  },
  'secret.missing-field': {
    title: 'the secret lacks a field that its kind of credential needs',
    checks: ['secret.shape', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      'The JSON does not hold the fields of one credential: a name is missing, misspelt or written otherwise, or the value is empty. With `webhookAuthToken` the secret must also hold an Auth Token beside its key.',
    proof:
      'Proven by the parse of the value. The message names the fields that are there and those that are missing.',
    ruledOutBy:
      'Fields of another kind than declared are [credential.wrong-kind](#credentialwrong-kind).',
    steps: [
      {
        text: 'Compare the names with those of the kind: `accountSid`, `apiKeySid`, `apiKeySecret` for an API key; `accountSid`, `authToken` for an Auth Token; `authToken` beside a key where webhooks are declared to need it.',
      },
      {
        text: 'If the names differ on purpose, declare them in `environments.ENVIRONMENT.secret.fields` and deploy. Otherwise store the secret with the right names.',
        command: PUT_VALUE,
      },
      CHECK_AGAIN,
    ],
    avoid:
      "Use the field names of AWS's managed secrets for Twilio in every environment; then no mapping is needed.",
  },
};
