import type { Configuration, Subscriber } from '../configuration.ts';
import {
  type ConfigurationIssue,
  configurationIssue,
  type SettingPath,
} from '../configuration-issue.ts';
import { didYouMean } from '../nearest-name.ts';
import { secretInUrl, type UrlSecret } from '../secret-in-url.ts';

/** What the key of an entry's endpoint is called. */
const ENDPOINT_KEYS = { email: 'address', sms: 'number', https: 'url' } as const;

const MOST_NAMES_SHOWN = 20;

/**
 * What is wrong with subscribers beside the form of each: an endpoint listed twice (letter case
 * ignored: SNS keeps one subscription, the stack would declare two), an environment that is not
 * declared, and a URL that is itself a secret, since this file is committed.
 */
export function findAlertContradictions({
  environments,
  alerts,
}: Configuration): readonly ConfigurationIssue[] {
  const declared = environments.map(({ name }) => name);
  return (['email', 'sms', 'https'] as const).flatMap((list) => {
    const entries = alerts.subscribers.filter(({ protocol }) => protocol === list);
    const endpoints = entries.map(({ endpoint }) => endpoint.toLowerCase());
    return entries.flatMap((entry, index) => [
      ...findRepetition(entry, { index, first: endpoints.indexOf(endpoints[index] ?? '') }),
      ...findUndeclared(entry, ['alerts', list, index, 'environments'], declared),
      ...findSecretUrl(entry, ['alerts', list, index, 'url']),
    ]);
  });
}

function findRepetition(
  { protocol, endpoint }: Subscriber,
  { index, first }: { readonly index: number; readonly first: number },
): readonly ConfigurationIssue[] {
  if (first === index) return [];
  return [
    configurationIssue({
      path: ['alerts', protocol, index],
      problem: `is listed already, at ${protocol}[${first}]`,
      received: endpoint,
      allowed: `each ${ENDPOINT_KEYS[protocol]} once`,
    }),
  ];
}

function findUndeclared(
  { environments = [] }: Subscriber,
  path: SettingPath,
  declared: readonly string[],
): readonly ConfigurationIssue[] {
  return environments
    .filter((name) => !declared.includes(name))
    .map((name) => {
      return configurationIssue({
        path: [...path, environments.indexOf(name)],
        problem: `is not a declared environment${didYouMean(name, declared)}`,
        received: name,
        allowed: namesOf(declared),
      });
    });
}

function namesOf(declared: readonly string[]): string {
  const more = declared.length > MOST_NAMES_SHOWN ? ', …' : '';
  return `${declared.slice(0, MOST_NAMES_SHOWN).join(', ')}${more}`;
}

const WHERE: Readonly<Record<UrlSecret, string>> = {
  'user-info': 'holds a name or password before the host',
  query: 'has a query that looks like a key',
  path: 'has a path that looks like a key',
  host: 'is of a service whose URLs are keys',
};

/** Without the value: whoever reads it may post. */
function findSecretUrl(
  { protocol, endpoint }: Subscriber,
  path: SettingPath,
): readonly ConfigurationIssue[] {
  const secret = protocol === 'https' ? secretInUrl(endpoint) : undefined;
  if (secret === undefined) return [];
  return [
    configurationIssue({
      path,
      problem: `${WHERE[secret]}: such a URL is a secret, and this file is committed (the value is not shown)`,
      allowed:
        'a URL without a key; subscribe a secret one by hand (aws sns subscribe), or give the construct AlertTopic its secretEndpoints (docs/alerts.md)',
    }),
  ];
}
