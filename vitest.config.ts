import {
  defineConfig,
  type TestProjectInlineConfiguration,
  type ViteUserConfig,
} from 'vitest/config';

/** What needs real seconds, many processes or simulated weeks. */
const LONG = 'test/**/*.long.test.ts';
/** Needs packages of its own. */
const OPENAPI = 'test/openapi/**';
/** Builds, packs and installs the package first. */
const PACKAGE = 'test/package/**';
/** Ends what hangs. No test is a measurement of time. */
const HANG_GUARD_MS = 300_000;

const globalSetup = ['test/inherited-variables.ts', 'test/temporary-root.ts'];

function project(test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    test: {
      globalSetup,
      setupFiles: ['test/load-late-modules.ts'],
      // Files share a worker's modules: importing the CDK and the SDKs anew for each file took as long as
      // the tests. So a test file restores what it changes (process.env, cwd).
      pool: 'threads',
      isolate: false,
      testTimeout: HANG_GUARD_MS,
      hookTimeout: HANG_GUARD_MS,
      expect: { poll: { timeout: HANG_GUARD_MS } },
      // The AWS SDK announces the end of Node 20 on every start; the suite passes on Node 20 and 24.
      env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
      ...test,
    },
  };
}

const config: ViteUserConfig = defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project({
        name: 'quick',
        include: ['test/**/*.test.ts'],
        exclude: ['**/node_modules/**', LONG, OPENAPI, PACKAGE],
      }),
      project({
        name: 'long',
        include: [LONG],
        exclude: ['**/node_modules/**'],
        testTimeout: 4 * HANG_GUARD_MS,
        hookTimeout: 4 * HANG_GUARD_MS,
      }),
      project({
        name: 'package',
        globalSetup: [...globalSetup, 'test/package/install-package.ts'],
        include: ['test/package/*.test.ts'],
      }),
    ],
    coverage: {
      provider: 'v8',
      include: [
        'functions/**/*.ts',
        'cli/**/*.ts',
        'infra/**/*.ts',
        'local/**/*.ts',
        'kit/**/*.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        branches: 90,
        'functions/domain/**/*.ts': { branches: 100 },
      },
    },
  },
});

export default config;
