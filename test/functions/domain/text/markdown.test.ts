import { describe, expect, it } from 'vitest';
import { markdownCommand, markdownText } from '../../../../functions/domain/text/markdown.ts';

describe('a text in a chat', () => {
  it.each([
    ['a mention of everybody', '<!channel> now', '&lt;!channel&gt; now'],
    ['a mention by name', 'cc @here', 'cc ＠here'],
    [
      'a hidden link in Slack',
      '<https://evil.example|Twilio>',
      '&lt;https://evil.example｜Twilio&gt;',
    ],
    [
      'a hidden link in Teams',
      '[Twilio](https://evil.example)',
      '［Twilio］(https://evil.example)',
    ],
    ['bold, struck and code', '*a* ~b~ `c`', '＊a＊ ～b～ ｀c｀'],
    ['italics', '_all clear_', '＿all clear＿'],
    ['an escape', '\\*a', '＼＊a'],
    ['a heading', '# PASS', '＃ PASS'],
    ['an entity of its own', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['a name with underscores', 'my_twilio_secret', 'my_twilio_secret'],
    [
      'an ordinary sentence',
      'Twilio rejects it (20003): 2 of 3.',
      'Twilio rejects it (20003): 2 of 3.',
    ],
    ['what is not ASCII', 'Ünïcode 🔑', 'Ünïcode 🔑'],
  ])('means nothing but itself: %s', (_name, text, shown) => {
    expect(markdownText(text)).toBe(shown);
  });
});

describe('a command in a chat', () => {
  it('is a block of code', () => {
    expect(markdownCommand("aws x \\\n  --y 'a*b_c'")).toBe("```\naws x \\\n  --y 'a*b_c'\n```");
  });

  it.each(['`', '<', '>', '&'])('is not there where the chat would change it: %s', (character) => {
    expect(markdownCommand(`echo ${character}`)).toBeUndefined();
  });
});
