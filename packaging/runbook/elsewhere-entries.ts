import { HELP } from '../../functions/domain/causes/help-urls.ts';
import { seeRotation } from '../../functions/domain/causes/steps.ts';
import { ANY_PLACE, ASK_GATE_AGAIN, CHECK_AGAIN, DESCRIBE_SECRET } from './placeholder-steps.ts';
import { OUTAGE_CHECKS, type RunbookEntries } from './runbook-entry.ts';

/** Causes that no other credential would fix: time, outages, networks, the configuration. */
export const ELSEWHERE_ENTRIES: RunbookEntries = {
  'rotation.in-progress': {
    title: 'a rotation is between its two ends',
    checks: ['credential.accepted'],
    helpUrl: HELP.managedRotation,
    means:
      "Twilio has the new value, and AWSCURRENT still names the old one. AWS's managed rotation of an Auth Token leaves such a window of up to 300 seconds. Nothing is wrong, and nothing can be said yet: the verdict is inconclusive, never a rejection.",
    proof:
      'Proven when AWSPENDING is accepted, or AWSCURRENT moved to an accepted value while the gate was looking. Likely when rotation is on and AWSPENDING names a version of its own.',
    ruledOutBy:
      'AWSPENDING is rejected too: the rotation has failed, and the cause is [credential.rejected](#credentialrejected). So has one of a secret that has not changed for a day; where its AWSPENDING works, that is [credential.stale-version](#credentialstale-version).',
    steps: [
      {
        text: 'Wait five minutes, then check again. The gate has already waited as long as it may.',
      },
      seeRotation(ANY_PLACE),
      {
        text: 'If it does not end, see why in CloudTrail, then start it again or cancel it.',
        command:
          'aws cloudtrail lookup-events --region REGION --lookup-attributes AttributeKey=EventName,AttributeValue=RotationFailed\naws secretsmanager rotate-secret --secret-id SECRET_ID --region REGION',
      },
      CHECK_AGAIN,
    ],
    avoid:
      'Schedule rotations away from deploys. Use API keys: their rotation creates a new key before it deletes the old one.',
  },
  'twilio.rate-limited': {
    title: 'Twilio is rate limiting the account',
    checks: OUTAGE_CHECKS,
    helpUrl: HELP.twilio20429,
    means:
      'Twilio answered 429 to every try. Its limit is on concurrent requests of the account, so the application probably meets it too. The credential was not judged.',
    proof: 'Proven by the answer itself: 429, code 20429, after retries with backoff.',
    ruledOutBy: 'A single 429 is retried, and leaves no trace in the verdict.',
    steps: [
      {
        text: "See in the Console's error log (20429) which application is sending so much, and slow it down.",
      },
      CHECK_AGAIN,
    ],
    avoid:
      'Queue bulk sends. Keep environments in accounts of their own, so that a load test does not block production.',
  },
  'twilio.unavailable': {
    title: 'Twilio answers with errors, or not in time',
    checks: OUTAGE_CHECKS,
    helpUrl: HELP.twilioStatus,
    means:
      'Server errors (5xx), resets or time-outs after every retry. The credential was not judged: it may be perfectly good.',
    proof: 'Proven by 5xx answers. Likely where no answer came although the host was reached.',
    ruledOutBy:
      "No connection at all is [network.unreachable](#networkunreachable); an answer that is not Twilio's is [twilio.unexpected-response](#twiliounexpected-response).",
    steps: [
      { text: "Look at Twilio's status page: <https://status.twilio.com>." },
      {
        text: 'Check again when it has calmed down. If the deploy cannot wait, a person decides: `onInconclusive` is a reviewed setting.',
        command: 'npx --no twilio-preflight verify --env ENVIRONMENT',
      },
    ],
    avoid:
      'Nothing on your side. Decide beforehand, per environment, what an inconclusive answer does (`onInconclusive`).',
  },
  'twilio.unexpected-response': {
    title: 'the answer says nothing for or against the credential',
    checks: OUTAGE_CHECKS,
    helpUrl: HELP.twilioErrors,
    means:
      "An error of Twilio's own with another code, 404 for the declared account, or no answer of Twilio's: an HTML page, an empty body, a redirect, a 200 with something else, most often from a proxy or firewall in place of Twilio. It is also what a report says when no cause fits.",
    proof:
      "Likely. Of Twilio's own error the code and text are in the evidence; of any other answer its status and form are, its content is not.",
    ruledOutBy:
      "Only Twilio's own JSON, with a code and a matching status, is taken for Twilio's word.",
    steps: [
      {
        text: 'The evidence quotes a code of Twilio\'s: its text says what Twilio does not accept. With "not supported in realm" see whether `twilioRegion` is right. Other codes: https://www.twilio.com/docs/api/errors.',
      },
      {
        text: 'It quotes none: from the same network, see who answers. The certificate must be for `*.twilio.com`.',
        command:
          "curl -sv -o /dev/null https://api.twilio.com/ 2>&1 | grep -E 'subject|issuer|< HTTP'",
      },
      {
        text: 'With 20404 "was not found": see whether `account.sid` is right and the account still exists; a closed one is deleted after 30 days.',
      },
      { text: 'Give the request ids of the report (`RQ…`) to Twilio support if Twilio answered.' },
      CHECK_AGAIN,
    ],
    avoid: 'Let `*.twilio.com:443` pass without inspection from where the gate runs.',
  },
  'network.unreachable': {
    title: 'Twilio cannot be reached from here',
    checks: OUTAGE_CHECKS,
    helpUrl: HELP.twilioStatus,
    means:
      'The name was not resolved, the connection was refused, there is no route, or TLS failed. No credential was sent. An application in the same network fails in the same way.',
    proof: 'Likely, by the error of the connection, which the evidence names.',
    ruledOutBy: 'Any HTTP answer at all.',
    steps: [
      {
        text: 'From the same network: any HTTP status shows that the way is open.',
        command: "curl -sS -o /dev/null -w '%{http_code}\\n' https://api.twilio.com/",
      },
      {
        text: 'A function in a VPC needs a NAT gateway, a security group that lets 443 out, and DNS.',
      },
      ASK_GATE_AGAIN,
    ],
    avoid:
      'Run the gate outside a VPC unless it must be inside: it needs only Secrets Manager and Twilio.',
  },
  'aws.unavailable': {
    title: 'Secrets Manager gave no usable answer',
    checks: ['secret.readable'],
    helpUrl: HELP.awsStatus,
    means:
      'Time-outs, throttling or internal errors, after retries. The secret was not read, so nothing was judged.',
    proof: "Likely: Secrets Manager's error, or that it did not answer, is in the evidence.",
    ruledOutBy: 'Every definite answer of Secrets Manager has a cause of its own (`secret.*`).',
    steps: [
      {
        text: 'Look at the health of AWS in the Region: <https://health.aws.amazon.com/health/status>.',
      },
      { text: 'Read it yourself. The metadata is enough.', command: DESCRIBE_SECRET },
      CHECK_AGAIN,
    ],
    avoid:
      'Nothing on your side. A function in a VPC needs a route or an endpoint to Secrets Manager.',
  },
  'config.invalid': {
    title: 'the configuration asks for something that cannot be done',
    checks: ['secret.readable'],
    helpUrl: HELP.getSecretValue,
    means:
      'The configuration or the payload does not fit its schema, contradicts itself, or names a secret by an impossible id. Or the probe of a Restricted key answers without a credential too, and so proves no key.',
    proof:
      'Proven by the validation: the message names the path, the value received and what is allowed.',
    ruledOutBy:
      'An environment that is only not declared is [config.unknown-environment](#configunknown-environment).',
    steps: [
      {
        text: 'Correct `preflight.config.json` (of a probe from the secret: its `validationUrl`) at the path that the message names. The schema helps in an editor.',
        command: 'npx cdk synth --quiet',
      },
      { text: 'Deploy, so that the gate has the new configuration.', command: 'npx cdk deploy' },
    ],
    avoid:
      'Keep the `$schema` line in the configuration. Synth in every pull request: it validates.',
  },
  'config.unknown-environment': {
    title: 'an environment was asked for that is not declared',
    checks: [],
    helpUrl: HELP.lambdaAction,
    means:
      'The `UserParameters` of the pipeline action, or the payload, name an environment that the deployed configuration does not hold. Nothing was verified, so the gate stays shut.',
    proof: 'Proven by the deployed configuration; the message lists the names there are.',
    ruledOutBy:
      'A name that is declared here but not there: the deployed configuration is older than yours.',
    steps: [
      { text: 'Compare the name in the pipeline action with those in the message; case counts.' },
      {
        text: 'If the environment is new, deploy the configuration before the pipeline uses it.',
        command: 'npx cdk deploy',
      },
    ],
    avoid:
      'Deploy the configuration and the pipeline together, and add an environment to both in one change.',
  },
};
