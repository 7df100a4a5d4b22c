// Its own configuration: the main suite leaves this folder out, since it needs a package of its own.
// CommonJS, because vitest wants a default export here and the linter allows none outside the root.
module.exports = {
  // Not its packages' missing source maps.
  logLevel: 'error',
  test: {
    include: ['*.test.mjs'],
    // They import their JSON without the attribute that Node asks for.
    server: { deps: { inline: [/@actions\//] } },
  },
};
