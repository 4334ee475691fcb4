import type { LoggerService } from '@backstage/backend-plugin-api';

function print(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Tells what goes wrong, and nothing else. */
export const logger: LoggerService = {
  error: print,
  warn: print,
  info() {},
  debug() {},
  child: () => logger,
};
