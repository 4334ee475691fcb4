import { openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isEnding } from './processes.mjs';
import { say } from './say.mjs';

const colours = /\u001b\[[0-9;]*m/g;
/** A line of Backstage's logger: time, plugin, level. */
const logLine = /^\d{4}-\d\d-\d\dT\S+ \S+ (\w+) /;
/** The bundler's own lines of progress, which it writes to stderr. */
const progress = /^<i>|^Starting app|^Loaded config|^Loading config/;

/**
 * Keeps everything that a process says in a file, and says only what a person has to know: warnings and errors.
 *
 * @param {import('node:child_process').ChildProcess} child - with stdout and stderr piped
 * @param {string} path
 * @param {(line: string) => void} [onLine] - told each line, without colours
 */
export function keepLog(child, path, onLine) {
  // Written at once: a process that ends in a hurry loses nothing of why.
  const file = openSync(path, 'w');
  for (const [stream, shownAtFirst] of [
    [child.stdout, false],
    [child.stderr, true],
  ]) {
    let shown = shownAtFirst;
    createInterface({ input: stream }).on('line', line => {
      const plain = line.replace(colours, '');
      writeSync(file, `${plain}\n`);
      onLine?.(plain);
      shown = isWorthSaying(plain, shown, shownAtFirst);
      // On the way out everything loses everything else: no news for anybody.
      if (shown && !isEnding()) {
        say(line);
      }
    });
  }
}

/**
 * @param {string} line - without colours
 * @param {boolean} before - whether the line before was said: a stack trace belongs to its error
 * @param {boolean} otherwise - for a line that comes from no logger
 */
export function isWorthSaying(line, before, otherwise) {
  const level = logLine.exec(line)?.[1];
  if (level) {
    return ['warn', 'error'].includes(level);
  }
  if (progress.test(line)) {
    return false;
  }
  return /^\s/.test(line) ? before : otherwise;
}
