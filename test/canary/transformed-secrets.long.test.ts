import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainWords } from '../../functions/domain/credential/plain-words.ts';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { DRIVERS, everySink } from './every-sink.ts';
import { LEAKY_SERVICES } from './leaky-services.ts';
import { openLeakyWorld } from './leaky-world.ts';
import { leakIn, TRANSFORMATIONS } from './transformations.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** Each service meets 26 forms in a row, the next one begins 7 further on. */
const ROWS = Object.entries(LEAKY_SERVICES).flatMap(([service, arrange], offset) =>
  Object.entries(TRANSFORMATIONS)
    .filter((_form, index, { length }) => (index + 40 * offset) % length < 26)
    .map(([form, transform], index) => ({ service, arrange, form, transform, index })),
);
const FORMS_OF_EACH = ROWS.length / Object.keys(LEAKY_SERVICES).length;
const ALL_DRIVERS = Object.values(DRIVERS);

it('every service meets at least 25 forms, and every function and command in every format', () => {
  expect(FORMS_OF_EACH).toBeGreaterThanOrEqual(25);
  expect(Math.floor(FORMS_OF_EACH) * 2).toBeGreaterThanOrEqual(ALL_DRIVERS.length);
});

/**
 * A world of its own, and one of its secrets in a form that no rule could take for words. About one in a
 * thousand reads as words by chance: how seldom is held by `quoted-secrets.test.ts`, here another is drawn.
 */
async function openWith({ transform, index }: Pick<(typeof ROWS)[number], 'transform' | 'index'>) {
  for (;;) {
    const leaky = await openLeakyWorld(world);
    const secret = leaky.secrets[index % leaky.secrets.length] ?? '';
    const form = transform(secret);
    const text = `The given value ${form} was refused.`;
    if (leakIn(plainWords(text), secret, form) === undefined) return { leaky, secret, form, text };
    leaky.lambda.close();
  }
}

it.each(ROWS)(
  'a secret $form in $service comes out nowhere',
  async ({ arrange, transform, index }) => {
    const { leaky, secret, form, text } = await openWith({ transform, index });
    const drivers = [2 * index, 2 * index + 1].flatMap(
      (at) => ALL_DRIVERS[at % ALL_DRIVERS.length] ?? [],
    );
    const said = await everySink(leaky, drivers, () => arrange(leaky, text, form));
    leaky.lambda.close();
    expect(leakIn(said, secret, form)).toBeUndefined();
  },
);
