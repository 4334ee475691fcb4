import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SetUpError } from './say.mjs';

export const startHelp = `npm start: the portal with every outside system on loopback. Sets up what it needs.

  npm start                          the whole sandbox
  npm start -- --kubeconfig <file>   a real cluster in the place of the sandbox's Kubernetes
  npm start -- --port <n>            the portal's port; without it 3000, or a free one
  npm start -- --backend-port <n>    the port of its backend; without it 7007, or a free one
  npm start -- --durations 8,300     the session lengths to offer, in seconds

The environment variable SANDBOX_STATE names another folder than .sandbox for what the sandbox keeps.`;

/** @throws {SetUpError} on what it does not know */
export function readStartOptions() {
  try {
    const { values } = parseArgs({
      options: {
        kubeconfig: { type: 'string' },
        port: { type: 'string' },
        'backend-port': { type: 'string' },
        durations: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.kubeconfig && !existsSync(values.kubeconfig)) {
      throw new SetUpError(
        `There is no file ${values.kubeconfig} (--kubeconfig)`,
      );
    }
    for (const name of ['port', 'backend-port']) {
      const value = values[name];
      if (value && !(/^\d+$/.test(value) && Number(value) <= 65535)) {
        throw new SetUpError(`--${name} takes a port number, not ${value}`);
      }
    }
    return values;
  } catch (error) {
    throw new SetUpError(`${error.message}. See: npm start -- --help`);
  }
}
