import { describe, expect, it } from 'vitest';
import { toAscii } from '../../../../functions/domain/text/ascii.ts';
import { toGsm7Basic } from '../../../../functions/domain/text/gsm7.ts';

describe('toAscii', () => {
  it.each([
    ['leaves ASCII', 'AC12 [a]~`', 'AC12 [a]~`'],
    ['takes accents off', 'Zürich déjà', 'Zurich deja'],
    ['spells letters that do not decompose', 'Straße Øresund Łódź', 'Strasse Oresund Lodz'],
    ['types typographic marks', '“a” – b… it’s €5', '"a" - b... it\'s EUR5'],
    ['marks what it cannot fold', '生产 🚀', '?? ?'],
    ['turns controls into spaces', 'a\nb\u0007c\u007f', 'a b c '],
    ['turns a lone surrogate into a mark', 'a\ud800', 'a?'],
  ])('%s', (_name, text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
  });
});

describe('toGsm7Basic', () => {
  it('replaces what takes two septets and the backtick, which would turn the SMS into UCS-2', () => {
    expect(toGsm7Basic('[a] {b} \\ | ^ ~ `c` é')).toBe("(a) (b) / / ' - 'c' e");
  });

  it('keeps every other ASCII character', () => {
    const text = '@$_!"#%&\'()*+,-./09:;<=>?AZaz';
    expect(toGsm7Basic(text)).toBe(text);
  });
});
