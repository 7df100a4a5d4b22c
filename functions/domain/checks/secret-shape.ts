import { variableNames } from '../credential/credential-variables.ts';
import { CREDENTIAL_FIELDS, FIELDS } from '../credential/field.ts';
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
  judge: ({ evidence: { parse, secret } }: Facts): CheckResult => {
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
        return secret.outcome === 'read' && secret.local?.kind === 'variables'
          ? missingFields(namedAsVariables(parse), 'the variables lack', 'they have')
          : missingFields(parse, 'the secret lacks', 'it has');
    }
  },
};

/** A variable that is missing by the names that it may have: those of fields are read nowhere. */
function namedAsVariables(parse: MissingFields): MissingFields {
  const missing = parse.missing.map((name) => {
    const field = CREDENTIAL_FIELDS.filter((one) => FIELDS[one].names[0] === name);
    return field.flatMap(variableNames).join(' or ') || name;
  });
  return { ...parse, missing };
}

function missingFields(parse: MissingFields, lacks: string, has: string): CheckResult {
  const missing = parse.missing.join(', ');
  const found = describeFound(parse);
  return fault(
    `the fields of ${KIND_NAMES[parse.nearestKind]}`,
    found,
    `${lacks} ${missing} to be ${KIND_NAMES[parse.nearestKind]}; ${has} ${found}`,
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
