import { createServer } from 'node:net';

/**
 * @param preferred - port number; 0, the default, has no preference
 * @returns the preferred port when it is free on loopback, otherwise any free one
 */
export async function freePort(preferred = 0): Promise<number> {
  const port = (await tryPort(preferred)) ?? (await tryPort(0));
  if (port === undefined) {
    throw new Error('There is no free port');
  }
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const taken =
        typeof address === 'object' && address ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}
