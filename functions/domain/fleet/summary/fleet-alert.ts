import { HELP } from '../../causes/help-urls.ts';
import type { Alert } from '../../model/alert.ts';
import type { FleetTemplate } from '../../model/fleet.ts';
import type { Diagnosis, EnvironmentReport, RemediationStep } from '../../model/report.ts';
import type { FleetReport } from '../../model/schemas/fleet-schema.ts';
import { isBlocked } from '../../model/verdict.ts';
import { alertFor } from '../../rendering/alert-for.ts';
import type { AlertRun } from '../../rendering/email-sms.ts';
import { count } from '../../text/count.ts';

/** A fleet has no name of its own: a configuration declares one at most. */
const NAME = 'fleet';
/** So many members are named in an alert; the report has more. */
const MOST_NAMED = 5;

/** The one alert for a fleet whose verdict is fail or inconclusive: counts, the worst members, what to do first. */
export function fleetAlert(report: FleetReport, template: FleetTemplate, run: AlertRun): Alert {
  return alertFor(fleetAsEnvironment(report, template), run);
}

/** The fleet in the form in which people know environments: its parts are in the diagnosis. */
function fleetAsEnvironment(report: FleetReport, template: FleetTemplate): EnvironmentReport {
  const { verdict } = report;
  const { mode, onInconclusive, credential, secret } = template;
  return {
    name: NAME,
    mode,
    verdict,
    blocked: isBlocked({ verdict, mode, onInconclusive }),
    credential: { kind: credential.kind, secretId: secret.id, versionStage: 'AWSCURRENT' },
    checks: [],
    diagnosis: diagnosisOf(report),
    twilioRequests: 0,
    twilioRequestIds: [],
  };
}

function diagnosisOf(report: FleetReport): Diagnosis {
  const { fleet } = report;
  const { causes, worst } = fleet;
  return {
    cause: causes[0]?.cause ?? 'unknown',
    confidence: 'proven',
    summary: countsText(fleet),
    evidence: [
      ...worst
        .slice(0, MOST_NAMED)
        .map(({ member, verdict, summary = '' }) => `${member}: ${verdict}, ${summary}`),
      ...causes.map(({ cause, count: members }) => `${cause}: ${count(members, 'member')}`),
    ],
    remediation: steps(report),
    helpUrl: HELP.subaccounts,
    alternatives: [],
  };
}

/** `3 of 500 members failed, 2 could not be checked`. */
function countsText({ total, verdicts }: FleetReport['fleet']): string {
  const { fail, inconclusive } = verdicts;
  if (total === 0) return 'no members were found: nothing was checked';
  const unknown = `${inconclusive} could not be checked`;
  if (fail === 0) return `${inconclusive} of ${count(total, 'member')} could not be checked`;
  return `${fail} of ${count(total, 'member')} failed${inconclusive === 0 ? '' : `, ${unknown}`}`;
}

function steps({ runId, fleet }: FleetReport): readonly RemediationStep[] {
  const { causes, results } = fleet;
  const [first] = causes;
  const explain: RemediationStep[] =
    first === undefined
      ? []
      : [
          {
            text: `See what the most frequent cause means (${first.cause}), and fix the members that are named.`,
            command: `npx --no twilio-preflight explain ${first.cause}`,
          },
        ];
  const where: RemediationStep[] =
    results === undefined ? [] : [{ text: `Every member's result lies in ${results}.` }];
  return [
    ...explain,
    ...where,
    {
      text: `Then verify only the members that did not pass: start the state machine with {"onlyFrom":"${runId}"}.`,
    },
  ];
}
