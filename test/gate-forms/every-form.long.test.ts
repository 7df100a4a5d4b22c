import { describe, expect, it } from 'vitest';
import { GATE_FORMS } from './forms.ts';
import { type GatedShop, useGatedShop } from './gated-shop.ts';

interface Fault {
  readonly name: string;
  readonly arrange: (shop: GatedShop) => void;
  /** Begins the subject of the one email. */
  readonly subject: RegExp;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'the newest version of the secret is stale',
    arrange: ({ example }) => {
      const production = example.environment('production');
      production.putSecret({ value: production.staleFields() });
    },
    subject: /^BLOCKED production: stale secret version/,
  },
  {
    name: 'Twilio is down',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 503 }),
    subject: /^BLOCKED production, could not check: Twilio is down: it answers with server errors/,
  },
];

const shop = useGatedShop();

describe.each(GATE_FORMS)('the gate as $name', ({ isOpened }) => {
  it('opens for a good credential, and tells nobody', async () => {
    expect(await isOpened(shop())).toBe(true);
    expect(await shop().mails()).toEqual([]);
  });

  it.each(FAULTS)('blocks when $name, and tells people once', async ({ arrange, subject }) => {
    arrange(shop());
    expect(await isOpened(shop())).toBe(false);
    const mails = await shop().mails();
    expect(mails.filter((mail) => subject.test(mail))).toHaveLength(1);
  });
});
