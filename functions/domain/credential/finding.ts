import type { CredentialField, FormatFault, FormatIssue } from '../model/format-issue.ts';

/**
 * What is wrong with one value. `detail` completes a sentence that begins with the name of the
 * JSON field ("ends with a newline") and holds no part of the value.
 */
export interface Finding {
  readonly fault: FormatFault;
  readonly severity: FormatIssue['severity'];
  readonly detail: string;
}

/** One text value under judgement. Everything here but `field` may be a secret. */
export interface Subject {
  readonly field: CredentialField;
  /** Without the white space, quotes and escapes around it. */
  readonly unwrapped: string;
  /** Without those inside either. */
  readonly bare: string;
  /** What was taken off, as findings. */
  readonly wrapping: readonly Finding[];
  /** Every text field of the credential, this one included. */
  readonly siblings: readonly Sibling[];
}

/** What a detector needs to know of the other fields. `bare` may be a secret. */
export interface Sibling {
  readonly field: CredentialField;
  readonly jsonField: string;
  readonly bare: string;
}

/** A finding that makes the credential malformed. */
export function failure(fault: FormatFault, detail: string): Finding {
  return { fault, severity: 'fail', detail };
}
