import { describe, expect, it } from 'vitest';
import { createOpenedThings } from '../../../../local/guided-run/system/opened-things.ts';

describe('opened things', () => {
  it('are closed once, the last one first', async () => {
    const closed: string[] = [];
    const opened = createOpenedThings();
    for (const name of ['server', 'function']) {
      opened.add({
        close: async () => {
          closed.push(name);
        },
      });
    }
    await Promise.all([opened.close(), opened.close()]);
    expect(closed).toEqual(['function', 'server']);
  });
});
