/**
 * What every script of a call begins with. The scripts are constant: what differs comes in environment variables, which are always
 * set, and in files in `$CALL_DIR`. They are written for any POSIX shell.
 */
const PRELUDE = String.raw`set -eu

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# Fails when AWS did not name what it started.
named() {
  case $1 in
  '' | None) fail 'AWS gave no id of what it started' ;;
  esac
}

# Shows the file $1, or only tells its size: an answer may hold what must not be in a log.
show() {
  if [ "$PRINT_RESPONSE" = true ]; then
    cat "$1"
    printf '\n'
  else
    say "answer of $(wc -c <"$1") bytes"
  fi
}

# Asks state, a function that prints one word, until the word is $1. Any other word that is not in the list $2 means failure.
await() {
  waited=0
  silent=0
  while :; do
    if answer=$(state); then
      silent=0
      if [ "$answer" = "$1" ]; then
        say "$answer"
        return 0
      fi
      case " $2 " in
      *" $answer "*) ;;
      *)
        reason || :
        fail "ended as $answer"
        ;;
      esac
    else
      silent=$((silent + 1))
      [ "$silent" -lt 5 ] || fail 'no answer five times in a row'
    fi
    [ "$waited" -lt "$WAIT_SECONDS" ] ||
      fail "not done after $WAIT_SECONDS seconds; it may still be running"
    sleep "$POLL_SECONDS"
    waited=$((waited + POLL_SECONDS))
  done
}

`;

/** The script of a call: what all have in common, and its own part. */
export function script(body: string): string {
  return `${PRELUDE}${body.trim()}\n`;
}
