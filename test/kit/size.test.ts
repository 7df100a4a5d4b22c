import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { KIT_ENTRIES } from '../../packaging/bundle-kit.ts';

const AWS_CLIENT = '@aws-sdk/client-secrets-manager';

describe.each(KIT_ENTRIES)('twilio-preflight/%s, with all that it imports', (name) => {
  const { metafile } = buildSync({
    entryPoints: [`kit/${name}.ts`],
    bundle: true,
    minify: true,
    charset: 'utf8',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: [AWS_CLIENT],
    metafile: true,
    write: false,
  });
  const outputs = Object.values(metafile.outputs);

  it('is at most 40 KB when it is minified', () => {
    expect(outputs.map(({ bytes }) => bytes <= 40 * 1024)).toEqual([true]);
  });

  it('has no code of a package in it', () => {
    const inputs = outputs.flatMap((output) => Object.keys(output.inputs));
    expect(inputs.filter((input) => input.includes('node_modules'))).toEqual([]);
  });

  it('loads the AWS client late, if at all', () => {
    const loaded = outputs.flatMap(({ imports }) => imports);
    const aws = loaded.filter(({ path }) => path === AWS_CLIENT).map(({ kind }) => kind);
    expect(aws).toEqual(name === 'startup' ? ['dynamic-import'] : []);
  });
});
