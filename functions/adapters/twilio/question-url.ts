import type { TwilioRegion } from '../../domain/model/expectation.ts';
import type { TwilioQuestion } from '../../domain/model/twilio-api.ts';

/**
 * Both are always set, since the SDK reads TWILIO_REGION and TWILIO_EDGE for one that is nullish; an
 * empty string is not, and leaves `api.twilio.com` (US1) as it is. A Region without its edge would
 * give a host that Twilio retired on 2026-04-28 and had always processed in US1.
 */
export const PLACES: Readonly<
  Record<TwilioRegion, { readonly region: string; readonly edge: string }>
> = {
  us1: { region: '', edge: '' },
  ie1: { region: 'ie1', edge: 'dublin' },
  au1: { region: 'au1', edge: 'sydney' },
};

export function methodOf({ form }: TwilioQuestion): 'GET' | 'POST' {
  return form === undefined ? 'GET' : 'POST';
}

/** The address of a question in us1; Twilio's SDK puts edge and Region into it. */
export function questionUrl(question: TwilioQuestion): URL {
  const url = new URL(`https://${question.product}.twilio.com`);
  // Assigned, not resolved: a path that begins with `//` or `@` must not choose another host.
  url.pathname = question.path;
  for (const [name, value] of Object.entries(question.query ?? {})) {
    url.searchParams.set(name, value);
  }
  return url;
}

/** The address of a question in its Region: what the SDK makes of {@link questionUrl}. */
export function regionalUrl(question: TwilioQuestion): URL {
  const { region, edge } = PLACES[question.region];
  const url = questionUrl(question);
  url.hostname = [question.product, edge, region, 'twilio.com']
    .filter((part) => part !== '')
    .join('.');
  return url;
}

/** Method and address as reports show them: a page's token is Twilio's own text, and may be anything. */
export function requestName(question: TwilioQuestion): string {
  const url = regionalUrl(question);
  if (url.searchParams.has('PageToken')) url.searchParams.set('PageToken', '-');
  return `${methodOf(question)} ${url.href}`;
}

/** The body of a POST; undefined for a GET. */
export function encodedForm({ form }: TwilioQuestion): string | undefined {
  if (form === undefined) return undefined;
  const fields = Object.entries(form).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : value.expose(),
  ]);
  return new URLSearchParams(fields).toString();
}
