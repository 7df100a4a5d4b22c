import { expect, it } from 'vitest';
import {
  createSecretListing,
  type SecretListing,
} from '../../../../cli/init/ports/create-secret-listing.ts';
import { startStandIn } from '../../../functions/adapters/aws/start-stand-in.ts';
import { startInitWorld } from '../init-world.ts';

const list = (signal = new AbortController().signal): Promise<SecretListing> =>
  createSecretListing({ region: 'us-east-1', requestTimeoutMs: 5000 })({ signal });

it('lists every secret, page by page, with type, description and tags, and no value', async () => {
  const { world } = await startInitWorld();
  for (let at = 0; at < 120; at += 1) {
    world.aws.secrets.create({ name: `one-${at}`, value: 'v', type: 'TwilioApiKey' });
  }
  const { secrets, problem } = await list();
  expect(problem).toBeUndefined();
  expect(secrets).toHaveLength(123);
  expect(secrets[0]).toEqual({
    name: 'one-119',
    managedType: 'TwilioApiKey',
    description: '',
    tags: [],
  });
});

it('ends a list that never ends, and says so', async () => {
  const { requests } = await startStandIn((response, _request, index) => {
    response.setHeader('Content-Type', 'application/x-amz-json-1.1');
    response.end(
      JSON.stringify({
        SecretList: [...Array(100).fill({ Name: 'a' }), {}],
        NextToken: `again ${index}`,
      }),
    );
  });
  const { secrets, problem } = await list();
  expect(requests).toHaveLength(20);
  expect(secrets).toHaveLength(2_000);
  expect(problem).toBe('Only the first 2000 secrets were listed.');
});

it('keeps what it has where AWS refuses, with its words', async () => {
  await startStandIn((response, _request, index) => {
    response.setHeader('Content-Type', 'application/x-amz-json-1.1');
    if (index === 0) {
      response.end(JSON.stringify({ SecretList: [{ Name: 'a' }], NextToken: 'more' }));
      return;
    }
    response.statusCode = 400;
    response.end(JSON.stringify({ __type: 'AccessDeniedException', Message: 'is not allowed' }));
  });
  const { secrets, problem } = await list();
  expect(secrets.map(({ name }) => name)).toEqual(['a']);
  expect(problem).toBe('AccessDeniedException: is not allowed');
});

it('ends with its signal', async () => {
  await startStandIn(() => undefined);
  const ended = new AbortController();
  const listing = list(ended.signal);
  ended.abort();
  expect((await listing).problem).toContain('No answer from Secrets Manager in time.');
});
