import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Where people read commands, or code that writes them. */
const PLACES = ['README.md', 'docs', 'examples', 'cli', 'functions', 'infra', 'local', 'packaging'];

describe('a command to paste', () => {
  it.each(PLACES)('never fetches a package of this name from a registry: %s', (place) => {
    const careless = textsOf(place).filter(([, text]) => /npx twilio-preflight/.test(text));
    expect(careless.map(([file]) => file)).toEqual([]);
  });
});

function textsOf(place: string): readonly (readonly [file: string, text: string])[] {
  const files = place.includes('.')
    ? [place]
    : readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:md|ts|sh|yaml|tf)$/.test(file) && !file.includes('node_modules'))
        .map((file) => `${place}/${file}`);
  return files.map((file) => [file, readFileSync(file, 'utf8')]);
}
