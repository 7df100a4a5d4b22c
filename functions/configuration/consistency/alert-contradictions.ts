import { didYouMean } from '../../domain/text/nearest-name.ts';
import type { Configuration, Subscriber } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';
import { secretInUrl, type UrlSecret } from '../secret-in-url.ts';

/** What the key of an entry's endpoint is called. */
const ENDPOINT_KEYS = { email: 'address', sms: 'number', https: 'url' } as const;

const MOST_NAMES_SHOWN = 20;

const PLACES: Readonly<Record<UrlSecret, string>> = {
  'user-info': 'holds a name or password before the host',
  query: 'has a query that looks like a key',
  path: 'has a path that looks like a key',
  host: 'is of a service whose URLs are keys',
};

/**
 * What is wrong with subscribers beside the form of each: an endpoint listed twice (letter case
 * ignored: SNS keeps one subscription, the stack would declare two), an environment that is not
 * declared, and a URL that is itself a secret, since this file is committed.
 */
export function* alertContradictions({
  environments,
  alerts,
}: Configuration): Iterable<IssueParts> {
  const declared = environments.map(({ name }) => name);
  for (const list of ['email', 'sms', 'https'] as const) {
    const entries = alerts.subscribers.filter(({ protocol }) => protocol === list);
    yield* repetitions(list, entries);
    for (const [index, entry] of entries.entries()) {
      const path = ['alerts', list, index];
      yield* undeclared([...path, 'environments'], entry.environments ?? [], declared);
      const secret = list === 'https' ? secretInUrl(entry.endpoint) : undefined;
      if (secret !== undefined) yield secretUrl([...path, 'url'], secret);
    }
  }
}

function* repetitions(
  list: keyof typeof ENDPOINT_KEYS,
  entries: readonly Subscriber[],
): Iterable<IssueParts> {
  const endpoints = entries.map(({ endpoint }) => endpoint.toLowerCase());
  for (const [index, { endpoint }] of entries.entries()) {
    const first = endpoints.indexOf(endpoint.toLowerCase());
    if (first === index) continue;
    yield {
      path: ['alerts', list, index],
      problem: `is listed already, at ${list}[${first}]`,
      received: endpoint,
      allowed: `each ${ENDPOINT_KEYS[list]} once`,
    };
  }
}

function* undeclared(
  path: IssueParts['path'],
  names: readonly string[],
  declared: readonly string[],
): Iterable<IssueParts> {
  const more = declared.length > MOST_NAMES_SHOWN ? ', …' : '';
  for (const [index, name] of names.entries()) {
    if (declared.includes(name)) continue;
    yield {
      path: [...path, index],
      problem: `is not a declared environment${didYouMean(name, declared)}`,
      received: name,
      allowed: `${declared.slice(0, MOST_NAMES_SHOWN).join(', ')}${more}`,
    };
  }
}

/** Without the value: anyone who reads it can post. */
function secretUrl(path: IssueParts['path'], secret: UrlSecret): IssueParts {
  return {
    path,
    problem: `${PLACES[secret]}: such a URL is a secret, and this file is committed (the value is not shown)`,
    allowed:
      'a URL without a key; subscribe a secret one by hand (aws sns subscribe), or give the construct AlertTopic its secretEndpoints (docs/alerts.md)',
  };
}
