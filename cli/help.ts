import { OUTCOME_FORMATS } from './rendering/formats.ts';

const EXIT_CODES = `Exit codes (they follow the gate, never the format)
  0    no environment is blocked: pass, warn, shadow mode, onInconclusive "allow"
  1    a blocked environment failed
  2    yours to fix: usage, configuration, a missing or malformed secret, no right to invoke
  3    could not check: no environment failed, but a blocked one is inconclusive
  4    with --strict only: an enforced environment has a warning
  70   a defect in this program or in the gate
  130  interrupted`;

const FORMAT_NAMES = OUTCOME_FORMATS.join(', ');

const OUTPUT_OPTIONS = `  --format FORMAT       ${FORMAT_NAMES} (default: pretty);
                        what was found goes to stdout, all else to stderr
  --verbose             every step, the evidence, all checks and request ids, in pretty
  --strict              a warning ends with exit code 4
  -h, --help            this text`;

/** The text of `--help` before any command. */
export const MAIN_HELP: string = `twilio-preflight: is each environment's Twilio credential the one its configuration declares?

Usage: twilio-preflight COMMAND [OPTIONS]

Commands
  verify    judge environments from here, with your AWS credentials or a secret in a file
  diagnose  judge one environment, and show what was asked, why, and what each answer meant
  audit     list the API keys of each declared account: how old, how labelled, whose
  invoke    ask the deployed gate, and turn its report into an exit code
  history   what the deployed gate found of an environment, and who or what asked
  doctor    look at what surrounds a verification: AWS, secrets, who gets alerts, the network

Options
  -h, --help            this text; after a command, that command's
  --version             the version

${EXIT_CODES}
`;

/** The text of `verify --help`. */
export const VERIFY_HELP: string = `Judges environments from here: reads each secret, asks Twilio, prints the report.

Usage: twilio-preflight verify [OPTIONS]

Options
  --env NAME            an environment to judge; repeat it, or separate names by commas
                        (default: every declared environment)
  --config FILE         the configuration (default: preflight.config.json)
  --local-secret FILE   read the secret of the one --env from FILE, or from standard input with -,
                        and ask AWS for nothing
  --version-stage NAME  judge this version of the secrets: AWSCURRENT (default), AWSPREVIOUS, or
                        AWSPENDING before it is promoted
${OUTPUT_OPTIONS}

While a rotation is under way AWSCURRENT is read again for up to 60 s.
AWS credentials and Region are those of the AWS CLI: AWS_PROFILE, AWS_REGION and so on.

Examples
  npx --no twilio-preflight verify
  npx --no twilio-preflight verify --env staging,production --format json
  npx --no twilio-preflight verify --env production --local-secret credentials.json

${EXIT_CODES}
`;

/** The text of `diagnose --help`. */
export const DIAGNOSE_HELP: string = `Judges one environment as verify does, and shows the reasoning before the report: what was asked,
why, the answer, and what it proved or ruled out. Further questions only read, at most 12 requests.

Usage: twilio-preflight diagnose --env NAME [OPTIONS]

Options
  --env NAME            the environment
  --config FILE         the configuration (default: preflight.config.json)
  --local-secret FILE   read its secret from FILE, or from standard input with -, and ask AWS for
                        nothing
  --version-stage STAGE judge this version of its secret: AWSCURRENT (default), AWSPENDING or
                        AWSPREVIOUS
${OUTPUT_OPTIONS}

The formats pretty and json show the reasoning; json is { "report": …, "trace": … }.
A rotation is not waited for: it is the moment that is explained.

AWS credentials and Region are those of the AWS CLI: AWS_PROFILE, AWS_REGION and so on.
docs/runbook.md has a heading for every cause.

Example
  npx --no twilio-preflight diagnose --env production

${EXIT_CODES}
`;

/** The text of `audit --help`. */
export const AUDIT_HELP: string = `Lists the API keys of each declared account and says what to look at: keys that are too old, wrongly
labelled or in no declared secret, a key in a secret that is gone, a rotation that is off or late.
It only reads, and deletes nothing. Twilio gives no last-used date of a key.

Usage: twilio-preflight audit [OPTIONS]

Options
  --env NAME            an environment to audit; repeat it, or separate names by commas
                        (default: every declared environment)
  --config FILE         the configuration (default: preflight.config.json)
${OUTPUT_OPTIONS}

The keys are listed with the auditor's credential; where it may not, with the Auth Token or the Main
key in the environment's own secret. docs/key-audit.md explains each finding.
AWS credentials and Region are those of the AWS CLI: AWS_PROFILE, AWS_REGION and so on.

Examples
  npx --no twilio-preflight audit
  npx --no twilio-preflight audit --env production --format markdown

Exit codes (they follow the findings, never the format, and never mode or onInconclusive)
  0    all is well, or there are only warnings
  1    something failed: what is declared is not so, or the key in a secret is gone
  2    yours to fix: usage, configuration
  3    could not check: nothing failed, but something could not be listed or read
  4    with --strict only: there is a warning
  70   a defect in this program
  130  interrupted
`;

/** The text of `invoke --help`. */
export const INVOKE_HELP: string = `Asks the deployed gate and turns its report into an exit code.

Usage: twilio-preflight invoke --function NAME --env NAME [OPTIONS]

Options
  --function NAME       name or ARN of the gate: GateFunctionName in the outputs of the stack
  --env NAME            an environment to judge; repeat it, or separate names by commas
  --region REGION       the Region of the function (default: AWS_REGION, or that of the profile)
  --no-alerts           notify no one of this run; default: the gate alerts as in any run
  --test-call           let the gate place the declared test call or message, which costs money;
                        asks before, on a terminal
  --yes                 with --test-call: do not ask
${OUTPUT_OPTIONS}

The caller needs lambda:InvokeFunction.

Example
  npx --no twilio-preflight invoke --function Preflight-Gate1A2B --env production --region us-east-1

${EXIT_CODES}
`;

/** The text of `history --help`. */
export const HISTORY_HELP: string = `Shows what the deployed gate found of an environment: its present state, and its runs, the newest
first, each with who or what asked for it. Nothing is verified.

Usage: twilio-preflight history --function NAME --env NAME [OPTIONS]

Options
  --function NAME       name or ARN of the gate: GateFunctionName in the outputs of the stack
  --env NAME            the environment
  --limit NUMBER        runs to show, 1 to 100 (default: 30)
  --before TIME         only runs before a day or a time in UTC, such as 2026-11-22T03:00:00Z
  --region REGION       the Region of the function (default: AWS_REGION, or that of the profile)
  --format FORMAT       pretty (default) or json; the history goes to stdout, all else to stderr
  -h, --help            this text

The caller needs lambda:InvokeFunction, and no right to the table. A run that a person asked for is
shown by the id of its request; with it CloudTrail names the caller, where Lambda's data events are
on.

Example
  npx --no twilio-preflight history --function Preflight-Gate1A2B --env production

Exit codes
  0    the history was shown, whatever it says
  2    yours to fix: usage, an unknown environment, a gate without a history, no right to invoke
  3    Lambda gave no answer
  70   a defect in this program or in the gate
  130  interrupted
`;
