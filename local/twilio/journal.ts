import type { TwilioRequest } from './rest/twilio-request.ts';

/** One request as the journal shows it: identifiers only, no header, no body, no secret. */
export interface JournalEntry {
  /** Milliseconds since the server started. */
  readonly atMs: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The Basic username; absent when the request had no credentials. */
  readonly username?: string;
  /** Requests in progress when this one came, itself included. */
  readonly concurrent: number;
  readonly requestId: string;
  /** `null` while there is no answer: not yet, or never (a hang, a reset). */
  readonly status: number | null;
}

/** Every request to a Twilio host since the start or the last `clear`, oldest first. */
export interface Journal {
  entries(): readonly JournalEntry[];
  clear(): void;
  /** Notes an arrival and returns what notes the status of its answer. */
  begin(
    request: TwilioRequest,
    arrival: { readonly requestId: string; readonly concurrent: number },
  ): (status: number) => void;
}

const HIDDEN = '[hidden]';

/** What may stand in a path or query as it is: SIDs, API words and versions, small numbers, E.164. */
const SHOWABLE =
  /^(?:[A-Z]{2}[0-9a-fA-F]{32}|[A-Za-z]{0,24}|v[0-9]|2010-04-01|a2p|Usa2p|[+ ]?[0-9*]{1,15})$/;

type Mutable = { -readonly [key in keyof JournalEntry]: JournalEntry[key] };

/** An empty journal. */
export function createJournal(): Journal {
  const startedMs = performance.now();
  let entries: Mutable[] = [];
  return {
    entries: () => entries.map((entry) => ({ ...entry })),
    clear: () => {
      entries = [];
    },
    begin: (request, { requestId, concurrent }) => {
      const atMs = Math.round(performance.now() - startedMs);
      const status: number | null = null;
      const entry: Mutable = { atMs, ...describe(request), concurrent, requestId, status };
      entries.push(entry);
      return (answered) => {
        entry.status = answered;
      };
    },
  };
}

type Description = Pick<JournalEntry, 'method' | 'host' | 'path' | 'query' | 'username'>;

function describe(request: TwilioRequest): Description {
  const query = [...request.query].map(([name, value]) => [show(name), show(value)]);
  return {
    method: request.method,
    host: /^[a-zA-Z0-9.:-]{1,80}$/.test(request.host) ? request.host : HIDDEN,
    path: request.path.split('/').map(showSegment).join('/'),
    query: Object.fromEntries(query),
    ...(request.credentials === undefined ? {} : { username: showUsername(request) }),
  };
}

/** A swapped secret can stand in a path or query: what is not plainly harmless is not shown. */
function show(text: string): string {
  return SHOWABLE.test(text) ? text : HIDDEN;
}

function showSegment(segment: string): string {
  const name = segment.replace(/\.json$/, '');
  return show(name) + segment.slice(name.length);
}

function showUsername({ credentials }: TwilioRequest): string {
  const isSid = /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(credentials?.username ?? '');
  return isSid ? (credentials?.username ?? '') : '[not a SID]';
}
