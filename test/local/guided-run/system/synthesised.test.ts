import { describe, expect, it } from 'vitest';
import { declareOtherwise } from '../../../../local/guided-run/system/synthesised.ts';

describe('declareOtherwise', () => {
  it('replaces settings of the same name and keeps everything else', () => {
    const file = {
      environments: { a: { mode: 'enforce', secret: { id: 'a' } }, b: { secret: { id: 'b' } } },
      alerts: { email: [], sms: [] },
    };
    expect(JSON.parse(declareOtherwise(JSON.stringify(file), { a: { mode: 'shadow' } }))).toEqual({
      environments: { a: { mode: 'shadow', secret: { id: 'a' } }, b: { secret: { id: 'b' } } },
      alerts: { email: [], sms: [] },
    });
  });
});
