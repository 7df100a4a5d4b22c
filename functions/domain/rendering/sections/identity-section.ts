import { CREDENTIAL_NOUNS, KIND_NAMES } from '../../model/credential.ts';
import { LOCAL_VERSION_IDS } from '../../model/ports.ts';
import type { CredentialSummary, EnvironmentReport } from '../../model/report.ts';
import { count } from '../../text/count.ts';
import type { Section } from './section.ts';

const NOUNS: Readonly<Record<CredentialSummary['kind'], string>> = {
  ...CREDENTIAL_NOUNS,
  test: KIND_NAMES.test,
};

/** Which credential was judged: the secret with its version and stage, account and key by SID. */
export function credentialSection({ credential }: EnvironmentReport): Section {
  const { secretId } = credential;
  const texts =
    secretId === '' ? ['none was read'] : [secretText(credential), accountText(credential)];
  return { heading: 'Credential', lines: texts.map((text) => ({ marker: '', text })) };
}

/** Twilio's own ids of the answers: what its support asks for. */
export function requestsText(environment: EnvironmentReport): string {
  const requests = count(environment.twilioRequests, 'Twilio request');
  const ids = environment.twilioRequestIds.join(', ');
  return ids === '' ? requests : `${requests}: ${ids}`;
}

function accountText({ kind, accountSid, apiKeySid, keyType }: CredentialSummary): string {
  const account = accountSid ? `account ${accountSid}` : 'account not known';
  const key = apiKeySid ? ` ${apiKeySid}` : '';
  return `${account}, ${NOUNS[kind]}${key}${keyType ? ` (${keyType})` : ''}`;
}

function secretText({ secretId, versionId, versionStage }: CredentialSummary): string {
  if (versionId === LOCAL_VERSION_IDS.variables) return 'secret: the variables of this process';
  if (versionId === LOCAL_VERSION_IDS.file)
    return `secret ${secretId}: given here, not read from AWS`;
  return versionId
    ? `secret ${secretId}, version ${versionId} (${versionStage})`
    : `secret ${secretId}, ${versionStage} not read`;
}
