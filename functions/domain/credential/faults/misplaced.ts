import { FIELD_FORMS, hasFormOf } from '../field-form.ts';
import { describeSid, isApiKeySid } from '../sid.ts';
import { type Detector, failure, type Subject } from './finding.ts';

const SECRET_FIELDS: ReadonlySet<string> = new Set(['authToken', 'apiKeySecret', 'clientSecret']);

/**
 * Two fields that hold each other's value: each has the form of the other, and not both have
 * their own. Both of them are reported.
 */
export const findSwapped: Detector = ({ field, bare, siblings }) => {
  const partner = siblings.find((other) => {
    const crossed = hasFormOf(other.field, bare) && hasFormOf(field, other.bare);
    return crossed && !(hasFormOf(field, bare) && hasFormOf(other.field, other.bare));
  });
  if (partner === undefined) return undefined;
  const held = FIELD_FORMS[partner.field].name;
  const detail = `is swapped with ${partner.jsonField}: it has the form of ${held}`;
  return failure('swapped', detail);
};

/**
 * A SID made of another field's secret, as by `AC` + Auth Token: it has the form of a SID, and would be
 * shown as one.
 */
export const findSecretInSid: Detector = ({ field, bare, siblings }) => {
  if (SECRET_FIELDS.has(field)) return undefined;
  const digits = bare.slice(2).toLowerCase();
  const source = siblings.find(
    (other) => SECRET_FIELDS.has(other.field) && other.bare.toLowerCase() === digits,
  );
  if (source === undefined) return undefined;
  const detail = `is made of the value of ${source.jsonField}; ${FIELD_FORMS[field].name} belongs here`;
  return failure('other-value', detail);
};

/** An API Key SID where the Account SID belongs: Twilio needs both. */
export const findApiKeyAsAccount: Detector = ({ field, bare }) =>
  field === 'accountSid' && isApiKeySid(bare)
    ? failure('api-key-as-account', 'holds an API Key SID; an Account SID (AC…) belongs here')
    : undefined;

/** Any SID where a secret belongs, as in `twilio(sid, sid)`. */
export const findSidAsToken: Detector = (subject) => {
  const sid = SECRET_FIELDS.has(subject.field) ? misplacedSid(subject) : undefined;
  return sid === undefined ? undefined : failure('sid-as-token', sid);
};

/** A SID of another type in a SID field. */
export const findOtherSid: Detector = (subject) => {
  const sid = SECRET_FIELDS.has(subject.field) ? undefined : misplacedSid(subject);
  return sid === undefined ? undefined : failure('other-value', sid);
};

/**
 * An Auth Token beside an API Key SID. A key secret is 32 letters and digits of both cases; that
 * one happens to be lower-case hexadecimal throughout has a chance of (16/62)^32.
 */
export const findTokenAsKeySecret: Detector = ({ field, bare }) =>
  field === 'apiKeySecret' && /^[0-9a-f]{32}$/.test(bare)
    ? failure(
        'token-as-key-secret',
        'is 32 lower-case hexadecimal digits, which is an Auth Token; the secret of the API key belongs here',
      )
    : undefined;

function misplacedSid({ field, bare }: Subject): string | undefined {
  const sid = describeSid(bare);
  if (sid === undefined || (!SECRET_FIELDS.has(field) && hasFormOf(field, bare))) return undefined;
  return `holds ${sid}; ${FIELD_FORMS[field].name} belongs here`;
}
