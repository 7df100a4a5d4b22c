import { describe, expect, it } from 'vitest';
import type { TwilioQuestion, TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { refusal, resource } from '../twilio-replies.ts';
import { play, recordOf, SID } from './play-test-call.ts';

const price = (amount: unknown) => ({ current_price: amount });

describe('a test call', () => {
  it.each([
    ['-0.0140', 'USD', '0.014 USD'],
    ['-0.02', 'STAGINGsecret', undefined],
    ['-0.02', undefined, undefined],
    ['', 'USD', undefined],
    [null, 'USD', undefined],
  ])('cost %s %s is said as %s', async (price, unit, cost) => {
    const answers = ({ path }: TwilioQuestion): TwilioReply | undefined =>
      path.includes('/Calls')
        ? resource({ sid: SID, status: 'completed', price, price_unit: unit })
        : undefined;
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ outcome: 'ended', end: { kind: 'status', status: 'completed' } });
    expect(seen?.outcome === 'ended' && seen.end.kind === 'status' && seen.end.cost).toBe(cost);
  });

  it.each<[string, unknown, string | undefined]>([
    [
      'the highest',
      { outbound_call_prices: [price('0.014'), price(0.02)], price_unit: 'usd' },
      '0.02 USD',
    ],
    ['none of no list', { outbound_call_prices: null, price_unit: 'USD' }, undefined],
    ['none of an empty one', { outbound_call_prices: [], price_unit: 'USD' }, undefined],
    ['none of no price', { outbound_call_prices: [price(null)], price_unit: 'USD' }, undefined],
    ['none in no currency', { outbound_call_prices: [price('0.014')], price_unit: 7 }, undefined],
    ['none of a refusal', undefined, undefined],
  ])('is estimated by %s of the prices', async (_, body, perMinute) => {
    const answers = ({ path, product }: TwilioQuestion): TwilioReply | undefined => {
      if (product !== 'pricing') {
        const isCall = path.includes('/Calls');
        return isCall ? resource({ sid: SID, status: 'completed', price: null }) : undefined;
      }
      return body === undefined
        ? refusal(401, 70051, 'no')
        : resource(body as Readonly<Record<string, unknown>>);
    };
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ end: { kind: 'status', status: 'completed', perMinute } });
  });

  it('is not estimated in another Region', async () => {
    const answers = ({ path }: TwilioQuestion): TwilioReply | undefined =>
      path.includes('/Calls')
        ? resource({ sid: SID, status: 'completed', price: null })
        : undefined;
    const { asked } = await play({ table: recordOf({ sid: SID }), answers, region: 'ie1' });
    expect(asked).toEqual([`GET Calls/${SID}.json`]);
  });
});
