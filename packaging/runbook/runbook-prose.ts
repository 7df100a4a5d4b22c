/** Printed before the index: what a report says, and in which order it is read. */
export const RUNBOOK_INTRODUCTION = `# Runbook

<!-- Written by \`npm run runbook\` from the tables of causes and alarms; a test fails until it was run. -->

For the engineer on call when a gate is shut. The report names one cause; find its heading here. An alarm names its own
heading, under [All alarms](#all-alarms).

## How to read a report

1. **The first line** says what is wrong, in which environment, and how sure that is.
2. **The verdict** says what the gate did:

   | Verdict | Gate | Whose move |
   |---|---|---|
   | \`pass\` | open | none |
   | \`warn\` | open | yours, soon |
   | \`fail\` | shut | yours: the credential, its account or the configuration is wrong |
   | \`inconclusive\` | shut, or as \`onInconclusive\` says | not known yet: nothing was found against the credential |

   An environment in \`shadow\` mode is judged and reported, and never blocks.
3. **The confidence** says how far to trust the cause. The words are the same everywhere:

   | Confidence | The report says | It rests on |
   |---|---|---|
   | \`proven\` | the cause **is** … | an answer that allows no other explanation |
   | \`likely\` | the cause **is probably** … | the best explanation of what was seen |
   | \`possible\` | the cause **may be** … | one of several explanations |

4. **Other explanations** are the causes that fit too, best first. Where there are two faults, the cause is the one to
   fix first, and the other is here.
5. **What was seen** is the evidence: requests without credentials, Twilio's codes, version ids. It is safe to paste
   into a ticket.
6. **What to do** has the commands with real names. The commands below have placeholders in capitals.

To see the reasoning (what was asked, why, and what each answer ruled out):

\`\`\`sh
npx --no twilio-preflight diagnose --env ENVIRONMENT
\`\`\`

When it is fixed, retry the stage; the release need not start again:

\`\`\`sh
aws codepipeline retry-stage-execution --pipeline-name PIPELINE --stage-name STAGE --pipeline-execution-id EXECUTION_ID --retry-mode FAILED_ACTIONS
\`\`\`

The checks and their further questions only read: they change nothing, place no call and send no message, except a
declared \`testCall\`, which costs money ([test call](checks.md#test-call)). A credential is sent to Twilio's own hosts only.`;

/** Printed at the end: what to do when the program itself is at fault. */
export const RUNBOOK_DEFECTS = `## Defects

A report that says *defect*, exit code 70, or checks that read *not judged*: this program is at fault, not the
credential. The gate stays shut (\`SystemUnavailable\`), whatever \`onInconclusive\` says, because nothing was verified.

1. Retry once. A defect that needs a rare order of answers may not come again.
2. Take the run id from the report and find the run in the function's log group. The log holds the error's name and
   stack frames, and no secret.
   \`\`\`sh
   aws logs filter-log-events --log-group-name LOG_GROUP --filter-pattern '"RUN_ID"'
   \`\`\`
3. Judge from here, with your own credentials. If that passes, the fault is in the deployed function or its rights.
   \`\`\`sh
   npx --no twilio-preflight diagnose --env ENVIRONMENT
   \`\`\`
4. Deploy the version before. If that must wait, set \`"mode": "shadow"\` for the environment in a reviewed change:
   the gate then reports and does not block.
5. Report the defect with the version, the error's name and the frames.`;
