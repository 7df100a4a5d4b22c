import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { temporaryFiles } from '../cli/temporary-files.ts';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { openKeepingGate } from '../functions/handlers/history-world.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import { commandsOf } from './commands.ts';
import { terminalPage } from './terminal-page.ts';

/** Debian's: `apt-get install chromium`. */
const CHROMIUM = '/usr/bin/chromium';
/** Where `npm run pictures` writes those of the documentation; the second takes every view, for a person to look at. */
const PICTURES = process.env['PICTURES_OF_DOCS'];
const VIEWS = process.env['PICTURES_OF_VIEWS'];

const LOOKS: Readonly<Record<string, BrowserContextOptions & { readonly isPaper?: true }>> = {
  light: { viewport: { width: 1100, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1100, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  paper: { viewport: { width: 760, height: 1000 }, colorScheme: 'dark', isPaper: true },
};

const COMMANDS = {
  invoke: ['invoke', '--function', 'Preflight-Gate', '--env', 'staging,production'],
  diagnose: ['diagnose', '--env', 'production'],
  audit: ['audit'],
} as const;

const PASSES = [14, 9] as const;

const DAY_MS = 24 * 60 * 60_000;
const STRAY_KEYS = [
  ['old-worker', 412],
  ['contractor laptop', 96],
] as const;

let world: GateWorld;
let browser: Browser;
let pages: Readonly<Record<keyof typeof COMMANDS, string>>;
let terminal: string;

/** Production's secret was good, was wrong twice, was good, and is now the one before a rotation. */
async function judge(): Promise<void> {
  const gate = await openKeepingGate(world);
  const command = commandsOf(gate);
  // The last part of the names only keeps this world's secrets apart from others.
  const [unique = ''] = gate.secretId('production').split('/').slice(-1);
  const good = keySecret(gate.keys.production);
  const runs = async (amount: number): Promise<void> => {
    const payload = { environments: ['staging', 'production'], alerts: false };
    for (let left = amount; left > 0; left -= 1) await gate.handler(payload, gate.context);
  };
  for (const [friendlyName, ageDays] of STRAY_KEYS) {
    const createdAt = new Date(Date.now() - ageDays * DAY_MS);
    const { sid: accountSid } = gate.accounts.production;
    addApiKey(gate.twilio.world, { accountSid, keyType: 'standard', friendlyName, createdAt });
  }
  await runs(PASSES[0]);
  const rejected = {
    ...good,
    apiKeySecret: [...gate.keys.production.secret].toReversed().join(''),
  };
  gate.putSecret('production', rejected);
  await runs(2);
  gate.putSecret('production', good);
  await runs(PASSES[1]);
  gate.putSecret('production', rejected);
  await runs(1);
  const asHtml = async (argv: readonly string[]): Promise<string> =>
    (await command([...argv, '--format', 'html'])).replaceAll(unique, 'credentials');
  pages = {
    invoke: await asHtml(COMMANDS.invoke),
    diagnose: await asHtml(COMMANDS.diagnose),
    audit: await asHtml(COMMANDS.audit),
  };
  const argv = [...COMMANDS.invoke.slice(0, -1), 'production'];
  const shown = `npx --no twilio-preflight ${argv.join(' ')}`;
  const output = await command(argv, { columns: 92 });
  terminal = terminalPage(shown, output.replaceAll(unique, 'credentials'));
}

interface Opened {
  readonly page: Page;
  /** What the page asked for beside itself, and what the browser said against it. */
  readonly faults: readonly string[];
}

async function open(text: string, { isPaper, ...look }: (typeof LOOKS)[string]): Promise<Opened> {
  const context = await browser.newContext({ ...look, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const url = pathToFileURL(join(temporaryFiles({ 'page.html': text }), 'page.html')).href;
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== url) faults.push(request.url());
  });
  if (isPaper) await page.emulateMedia({ media: 'print', colorScheme: look.colorScheme ?? null });
  await page.goto(url);
  return { page, faults };
}

describe.skipIf(!existsSync(CHROMIUM))(`the HTML page in a browser (needs ${CHROMIUM})`, () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([
      startGateWorld(),
      chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu'],
        // It makes a socket there, whose path must be short.
        env: { ...process.env, TMPDIR: '/tmp' },
      }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), world.close()]);
  });

  it('is made of real runs', async () => {
    await judge();
    expect(pages.invoke).toMatch(/Last \d+ runs: /);
    expect(terminal).toContain('BLOCKED');
  });

  const cases = Object.keys(COMMANDS).flatMap((name) =>
    Object.keys(LOOKS).map((look) => [name as keyof typeof COMMANDS, look] as const),
  );

  it.each(cases)('of %s is accessible, fits and asks for nothing: %s', async (name, look) => {
    const { page, faults } = await open(pages[name], LOOKS[look] ?? {});
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    const width = await page.evaluate('document.documentElement.scrollWidth');
    if (VIEWS) await page.screenshot({ path: join(VIEWS, `${name}-${look}.png`), fullPage: true });
    await page.context().close();
    const shown = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    expect(shown).toEqual([]);
    expect(faults).toEqual([]);
    expect(width).toBeLessThanOrEqual(LOOKS[look]?.viewport?.width ?? 0);
  });

  it.runIf(PICTURES)('is shown in the documentation, beside a terminal', async () => {
    const directory = String(PICTURES);
    const shown = [
      ['terminal.png', terminal, { viewport: { width: 1000, height: 600 } }],
      ['report.png', pages.invoke, { viewport: { width: 880, height: 900 }, colorScheme: 'light' }],
    ] as const;
    for (const [file, text, look] of shown) {
      const { page } = await open(text, look);
      const picture =
        file === 'terminal.png'
          ? await page.locator('.window').screenshot({ omitBackground: true, scale: 'css' })
          : await page.screenshot({ scale: 'css' });
      writeFileSync(join(directory, file), picture);
      await page.context().close();
      expect([file, picture.length < 150_000]).toEqual([file, true]);
    }
  });
});
