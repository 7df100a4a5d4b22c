import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIGURATION_FILE } from '../../../functions/contract.ts';
import type { Synthesised } from '../../../local/guided-run/system/synthesised.ts';
import {
  type Declarations,
  declareOtherwise,
} from '../../../local/guided-run/system/synthesised.ts';

/**
 * A copy of an assembly with other declarations in its functions' assets. Modes and key types change
 * nothing else in a synthesis, and a second one would cost seconds.
 */
export async function redeclared(
  { cdkOut }: Synthesised,
  declared: Declarations,
): Promise<Synthesised> {
  const copy = await mkdtemp(join(tmpdir(), 'twilio-preflight-redeclared-'));
  await cp(cdkOut, copy, { recursive: true });
  const files = (await readdir(copy, { recursive: true })).filter((file) =>
    file.endsWith(CONFIGURATION_FILE),
  );
  // Every function has one beside its code, and which comes first is up to the hashes.
  const paths = files.map((file) => join(copy, file));
  const [configFile] = paths;
  if (configFile === undefined) throw new Error('the assembly holds no configuration');
  for (const path of paths) {
    await writeFile(path, declareOtherwise(await readFile(path, 'utf8'), declared));
  }
  return { cdkOut: copy, configFile, close: () => rm(copy, { recursive: true, force: true }) };
}
