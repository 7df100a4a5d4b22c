// An import of node:http reads each of its exports, and the one for WebSocket loads Node's whole fetch: a
// tenth of a start, for nothing that is used here.
module.exports = process.getBuiltinModule('node:http');
