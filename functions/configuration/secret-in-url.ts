/** Where a URL holds what opens it to everybody who reads it. */
export type UrlSecret = 'user-info' | 'query' | 'path' | 'host';

// Hosts whose whole URL is the key: any holder may post.
const SECRET_HOSTS =
  /(?:^|\.)(?:events\.pagerduty\.com|events\.eu\.pagerduty\.com|hooks\.slack\.com|webhook\.office\.com|discord\.com|discordapp\.com)$/i;
const SECRET_NAME = /key|token|secret|sig|auth|pass|pwd|code|credential|hmac/i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
// Shorter than the shortest key of a known service, longer than words people put into a path.
const KEY_LENGTH = 16;

/**
 * Whether a URL is itself a secret: user info; a query with a name such as `api_key` or a value that
 * looks like a key; a path with a part that does; a host whose URLs all are (PagerDuty's integration,
 * Slack's webhook). Undefined for an ordinary one, and for a text that is no URL. It errs on the side
 * of a secret; it cannot know all.
 */
export function secretInUrl(text: string): UrlSecret | undefined {
  const parts = /https?:\/\/([^/?#\s"]*)([^?#"]*)(?:\?([^#"]*))?/i.exec(text);
  if (parts === null) return undefined;
  const [, authority = '', path = '', query = ''] = parts;
  if (authority.includes('@')) return 'user-info';
  if (isSecretQuery(query)) return 'query';
  if (SECRET_HOSTS.test(authority.replace(/:\d+$/, ''))) return 'host';
  return isKeyLike(path) ? 'path' : undefined;
}

function isSecretQuery(query: string): boolean {
  return query.split('&').some((pair) => {
    const [name = '', value = ''] = pair.split('=', 2);
    return value !== '' && (SECRET_NAME.test(name) || isKeyLike(value));
  });
}

function isKeyLike(text: string): boolean {
  const runs = text.match(/[A-Za-z0-9]+/g) ?? [];
  const isMixed = (run: string): boolean => /[0-9]/.test(run) && /[A-Za-z]/.test(run);
  return UUID.test(text) || runs.some((run) => run.length >= KEY_LENGTH && isMixed(run));
}
