import { describe, expect, it } from 'vitest';
import { allEnded } from '../../../../functions/domain/concurrency/all-settled-or-throw.ts';
import { createLimiter } from '../../../../functions/domain/concurrency/limiter.ts';
import { declaredRegion } from '../../../../functions/domain/text/secret-arn.ts';
import { turns } from './fake-ports.ts';

describe('a limiter', () => {
  it('never lets more run than its limit, however newcomers come between', async () => {
    const limited = createLimiter(2);
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await turns(3);
      running -= 1;
    };
    const first = [limited(work), limited(work), limited(work)];
    const late = Array.from({ length: 12 }, async (_, index) => {
      await turns(index);
      await limited(work);
    });
    await Promise.all([...first, ...late]);
    expect(most).toBe(2);
    expect(running).toBe(0);
  });

  it('starts work in the order it was given, also after a failure', async () => {
    const limited = createLimiter(1);
    const order: number[] = [];
    const start = (index: number) => limited(async () => order.push(index));
    const failed = limited(() => Promise.reject(new Error('defect')));
    const others = [start(1), start(2), start(3)];
    await expect(failed).rejects.toThrow('defect');
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });
});

describe('all ended', () => {
  it('gives the results in order', async () => {
    expect(await allEnded([turns(5).then(() => 1), Promise.resolve(2)])).toEqual([1, 2]);
  });

  it('passes a rejection on only when the rest has ended', async () => {
    let ended = false;
    const slow = turns(10).then(() => {
      ended = true;
    });
    await expect(allEnded([Promise.reject(new Error('defect')), slow])).rejects.toThrow('defect');
    expect(ended).toBe(true);
  });
});

it.each([
  ['the declared Region', { id: 'name', region: 'eu-west-1' }, 'eu-west-1'],
  ['the Region of an ARN', { id: 'arn:aws:secretsmanager:ap-south-1:1:secret:x' }, 'ap-south-1'],
  ['the default', { id: 'name' }, 'us-east-1'],
  [
    'the declared one before the ARN',
    { id: 'arn:aws:secretsmanager:a:1:secret:x', region: 'b' },
    'b',
  ],
])('takes %s for the Region of a secret', (_name, secret, region) => {
  expect(declaredRegion(secret) ?? 'us-east-1').toBe(region);
});

it('knows no Region where none is known', () => {
  expect(declaredRegion({ id: 'name' })).toBeUndefined();
});
