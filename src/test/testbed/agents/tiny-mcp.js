// SPDX-License-Identifier: Apache-2.0
// A server of the Model Context Protocol with one tool, on standard input and output.
const lines = require('readline').createInterface({ input: process.stdin });
const tool = { name: 'tiny_lookup', description: 'Looks a word up', inputSchema: { type: 'object', properties: {} } };
const answers = {
  initialize: (request) => ({
    protocolVersion: request.params.protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'tiny', version: '1' },
  }),
  'tools/list': () => ({ tools: [tool] }),
  'tools/call': () => ({ content: [{ type: 'text', text: 'found' }] }),
  ping: () => ({}),
};
lines.on('line', (line) => {
  const request = JSON.parse(line);
  if (request.id === undefined) return; // a notification
  const answer = answers[request.method];
  const body = answer ? { result: answer(request) } : { error: { code: -32601, message: 'no such method' } };
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id: request.id, ...body }) + '\n');
});
