import { spawnSync } from 'child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { AwsCall } from '../types';

/** What the CLI answers: its output, where there is one, what it writes to a file named as last argument, its exit code. */
export interface Answer {
  output?: string;
  response?: string;
  code?: number;
}

/**
 * Stands in for `aws`, `psql` and `sleep`. Notes the words it is called with, and answers with the next file of its command;
 * the last answer is given again and again.
 */
const FAKE = String.raw`#!/bin/sh
case $0 in
*/aws)
  [ "$1" != --version ] || { echo "aws-cli/$CLI_VERSION" && exit 0; }
  name=$1.$2
  ;;
*/psql) name=psql ;;
*) echo "$1" >>"$FAKE/slept" && exit 0 ;;
esac
{ for word; do printf '%s\0' "$word"; done; printf '\n\0'; } >>"$FAKE/calls"
count=0
[ ! -e "$FAKE/$name.count" ] || read -r count <"$FAKE/$name.count"
echo $((count + 1)) >"$FAKE/$name.count"
while [ "$count" -gt 0 ] && [ ! -e "$FAKE/$name.$count.code" ]; do count=$((count - 1)); done
[ -e "$FAKE/$name.$count.code" ] || { echo "unexpected: $name" >&2; exit 99; }
if [ -e "$FAKE/$name.$count.response" ]; then
  for last; do :; done
  cat "$FAKE/$name.$count.response" >"$last"
fi
[ ! -s "$FAKE/$name.$count.output" ] || cat "$FAKE/$name.$count.output"
read -r code <"$FAKE/$name.$count.code"
exit "$code"
`;

/**
 * Runs the script of a call for real, with `sh`, against answers that are given.
 *
 * @param answers - by command: `glue.start-job-run`, `psql`
 */
export function runCall(
  call: AwsCall,
  answers: Record<string, Answer[]>,
  env: Record<string, string> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'call-'));
  try {
    const [bin, fake, dir, home] = ['bin', 'fake', 'call', 'home'].map(name => {
      mkdirSync(join(folder, name));
      return join(folder, name);
    });
    for (const name of ['aws', 'psql', 'sleep']) {
      writeFileSync(join(bin, name), FAKE, { mode: 0o755 });
    }
    for (const [command, list] of Object.entries(answers)) {
      list.forEach(({ output = '', response, code = 0 }, index) => {
        const file = join(fake, `${command}.${index}`);
        writeFileSync(`${file}.output`, output);
        writeFileSync(`${file}.code`, `${code}\n`);
        if (response !== undefined) {
          writeFileSync(`${file}.response`, response);
        }
      });
    }
    for (const [name, content] of Object.entries(call.files)) {
      writeFileSync(join(dir, name), content);
    }
    writeFileSync(join(dir, 'call.sh'), call.script);
    const { status, stdout, stderr } = spawnSync('sh', [join(dir, 'call.sh')], {
      encoding: 'utf8',
      timeout: 10_000,
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        FAKE: fake,
        CLI_VERSION: '2.17.0',
        HOME: home,
        CALL_DIR: dir,
        WAIT_SECONDS: '60',
        POLL_SECONDS: '15',
        PRINT_RESPONSE: 'false',
        ...call.env,
        ...env,
      },
    });
    return {
      status,
      stdout,
      stderr,
      /** The words of each call, with the folder of the call as `CALL_DIR` and the home as `HOME`. */
      calls: read(join(fake, 'calls'))
        .split('\0\n\0')
        .filter(line => line !== '')
        .map(line =>
          line.replaceAll(dir, 'CALL_DIR').replaceAll(home, 'HOME').split('\0'),
        ),
      /** How often it waited. */
      waits: read(join(fake, 'slept')).split('\n').length - 1,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
