/** An error answer by number; its message comes from the table of codes. */
export interface RefusalSetting {
  readonly status: number;
  readonly code: number;
}

/**
 * What Twilio does where sources disagree or no answer was ever captured. The defaults are the
 * best-supported reading; a test sets the others, since no verdict may depend on the choice.
 */
export interface WorldSettings {
  /** Answer to a Restricted key without the permission (70051); both 401 and 403 are reported. */
  readonly missingPermissionStatus: 401 | 403;
  /** Answer to the own credential of a suspended or closed account: 401/20003, 20005, 403/20403… */
  readonly inactiveAccount: RefusalSetting;
  /** Answer to an API Key SID where the path wants an Account SID; it changed over the years. */
  readonly keySidInPath: RefusalSetting;
  /** The text with 20003 for a valid Standard or Restricted key on the Accounts API. */
  readonly accountsApiMessage: 'Authentication Error - invalid username' | 'Authenticate';
}

/** The best-supported reading of each open question; support article 50301225354651 for the text. */
export const DEFAULT_WORLD_SETTINGS: WorldSettings = {
  missingPermissionStatus: 403,
  inactiveAccount: { status: 401, code: 20003 },
  keySidInPath: { status: 401, code: 20003 },
  accountsApiMessage: 'Authentication Error - invalid username',
};
