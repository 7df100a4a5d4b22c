import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import { failing, report } from '../../functions/domain/rendering/reports.ts';
import { startLambda } from '../invoke/lambda-stand-in.ts';
import { recordedIo } from '../recorded-io.ts';
import { temporaryFiles } from '../temporary-files.ts';

const CONFIGURATION = '{\n  "environments": {\n    "production": {}\n  }\n}';

interface Asked {
  readonly format: 'github' | 'sarif';
  readonly directory: string;
  readonly config?: string;
  readonly workspace?: string;
}

async function ask({ format, directory, config, workspace }: Asked): Promise<string> {
  await startLambda({ payload: report([failing()]) });
  const { io, stdout } = recordedIo({ directory, env: { GITHUB_WORKSPACE: workspace } });
  const argv = ['invoke', '--function', 'f', '--env', 'production', '--format', format];
  await run([...argv, ...(config === undefined ? [] : ['--config', config])], io);
  return stdout();
}

describe('the place of a declaration', () => {
  it('is a file and a line of the working directory', async () => {
    const directory = temporaryFiles({ 'preflight.config.json': CONFIGURATION });
    expect(await ask({ format: 'github', directory })).toMatch(
      /^::error title=production [a-z.-]+,file=preflight\.config\.json,line=3,col=5::/,
    );
  });

  it('is a file of the workspace of GitHub, in which the command may run deeper', async () => {
    const workspace = temporaryFiles({});
    const config = 'a, b:c%.json';
    const directory = temporaryFiles({ [config]: CONFIGURATION });
    const text = await ask({ format: 'github', directory, config, workspace: `${directory}/..` });
    const folder = directory.split('/').at(-1);
    expect(text).toContain(`,file=${folder}/a%2C b%3Ac%25.json,line=3,col=5::`);
    expect(
      await ask({ format: 'sarif', directory, config, workspace: `${directory}/..` }),
    ).toContain(`"uri": "${folder}/a%2C%20b%3Ac%25.json"`);
    const outside = await ask({ format: 'sarif', directory, config, workspace });
    expect(outside).toContain(`"uri": "${pathToFileURL(`${directory}/${config}`).href}"`);
  });

  it('has no line where there is no such file', async () => {
    const directory = temporaryFiles({});
    expect(await ask({ format: 'github', directory })).toMatch(
      /^::error title=production [a-z.-]+::/,
    );
    const text = await ask({ format: 'sarif', directory });
    expect(text).toContain('"uri": "preflight.config.json"');
    expect(text).not.toContain('"region"');
  });
});
