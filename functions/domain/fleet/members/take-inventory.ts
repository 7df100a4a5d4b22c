import { boundedPorts } from '../../concurrency/bounded-ports.ts';
import { withTimeLimit } from '../../concurrency/time-limit.ts';
import type { AuditorExpectation } from '../../model/expectation.ts';
import {
  type FleetExpectation,
  type FleetTemplate,
  MEMBER,
  type MemberSource,
} from '../../model/fleet.ts';
import type { ObjectReader } from '../../model/fleet-ports.ts';
import type { SecretList } from '../../model/listed-secret.ts';
import type { CallOptions } from '../../model/ports.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import type { BasicCredential, TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import type { ListedAccount } from '../../questions/account-list.ts';
import { auditorFrom } from '../../questions/auditor.ts';
import { count } from '../../text/count.ts';
import { readSecret } from '../../verification/secret-library.ts';
import type { VerificationPorts } from '../../verification/verification.ts';
import type { ReadCsv } from './csv-entries.ts';
import type { DeclaredMember } from './declared-member.ts';
import { listSubaccounts } from './list-subaccounts.ts';
import { listMemberSecrets, type MemberSecrets } from './member-secrets.ts';
import { readList } from './read-list.ts';
import {
  type Reconciled,
  reconcileList,
  reconcileSecrets,
  reconcileSubaccounts,
} from './reconcile.ts';

/** What the members are listed from. */
export interface InventoryPorts {
  readonly verification: Pick<VerificationPorts, 'secrets' | 'twilio' | 'clock'>;
  readonly secretList: SecretList;
  readonly readCsv: ReadCsv;
  /** The objects of a bucket that may be another one's. */
  readonly objectsOf: (bucket: string) => ObjectReader;
}

/** More than a port's own grace: what did not answer says so itself, and with more words. */
const GRACE_MS = 1_000;

/** The fleet, and how its accounts are listed. */
export interface DeclaredFleet {
  readonly fleet: FleetExpectation;
  readonly auditor?: AuditorExpectation | undefined;
}

/**
 * The members of a fleet, reconciled with the secrets and, where an auditor lists them, with the accounts.
 *
 * Throws `PreflightError`: `fleet.members-invalid` for a list that cannot be used or is empty,
 * `fleet.unavailable` where one did not come to its end, `out-of-time`, which names what did not answer. What
 * is left of an incomplete list is never taken for the fleet.
 */
export async function takeInventory(
  declared: DeclaredFleet,
  ports: InventoryPorts,
  signal: AbortSignal,
): Promise<readonly Reconciled[]> {
  const doing = { ports: { ...ports, verification: boundedPorts(ports.verification) }, signal };
  const members = await membersOf(declared, doing);
  // What only warns is of no member.
  if (members.some(({ finding }) => finding?.verdict !== 'warn')) return members;
  throw invalid(`${nothingIn(declared.fleet)}: there is nothing to verify.`);
}

/** What work is done with, and until when. */
interface Doing {
  readonly ports: InventoryPorts;
  readonly signal: AbortSignal;
}

async function membersOf(
  { fleet, auditor }: DeclaredFleet,
  doing: Doing,
): Promise<readonly Reconciled[]> {
  const { members: source, template } = fleet;
  const secrets = memberSecrets(template, doing);
  switch (source.kind) {
    case 'objects': {
      const [members, known] = await Promise.all([listedMembers(source, doing), secrets]);
      return reconcileList(members, known.secrets);
    }
    case 'subaccounts': {
      const { parentSid } = source;
      const [accounts, known] = await Promise.all([
        subaccounts(parentSid, auditor, doing),
        secrets,
      ]);
      return reconcileSubaccounts(accounts, known.secrets);
    }
    case 'secrets': {
      const { parentSid } = template.account;
      const [known, accounts] = await Promise.all([
        secrets,
        auditor && parentSid ? subaccounts(parentSid, auditor, doing) : undefined,
      ]);
      if (known.unnamed > 0) throw unnamedSecrets(known.unnamed, template);
      return reconcileSecrets(known.secrets, accounts);
    }
  }
}

function listedMembers(
  { bucket, key }: Extract<MemberSource, { readonly kind: 'objects' }>,
  { ports, signal }: Doing,
): Promise<readonly DeclaredMember[]> {
  const name = `s3://${bucket}/${key}`;
  return within(`Reading ${name}`, { ports, signal }, async (options) => {
    try {
      const chunks = await ports.objectsOf(bucket).chunks(key, options);
      if (chunks !== undefined) return await readList({ name, chunks, readCsv: ports.readCsv });
    } catch (error) {
      throw notRead(name, error);
    }
    throw invalid(`There is no list of members at ${name}`);
  });
}

/** What the reader throws for the list `name`; a defect stays what it is. */
function notRead(name: string, error: unknown): unknown {
  if (!(error instanceof PreflightError) || error.code !== 'objects.unavailable') return error;
  const message = `The list of members ${name} could not be read: ${error.message}`;
  return error.fault === 'operator' ? invalid(message) : unavailable(message);
}

/** Where `{member}` is the whole name, every secret is of its form, and nothing is said by one. */
function memberSecrets(template: FleetTemplate, { ports, signal }: Doing): Promise<MemberSecrets> {
  if (template.secret.id === MEMBER) return Promise.resolve({ secrets: new Map(), unnamed: 0 });
  return within('Listing the secrets', { ports, signal }, (options) =>
    listMemberSecrets(template, ports.secretList, options),
  );
}

function subaccounts(
  parentSid: string,
  auditor: AuditorExpectation | undefined,
  { ports, signal }: Doing,
): Promise<readonly ListedAccount[]> {
  return within('Listing the subaccounts', { ports, signal }, async (options) => {
    const { twilio } = ports.verification;
    const credential = await auditorCredential(auditor, ports, options);
    const ask = (question: TwilioQuestion): Promise<TwilioReply> => twilio.ask(question, options);
    return await listSubaccounts({ parentSid, auditor: credential, ask });
  });
}

async function auditorCredential(
  auditor: AuditorExpectation | undefined,
  { verification }: InventoryPorts,
  { signal }: CallOptions,
): Promise<BasicCredential> {
  const version = { versionStage: 'AWSCURRENT', declaredKind: 'auth-token' } as const;
  const held =
    auditor && (await readSecret(verification.secrets, auditor.secret, { ...version, signal }));
  const { credential, evidence } = auditorFrom(held);
  if (credential !== undefined) return credential;
  const reason = evidence.state === 'unusable' ? evidence.reason : 'none is declared';
  const words = held?.secret.outcome === 'failed' ? ` ${held.secret.message}` : '';
  throw unavailable(`The auditor cannot list the subaccounts: ${reason}.${words}`);
}

function within<T>(
  what: string,
  { ports, signal: parent }: Doing,
  work: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const { clock } = ports.verification;
  return withTimeLimit({ clock, parent, what, graceMs: GRACE_MS }, (signal) => work({ signal }));
}

/** An empty object is refused as it is read. */
function nothingIn({ members, template }: FleetExpectation): string {
  return members.kind === 'subaccounts'
    ? `The account ${members.parentSid} has no subaccount that is not closed`
    : `No secret has a name of the form ${template.secret.id}`;
}

/** A member without a name would be left out, and never verified. */
function unnamedSecrets(unnamed: number, { secret: { id } }: FleetTemplate): PreflightError {
  return invalid(
    `${count(unnamed, 'secret')} of the form ${id} cannot be a member: in place of ${MEMBER} must stand 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit, and not the form of an Auth Token. Give such secrets other names.`,
  );
}

function invalid(message: string): PreflightError {
  return new PreflightError(message, { code: 'fleet.members-invalid', fault: 'operator' });
}

function unavailable(message: string): PreflightError {
  return new PreflightError(message, { code: 'fleet.unavailable', fault: 'service' });
}
