import * as commands from '../../functions/domain/causes/commands.ts';
import type { RemediationStep } from '../../functions/domain/model/report.ts';

/** Stands for the names that a report fills in. */
const ANY_PLACE: commands.CommandPlace = {
  secretRegion: 'REGION',
  expectation: {
    name: 'ENVIRONMENT',
    secret: { id: 'SECRET_ID' },
    account: { sid: 'ACCOUNT_SID' },
  },
};

export const LIST_VERSIONS: string = commands.listSecretVersions(ANY_PLACE);
export const DESCRIBE_SECRET: string = commands.describeSecret(ANY_PLACE);
export const RESTORE_SECRET: string = commands.restoreSecret(ANY_PLACE);
export const RESOURCE_POLICY: string = commands.resourcePolicy(ANY_PLACE);
export const PUT_VALUE: string = commands.putSecretValue(ANY_PLACE);
export const MAKE_PREVIOUS_CURRENT: string = commands.makeCurrent(ANY_PLACE, {
  to: 'PREVIOUS_VERSION_ID',
  from: 'CURRENT_VERSION_ID',
});
export const CREATE_KEY: string = commands.createApiKey(ANY_PLACE);
export const ACCOUNT_STATUS = 'twilio api:core:accounts:fetch --sid ACCOUNT_SID -o json';

/** The last step of every cause that is mended in the secret or at Twilio. */
export const CHECK_AGAIN: RemediationStep = {
  text: 'Check again.',
  command: commands.verifyAgain(ANY_PLACE),
};

/** Stores a mended credential, read from a file so that it stays out of the shell's history. */
export const STORE_IT: RemediationStep = {
  text: 'Store the mended credential: write it into `credentials.json`, store it, delete the file.',
  command: PUT_VALUE,
};
