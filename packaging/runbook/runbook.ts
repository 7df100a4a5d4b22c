import { CREDENTIAL_ANSWER_ENTRIES } from './credential-answer-entries.ts';
import { CREDENTIAL_FORM_ENTRIES } from './credential-form-entries.ts';
import { ELSEWHERE_ENTRIES } from './elsewhere-entries.ts';
import { ENVIRONMENT_ENTRIES } from './environment-entries.ts';
import { RESOURCE_ENTRIES } from './resource-entries.ts';
import type { RunbookEntries } from './runbook-entry.ts';
import { SECRET_ENTRIES } from './secret-entries.ts';

/**
 * What to know about every cause of `all-causes.ts`, in the order of the page; a test asks for the entry of a new one. Only the documents
 * are made of it: nothing that runs in the gate imports it, so that it costs no start-up time.
 */
export const RUNBOOK: RunbookEntries = {
  ...SECRET_ENTRIES,
  ...CREDENTIAL_FORM_ENTRIES,
  ...CREDENTIAL_ANSWER_ENTRIES,
  ...ENVIRONMENT_ENTRIES,
  ...RESOURCE_ENTRIES,
  ...ELSEWHERE_ENTRIES,
};
