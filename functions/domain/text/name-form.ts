/** The name of an environment, and of a member of a fleet: it may stand in a path, a subject or a name of a secret. */
export const NAME_FORM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
