import { hideIn } from '../../domain/credential/hide-in.ts';
import type { Scrubber } from '../../domain/credential/scrub.ts';

/**
 * Names of fields that hold a secret, without case, `_` and `-`. Twilio's Account resource carries the
 * live Auth Token in clear text, also a subaccount's when its parent asks.
 */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'authtoken',
  'primaryauthtoken',
  'secondaryauthtoken',
  'secret',
  'clientsecret',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'password',
  'authorization',
]);

/** Own properties by these names are harmless until someone copies them into another object. */
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Members of both forms of Twilio's errors. */
const ERROR_MEMBERS = ['code', 'message', 'detail', 'title', 'status'] as const;

/** What the parser calls an entry of a list, and the whole. */
const INDEX_OR_ROOT = /^\d*$/;

/** A body of ASCII without a backslash. */
const UNESCAPED = /^[\t\n\r -[\]-~]*$/;

/** JSON, with what it was parsed to; `malformed` is any text that is not JSON, an empty one too. */
export type ParsedBody =
  | { readonly outcome: 'json'; readonly value: unknown }
  | { readonly outcome: 'malformed' };

/**
 * Parses a body and drops every field that holds a secret, at any depth, before anyone sees it.
 * Should a text or a field name hold a part of the credential that was sent (a proxy that echoes
 * headers), the part is replaced, the field dropped; a value of the form of a SID is hidden as a whole. Where `members` are given, no other member is kept, but for those of Twilio's
 * errors. Never throws: nesting too deep for the parser counts as malformed.
 */
export function parseBody(body: string, scrub: Scrubber, members?: readonly string[]): ParsedBody {
  const kept = members && new Set([...ERROR_MEMBERS, ...members]);
  // Without an escape every name and text stands in the body as it is, and so would a part of a secret.
  const isClean = UNESCAPED.test(body) && scrub(body) === body;
  const keeps = (name: string): boolean => {
    const isKept = kept === undefined || kept.has(name) || INDEX_OR_ROOT.test(name);
    return isKept && !isDropped(name) && (isClean || scrub(name) === name);
  };
  try {
    const value: unknown = JSON.parse(body, (name, value: unknown) => {
      if (!keeps(name)) return undefined;
      return !isClean && typeof value === 'string' ? hideIn(value, scrub) : value;
    });
    return { outcome: 'json', value };
  } catch {
    return { outcome: 'malformed' };
  }
}

function isDropped(name: string): boolean {
  return PROTOTYPE_NAMES.has(name) || SECRET_NAMES.has(name.toLowerCase().replaceAll(/[_-]/g, ''));
}
