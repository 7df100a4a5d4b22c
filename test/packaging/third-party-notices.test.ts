import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thirdPartyNotices } from '../../packaging/third-party-notices.ts';
import { temporaryDirectory } from '../infra/temporary-directory.ts';

type Files = Readonly<Record<string, string>>;

/** Makes a package with these files; gives the path of a source file in it, from the project's root. */
function packageWith(name: string, manifest: object, files: Files = {}): string {
  const directory = join(temporaryDirectory(), 'node_modules/outer/node_modules', name);
  mkdirSync(directory, { recursive: true });
  const all = { ...files, 'package.json': JSON.stringify({ name, version: '1.2.3', ...manifest }) };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(directory, file), text);
  return relative('.', join(directory, 'lib/index.js'));
}

describe('thirdPartyNotices', () => {
  it('gives the text of a licence once, below every package that it is for', () => {
    const one = packageWith('@scope/one', {}, { LICENSE: 'Do as you like.' });
    const two = packageWith('two', {}, { 'licence.md': 'Do as you like.\n' });
    const notices = thirdPartyNotices([one, one, two]);
    expect(notices.match(/Do as you like/g)).toHaveLength(1);
    expect(notices.match(/^(@scope\/one|two) 1\.2\.3$/gm)).toHaveLength(2);
  });

  it('passes notices on, which the Apache Licence asks for', () => {
    const files = { LICENSE: 'Apache', 'NOTICE.txt': 'Made by somebody.' };
    expect(thirdPartyNotices([packageWith('one', {}, files)])).toContain('Made by somebody.');
  });

  it('names the licence of a package that brings no text', () => {
    const input = packageWith('one', { license: 'MIT-0' });
    expect(thirdPartyNotices([input])).toContain('one 1.2.3\n\nMIT-0\n');
  });

  it('says nothing of our own sources', () => {
    expect(thirdPartyNotices(['functions/contract.ts'])).not.toContain('functions');
  });

  it('refuses a package without a licence', () => {
    expect(() => thirdPartyNotices([packageWith('one', {})])).toThrow('one 1.2.3 has no licence');
  });
});
