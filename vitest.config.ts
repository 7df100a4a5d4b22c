import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    globalSetup: ['test/inherited-variables.ts', 'test/temporary-root.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/openapi/**', 'test/package/**'],
    // Files share a worker's modules: importing the CDK and the SDKs anew for each of 190 files took
    // as long as the tests. So a test file restores what it changes (process.env, cwd).
    pool: 'threads',
    isolate: false,
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The AWS SDK announces the end of Node 20 on every start; the suite passes on Node 20 and 24.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    coverage: {
      provider: 'v8',
      include: ['functions/**/*.ts', 'cli/**/*.ts', 'infra/**/*.ts', 'local/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        branches: 90,
        'functions/domain/**/*.ts': { branches: 100 },
      },
    },
  },
});

export default config;
