const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const REQUEST_ID = /RQ[0-9a-f]{32}/g;

/**
 * The text without random identifiers: run, job, version and request ids, and these SIDs. Among some
 * hundred thousand hex digits, eight in a row that also stand in a token are a matter of chance.
 */
export function withoutIdentifiers(text: string, sids: Iterable<string>): string {
  let rest = text.replaceAll(UUID, '(uuid)').replaceAll(REQUEST_ID, '(request id)');
  for (const sid of sids) rest = rest.replaceAll(sid, '(sid)');
  return rest;
}
