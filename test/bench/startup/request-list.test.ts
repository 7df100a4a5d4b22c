import { expect, it } from 'vitest';
import { requestList, requireEqualLists } from '../../../bench/startup/request-list.ts';
import type { Requests } from '../../../bench/world/start-world.ts';

const ACCOUNT = '/2010-04-01/Accounts/AC217072093cc9fec95faf7f0adf6a8d49';

function requests(jobId: string, paths: readonly string[]): Requests {
  const aws = { at: '', region: 'us-east-1', principal: null, status: 200, requestId: 'r' };
  const twilio = { atMs: 0, method: 'GET', host: 'api.twilio.com', query: {}, username: 'SK1' };
  return {
    aws: [
      { ...aws, service: 'secretsmanager', operation: 'GetSecretValue', resources: ['staging'] },
      { ...aws, service: 'codepipeline', operation: 'PutJobSuccessResult', resources: [jobId] },
    ],
    twilio: paths.map((path) => ({ ...twilio, path, concurrent: 1, requestId: 'RQ', status: 200 })),
  };
}

it('is the same for the same requests in another order, and for another job', () => {
  const one = requestList(requests('job-1', [ACCOUNT, `${ACCOUNT}/IncomingPhoneNumbers`]));
  const other = requestList(requests('job-2', [`${ACCOUNT}/IncomingPhoneNumbers`, ACCOUNT]));

  expect(() => requireEqualLists(one, other, 'floor')).not.toThrow();
});

it('tells handlers apart that asked for something else, and shows both lists', () => {
  const one = requestList(requests('job-1', [ACCOUNT]));
  const other = requestList(requests('job-1', [ACCOUNT, ACCOUNT]));

  expect(() => requireEqualLists(one, other, 'floor')).toThrow(/floor handler asked .*First:/s);
});
