import type { JobAnswer } from '../../domain/model/ports.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The outcome of a request that `service` answered with 200: `accepted` where AWS's request id came with it,
 * which a proxy's answer lacks. The id is named where it has AWS's form.
 */
export function takenAnswer(service: string, requestId: string | undefined): JobAnswer {
  if (requestId === undefined) {
    return { outcome: 'unreachable', detail: `An answer that is not one of ${service}.` };
  }
  const id = UUID.test(requestId) ? requestId : 'of an unusual id';
  return { outcome: 'accepted', detail: `Request ${id}` };
}
