import { expect, it } from 'vitest';
import { parseHttpRequest } from '../../../../functions/handlers/health/http.ts';
import { balancedRequest, urlRequest } from './requests.ts';

const behind = (authorizer: object): object => {
  const event = urlRequest('/') as { readonly requestContext: object };
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
};

it.each([
  ['signed, as AWS has checked', urlRequest('/', { isAuthorised: true }), true],
  ['not signed', urlRequest('/'), false],
  ['let in by another authorizer', behind({ lambda: { user: 'x' } }), false],
  ['let in by an authorizer that says nothing', behind({}), false],
  ['from a load balancer', balancedRequest('/'), false],
])('a request is authorised only by IAM: %s', (_name, event, isAuthorised) => {
  expect(parseHttpRequest(event).isAuthorised).toBe(isAuthorised);
});
