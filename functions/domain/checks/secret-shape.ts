import type { Facts } from '../facts/facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import { KIND_NAMES } from '../model/credential.ts';
import type { MissingFields } from '../model/credential-parse.ts';
import { count } from '../text/count.ts';
import type { Check } from './check.ts';

/** The secret is JSON with the fields of one credential kind. */
export const secretShape: Check = {
  id: 'secret.shape',
  title: 'The secret is JSON with the fields of one credential kind',
  tier: 'offline',
  judge: ({ evidence: { parse } }: Facts): CheckResult => {
    if (parse === undefined) return skipped('the secret was not read');
    switch (parse.outcome) {
      case 'parsed':
        return pass(`it holds ${KIND_NAMES[parse.credential.kind]}`);
      case 'malformed':
        return pass(`it has the fields of ${KIND_NAMES[parse.kind]}`);
      case 'not-json':
        return fault(
          'a JSON object',
          parse.detail,
          `the secret is not a JSON object: ${parse.detail}`,
        );
      case 'missing-fields':
        return missingFields(parse);
    }
  },
};

function missingFields(parse: MissingFields): CheckResult {
  const missing = parse.missing.join(', ');
  const found = describeFound(parse);
  return fault(
    `the fields of ${KIND_NAMES[parse.nearestKind]}`,
    found,
    `the secret lacks ${missing} to be ${KIND_NAMES[parse.nearestKind]}; it has ${found}`,
  );
}

function describeFound(parse: MissingFields): string {
  const known = parse.found.length === 0 ? 'no field of a credential' : parse.found.join(', ');
  const { unknownFieldCount, hint } = parse;
  const others = unknownFieldCount === 0 ? '' : ` and ${count(unknownFieldCount, 'other field')}`;
  return `${known}${others}${hint === undefined ? '' : `: ${hint}`}`;
}

function fault(expected: string, found: string, message: string): CheckResult {
  return { status: 'fail', message, expected, found };
}
