// Its own configuration: the main suite leaves this folder out, since it builds, packs and installs the
// package first. CommonJS, because vitest wants a default export here and the linter allows none.
module.exports = {
  test: {
    globalSetup: [
      'test/inherited-variables.ts',
      'test/temporary-root.ts',
      'test/package/install-package.ts',
    ],
    include: ['test/package/*.test.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
