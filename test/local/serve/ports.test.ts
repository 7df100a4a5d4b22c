import { describe, expect, it } from 'vitest';
import { readServeRequest } from '../../../local/serve/ports.ts';

describe('the command line of the embedded world', () => {
  it('has fixed ports, so that a shell keeps its variables from one start to the next', () => {
    expect(readServeRequest([])).toEqual({
      kind: 'serve',
      ports: { aws: 8450, twilio: 8451, lambda: 8452 },
    });
  });

  it('takes other ports', () => {
    const argv = ['--aws-port', '0', '--twilio-port=65535', '--lambda-port', '9000'];

    expect(readServeRequest(argv)).toEqual({
      kind: 'serve',
      ports: { aws: 0, twilio: 65_535, lambda: 9000 },
    });
  });

  it.each(['-h', '--help'])('explains itself for %s', (flag) => {
    expect(readServeRequest([flag])).toEqual({ kind: 'help' });
  });

  it.each([
    { name: 'a port that is no number', argv: ['--aws-port', 'x'], problem: '--aws-port is x' },
    { name: 'a port beyond the last', argv: ['--aws-port', '65536'], problem: '65535 is allowed' },
    { name: 'an unknown option', argv: ['--port', '1'], problem: '--port' },
    { name: 'an argument', argv: ['now'], problem: 'now' },
  ])('refuses $name', ({ argv, problem }) => {
    const request = readServeRequest(argv);

    expect(request).toMatchObject({ kind: 'refused', problem: expect.stringContaining(problem) });
  });
});
