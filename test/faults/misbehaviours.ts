import type { RequestListener } from 'node:http';

/** Answers with what no HTTP client asked for; `then` says what becomes of the connection. */
export function switchProtocols(then: 'left open' | 'closed'): RequestListener {
  return ({ socket }) => {
    const head = 'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket';
    socket.write(`${head}\r\n\r\n`);
    if (then === 'closed') socket.end();
  };
}

/** Begins its headers, and never ends them. */
export const endlessHeaders: RequestListener = ({ socket }) => {
  socket.write('HTTP/1.1 200 OK\r\nx-filler: ');
  const timer = setInterval(() => socket.write('a'), 5);
  socket.on('close', () => clearInterval(timer));
};

/** Sends a byte now and then, so that no silence is ever long. */
export const drip: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};

/** What a server may do that is no answer and no error. */
export const MISBEHAVIOURS: Readonly<Record<string, RequestListener>> = {
  'switches protocols and leaves the connection open': switchProtocols('left open'),
  'switches protocols and closes the connection': switchProtocols('closed'),
  'never ends its headers': endlessHeaders,
  'accepts and stays silent': () => undefined,
  'drips its body': drip,
};
