// Its own configuration: the main suite leaves this folder out, since it needs a package of its own.
// CommonJS, because vitest wants a default export here and the linter allows none outside the root.
module.exports = { test: { include: ['*.test.mjs'] } };
