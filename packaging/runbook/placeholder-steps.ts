import * as commands from '../../functions/domain/causes/commands.ts';
import { askGateAgain, checkAgain } from '../../functions/domain/causes/steps.ts';
import type { RemediationStep } from '../../functions/domain/model/report.ts';

/** Placeholders for the names that a report fills in. */
export const ANY_PLACE: commands.CommandPlace = {
  secretRegion: 'REGION',
  expectation: {
    name: 'ENVIRONMENT',
    secret: { id: 'SECRET_ID' },
    account: { sid: 'ACCOUNT_SID' },
  },
};

export const LIST_VERSIONS: string = commands.listSecretVersions(ANY_PLACE);
export const DESCRIBE_SECRET: string = commands.describeSecret(ANY_PLACE);
export const PUT_VALUE: string = commands.putSecretValue(ANY_PLACE);
export const CREATE_KEY: string = commands.createApiKey(ANY_PLACE);
export const ACCOUNT_STATUS = 'twilio api:core:accounts:fetch --sid ACCOUNT_SID -o json';

export const ASK_GATE_AGAIN: RemediationStep = askGateAgain(ANY_PLACE);
export const CHECK_AGAIN: RemediationStep = checkAgain(ANY_PLACE);

/** Stores a fixed credential, read from a file so that it stays out of the shell's history. */
export const STORE_IT: RemediationStep = {
  text: 'Store the fixed credential: write it into `credentials.json`, store it, delete the file.',
  command: PUT_VALUE,
};
