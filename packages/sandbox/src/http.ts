import type { Server as HttpServer } from 'node:http';
import { Server as HttpsServer } from 'node:https';

/**
 * Lets a server listen, on loopback where nothing else is said.
 *
 * @param options.port - 0, the default, takes a free one
 * @returns its URL without a slash at the end
 */
export async function listen(
  server: HttpServer | HttpsServer,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string },
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) {
    throw new Error('A server of the sandbox did not get a port');
  }
  const scheme = server instanceof HttpsServer ? 'https' : 'http';
  const hostName = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${hostName}:${address.port}`;
}

/** Stops a server at once, whoever is still connected. */
export async function stop(server: HttpServer | HttpsServer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
