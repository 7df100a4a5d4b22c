import type { Evidence } from '../evidence.ts';

/**
 * AWS CLI commands with the real secret id and Region filled in. A value is always read from a file:
 * on a command line it would stay in the shell's history.
 */
export function putSecretValue(evidence: Evidence): string {
  return onSecret('put-secret-value', evidence, '--secret-string file://credentials.json');
}

/** Who held which version stage, and since when. */
export function listSecretVersions(evidence: Evidence): string {
  return onSecret('list-secret-version-ids', evidence, '--include-deprecated');
}

/** Moves AWSCURRENT to a version that is known to work. */
export function makeCurrent(
  evidence: Evidence,
  versions: { readonly to: string; readonly from: string },
): string {
  const move = `--move-to-version-id ${versions.to} --remove-from-version-id ${versions.from}`;
  return onSecret('update-secret-version-stage', evidence, `--version-stage AWSCURRENT ${move}`);
}

export function describeSecret(evidence: Evidence): string {
  return onSecret('describe-secret', evidence);
}

export function restoreSecret(evidence: Evidence): string {
  return onSecret('restore-secret', evidence);
}

export function resourcePolicy(evidence: Evidence): string {
  return onSecret('get-resource-policy', evidence);
}

/** Runs the check again after the mend. */
export function verifyAgain(evidence: Evidence): string {
  return `npx twilio-preflight verify --env ${evidence.expectation.name}`;
}

function onSecret(operation: string, evidence: Evidence, more = ''): string {
  const { secretRegion, expectation } = evidence;
  const region = secretRegion === undefined ? '' : ` --region ${secretRegion}`;
  const tail = more === '' ? '' : ` ${more}`;
  return `aws secretsmanager ${operation} --secret-id ${expectation.secret.id}${region}${tail}`;
}
