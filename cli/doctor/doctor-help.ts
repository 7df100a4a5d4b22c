/** The text of `doctor --help`. */
export const DOCTOR_HELP: string = `Looks at what surrounds a verification and says what to fix: this machine, the configuration, your
AWS credentials, each declared secret, who gets alerts, Twilio's hosts. It reads no secret's
value, sends no credential to Twilio, and changes nothing.

Usage: twilio-preflight doctor [OPTIONS]

Options
  --config FILE         the configuration (default: preflight.config.json)
  --function NAME       the deployed gate (GateFunctionName in the outputs of the stack): it tells the
                        topics whose subscriptions are looked at
  --topic ARN           the alert topic instead (AlertTopicArn); without either no subscription is
  --region REGION       the AWS Region (default: AWS_REGION, or that of the profile)
  --format FORMAT       pretty (default) or json; the findings go to stdout, all else to stderr
  -h, --help            this text

The caller needs the permissions of docs/permissions.md; what is denied is reported as not looked at.

Example
  npx --no twilio-preflight doctor --function Preflight-Gate1A2B --region us-east-1

Exit codes
  0    nothing is wrong
  1    something is wrong: the table says what to do
  2    usage
  3    nothing is wrong, but something could not be checked
  70   a defect in this program
  130  interrupted
`;
