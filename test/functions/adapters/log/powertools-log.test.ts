import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPowertoolsLog } from '../../../../functions/adapters/log/powertools-log.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Takes the place of standard output; `write` gets each line. */
function onStandardOutput(write: (line: string) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      write(String(chunk));
      return true;
    });
  }
}

describe('the log', () => {
  it('writes one JSON line each, with its level, message and fields', () => {
    const lines: string[] = [];
    onStandardOutput((line) => lines.push(line));
    const log = createPowertoolsLog();
    log.info('verified', { environment: 'production', twilioRequestIds: ['RQ1', 'RQ2'] });
    log.warn('odd');
    log.error('bad', { attempt: 2 });
    const [info, warn, error] = lines.map((line) => JSON.parse(line));
    expect(info).toMatchObject({
      level: 'INFO',
      service: 'twilio-preflight',
      message: 'verified',
      environment: 'production',
      twilioRequestIds: ['RQ1', 'RQ2'],
    });
    expect(warn).toMatchObject({ level: 'WARN', message: 'odd' });
    expect(error).toMatchObject({ level: 'ERROR', message: 'bad', attempt: 2 });
    expect(lines).toHaveLength(3);
  });

  it('loses lines rather than throw when standard output is full', () => {
    onStandardOutput(() => {
      throw new Error('ENOSPC');
    });
    const log = createPowertoolsLog();
    expect(() => {
      log.info('a');
      log.warn('b');
      log.error('c');
    }).not.toThrow();
  });
});
