/**
 * Begins the message of every error that says that the store gave no usable answer. Lambda hands a caller
 * the message and no code, so this is how the command line tells "could not tell" from "refused".
 */
export const HISTORY_SILENT = 'The history could not be used';
