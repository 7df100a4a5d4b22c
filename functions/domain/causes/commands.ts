import type { Evidence } from '../model/evidence.ts';
import type { LocalSource } from '../model/ports.ts';

/** What a command names; the evidence of a run has it, and the runbook puts placeholders there. */
export interface CommandPlace {
  readonly secretRegion?: string;
  readonly expectation: {
    readonly name: string;
    readonly configFile?: string | undefined;
    readonly secret: { readonly id: string };
    readonly account: { readonly sid: string };
  };
}

/**
 * AWS CLI commands with the real secret id and Region filled in. A value is always read from a file:
 * on a command line it would stay in the shell's history.
 */
export function putSecretValue(place: CommandPlace): string {
  return onSecret('put-secret-value', place, '--secret-string file://credentials.json');
}

/** Who held which version stage, and since when. */
export function listSecretVersions(place: CommandPlace): string {
  return onSecret('list-secret-version-ids', place, '--include-deprecated');
}

/** Moves AWSCURRENT to a version that is known to work. */
export function makeCurrent(
  place: CommandPlace,
  versions: { readonly to: string; readonly from: string },
): string {
  const move = `--move-to-version-id ${versions.to} --remove-from-version-id ${versions.from}`;
  return onSecret('update-secret-version-stage', place, `--version-stage AWSCURRENT ${move}`);
}

export function describeSecret(place: CommandPlace): string {
  return onSecret('describe-secret', place);
}

export function restoreSecret(place: CommandPlace): string {
  return onSecret('restore-secret', place);
}

export function resourcePolicy(place: CommandPlace): string {
  return onSecret('get-resource-policy', place);
}

/**
 * Creates a Standard key in the declared account (v2010 creates no other type), for us1. curl asks for
 * the Auth Token, so that it is in no history.
 */
export function createApiKey({ expectation: { account, name } }: CommandPlace): string {
  const url = `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Keys.json`;
  return `curl -X POST ${url} -u ${account.sid} -d FriendlyName=${name}`;
}

/** Runs the check again after the fix. */
export function verifyAgain(place: CommandPlace & Partial<Pick<Evidence, 'secret'>>): string {
  const stage = place.secret?.versionStage ?? 'AWSCURRENT';
  const local = place.secret?.outcome === 'read' ? place.secret.local : undefined;
  const { name, configFile } = place.expectation;
  const config = configFile === undefined ? '' : ` --config ${quoted(configFile)}`;
  const verify = `npx --no twilio-preflight verify --env ${name}${config}`;
  if (local !== undefined) return verifyLocal(verify, local);
  return stage === 'AWSCURRENT' ? verify : `${verify} --version-stage ${stage}`;
}

function verifyLocal(verify: string, local: LocalSource): string {
  switch (local.kind) {
    case 'file':
      return `${verify} --local-secret ${quoted(local.path)}`;
    case 'standard-input':
      return `${verify} --local-secret -`;
    case 'variables':
      return local.isDeclared
        ? `${verify} --from-variables`
        : 'npx --no twilio-preflight verify --from-variables';
  }
}

/** Asks the deployed gate, with its own permissions and network; it alerts no one. */
export function askGate({ expectation: { name } }: CommandPlace): string {
  return `npx --no twilio-preflight invoke --function GATE_FUNCTION --env ${name} --no-alerts`;
}

/** Places the declared test call from the deployed gate. */
export function testCallAgain({ expectation }: CommandPlace): string {
  return `npx --no twilio-preflight invoke --function GATE_FUNCTION --env ${expectation.name} --test-call`;
}

function onSecret(operation: string, place: CommandPlace, more = ''): string {
  const { secretRegion, expectation } = place;
  const region = secretRegion === undefined ? '' : ` --region ${secretRegion}`;
  const tail = more === '' ? '' : ` ${more}`;
  return `aws secretsmanager ${operation} --secret-id ${expectation.secret.id}${region}${tail}`;
}

/** A path as one word of a shell. */
function quoted(path: string): string {
  return /^[\w./@%+:,=-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
