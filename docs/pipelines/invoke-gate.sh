#!/usr/bin/env bash
# Asks the deployed gate about one environment and exits as it answered.
# Usage: invoke-gate.sh FUNCTION ENVIRONMENT. Needs the AWS CLI (1 or 2) and jq.
# Exit code: 0 open, 1 blocked, 3 could not check, 2 the gate could not be asked.
set -euo pipefail

function_name=${1:?the GateFunctionName of the stack}
environment=${2:?the name of an environment}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jq -nc --arg name "$environment" '{environment: $name}' >"$work/payload.json"

# One attempt, and a longer wait than the function's own two minutes: the CLI would
# otherwise give up after a minute and run the gate again.
export AWS_MAX_ATTEMPTS=1
function_error=$(aws lambda invoke \
  --function-name "$function_name" \
  --payload "fileb://$work/payload.json" \
  --cli-read-timeout 150 \
  --query FunctionError --output text \
  "$work/report.json") || exit 2

# The exit code of `aws lambda invoke` is 0 for a function that failed, and for a gate that blocks.
if [ "$function_error" != None ]; then
  # Only the gate's own errors are written to be shown; version 0.1.0 has one name for all of them.
  jq -r '
    (.errorType // "") as $type
    | ["PreflightError", "out-of-time"] as $names
    | if ($names | index($type)) or
        ($type | test("^(alert|config|control|fleet|gate|history|objects|origin|payload|program|secret-file)[.]"))
      then .errorMessage else "The function failed; see its log." end
  ' "$work/report.json" >&2 || true
  exit 2
fi

# Anything but a report about this one environment is no answer.
verdict=$(jq -er --arg name "$environment" '
  select(.schemaVersion == 1 and (.environments | length) == 1)
  | .environments[0] | select(.name == $name)
  | if .blocked == false then "open" elif .verdict == "inconclusive" then "unknown" else "blocked" end
' "$work/report.json") || { echo 'the answer is not a report of the gate' >&2; exit 2; }

jq -r '.environments[0] | "\(.name): \(.verdict). \(.diagnosis.summary // "")"' "$work/report.json"
case $verdict in
  open) exit 0 ;;
  blocked) exit 1 ;;
  *) exit 3 ;;
esac
