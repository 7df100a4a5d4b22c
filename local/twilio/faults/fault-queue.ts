import type { TwilioRequest } from '../rest/twilio-request.ts';
import type { DisruptiveFault, Fault } from './fault.ts';

/** What the faults in force do to one request. */
export interface Disruption {
  /** 0 when no delay matches. */
  readonly delayMs: number;
  /** Replaces the answer, when there is one. */
  readonly fault?: DisruptiveFault;
}

/** The faults in force, in the order in which they were added. */
export interface FaultQueue {
  /** Adds a fault behind the others. Throws `SyntaxError` for a `match.path` that is no pattern. */
  add(fault: Fault): void;
  /** Takes all faults away; requests that hang keep hanging. */
  clear(): void;
  /** Uses up one turn of the first delay and of the first other fault that match. */
  take(request: TwilioRequest): Disruption;
}

interface Entry {
  readonly fault: Fault;
  readonly path: RegExp;
  remaining: number;
}

/** An empty queue. */
export function createFaultQueue(): FaultQueue {
  let entries: Entry[] = [];
  const takeFirst = (matches: (entry: Entry) => boolean): Fault | undefined => {
    const entry = entries.find((one) => one.remaining > 0 && matches(one));
    if (entry !== undefined) entry.remaining -= 1;
    return entry?.fault;
  };
  return {
    add: (fault) => {
      const remaining = fault.times ?? Number.POSITIVE_INFINITY;
      entries.push({ fault, path: new RegExp(fault.match?.path ?? ''), remaining });
    },
    clear: () => {
      entries = [];
    },
    take: (request) => {
      const isFor = (entry: Entry): boolean => concerns(entry, request);
      const delay = takeFirst((entry) => entry.fault.kind === 'delay' && isFor(entry));
      const fault = takeFirst((entry) => entry.fault.kind !== 'delay' && isFor(entry));
      const delayMs = delay?.kind === 'delay' ? delay.delayMs : 0;
      return fault === undefined || fault.kind === 'delay' ? { delayMs } : { delayMs, fault };
    },
  };
}

function concerns({ fault, path }: Entry, request: TwilioRequest): boolean {
  const { host, username, method } = fault.match ?? {};
  const askedHost = request.host.toLowerCase().replace(/:[0-9]+$/, '');
  return (
    path.test(request.path) &&
    (method === undefined || method === request.method) &&
    (host === undefined || host.toLowerCase() === askedHost) &&
    (username === undefined || username === request.credentials?.username)
  );
}
