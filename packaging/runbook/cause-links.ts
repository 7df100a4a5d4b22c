import { HELP } from '../../functions/domain/causes/help-urls.ts';

/** What belongs to a cause besides its prose. */
export interface CauseLinks {
  /** The checks that it keeps from passing, by their ids; none where there is nothing to check. */
  readonly checks: readonly string[];
  /** The page that the report names, by its owner. */
  readonly helpUrl: string;
}

const ACCEPTED = 'credential.accepted';
const FORMAT = 'credential.format';
const READABLE = 'secret.readable';
const WEBHOOK = 'webhook.auth-token';
const RESOURCES = [
  'resources.phone-numbers',
  'resources.messaging-services',
  'resources.applications',
  'resources.verify-services',
] as const;
const FORM: CauseLinks = { checks: [FORMAT, WEBHOOK], helpUrl: HELP.secretFormat };
const OUTAGE: readonly string[] = [ACCEPTED, 'account.identity', ...RESOURCES];

/** By the id of the cause. */
export const CAUSE_LINKS: Readonly<Record<string, CauseLinks>> = {
  'secret.not-found': { checks: [READABLE], helpUrl: HELP.getSecretValue },
  'secret.access-denied': { checks: [READABLE], helpUrl: HELP.secretAccess },
  'secret.kms-denied': { checks: [READABLE], helpUrl: HELP.secretAccess },
  'secret.pending-deletion': { checks: [READABLE], helpUrl: HELP.restoreSecret },
  'secret.not-json': { checks: ['secret.shape', READABLE], helpUrl: HELP.secretFormat },
  'secret.missing-field': { checks: ['secret.shape', WEBHOOK], helpUrl: HELP.secretFormat },
  'credential.whitespace': FORM,
  'credential.swapped': FORM,
  'credential.malformed': FORM,
  'credential.placeholder': FORM,
  'credential.api-key-as-account': FORM,
  'credential.mixed': FORM,
  'credential.wrong-kind': { checks: ['credential.kind'], helpUrl: HELP.secretFormat },
  'credential.stale-version': { checks: [ACCEPTED], helpUrl: HELP.twilio20003 },
  'credential.rejected': { checks: [ACCEPTED, WEBHOOK], helpUrl: HELP.twilio20003 },
  'credential.test-credentials': { checks: [ACCEPTED, WEBHOOK], helpUrl: HELP.twilio20008 },
  'credential.insufficient-permission': {
    checks: [ACCEPTED, 'credential.key-type', ...RESOURCES, 'resources.ready-to-send', 'test-call'],
    helpUrl: HELP.twilio70051,
  },
  'credential.request-refused': {
    checks: [WEBHOOK, 'account.identity', ...RESOURCES, 'resources.ready-to-send', 'test-call'],
    helpUrl: HELP.twilio20003,
  },
  'credential.secondary-token': { checks: [WEBHOOK], helpUrl: HELP.webhookSecurity },
  'credential.over-privileged': {
    checks: ['credential.reach', 'credential.key-type'],
    helpUrl: HELP.apiKeys,
  },
  'credential.audit': {
    checks: ['key.present', 'key.age', 'key.label', 'key.stray', 'secret.rotation', 'secret.age'],
    helpUrl: HELP.apiKeys,
  },
  'environment.wrong-account': {
    checks: ['account.identity', ...RESOURCES],
    helpUrl: HELP.twilio20003,
  },
  'environment.wrong-parent': { checks: ['account.parent'], helpUrl: HELP.subaccounts },
  'environment.shared-credential': {
    checks: ['environment.isolation'],
    helpUrl: HELP.subaccounts,
  },
  'account.suspended': { checks: ['account.active', ACCEPTED, WEBHOOK], helpUrl: HELP.twilio20005 },
  'account.closed': { checks: ['account.active', ACCEPTED], helpUrl: HELP.account },
  'account.trial': { checks: ['account.active', 'test-call'], helpUrl: HELP.account },
  'region.mismatch': { checks: [ACCEPTED], helpUrl: HELP.regions },
  'test-call.failed': { checks: ['test-call'], helpUrl: HELP.twilioErrors },
  'resource.missing': { checks: RESOURCES, helpUrl: HELP.twilio20404 },
  'resource.not-capable': { checks: RESOURCES, helpUrl: HELP.phoneNumbers },
  'resource.not-ready': { checks: ['resources.ready-to-send'], helpUrl: HELP.sending },
  'account.profile-not-approved': {
    checks: ['resources.ready-to-send', 'test-call'],
    helpUrl: HELP.trustHub,
  },
  'rotation.in-progress': { checks: [ACCEPTED], helpUrl: HELP.managedRotation },
  'twilio.rate-limited': { checks: OUTAGE, helpUrl: HELP.twilio20429 },
  'twilio.unavailable': { checks: OUTAGE, helpUrl: HELP.twilioStatus },
  'twilio.unexpected-response': { checks: OUTAGE, helpUrl: HELP.twilioErrors },
  'network.unreachable': { checks: OUTAGE, helpUrl: HELP.twilioStatus },
  'aws.unavailable': { checks: [READABLE], helpUrl: HELP.awsStatus },
  'config.invalid': { checks: [READABLE], helpUrl: HELP.getSecretValue },
  'config.unknown-environment': { checks: [], helpUrl: HELP.lambdaAction },
};
