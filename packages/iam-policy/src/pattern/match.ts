/** Longest piece that is compared place by place; a longer one is searched with one bit a character. */
const SHORT = 64;

/**
 * Whether a text matches a pattern in which `*` stands for any number of characters, none too, and `?` for exactly one. Case
 * counts: lower both sides where IAM does not look at it. The time grows with the length of the text, not with the number of
 * wildcards.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return compilePattern(pattern)(text);
}

/** As {@link matchesPattern}, for a pattern that is asked about many texts. */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) {
    return pattern.includes('?')
      ? text => text.length === pattern.length && standsAt(pattern, text, 0)
      : text => text === pattern;
  }
  const pieces = pattern.split('*');
  const head = pieces[0];
  const tail = pieces[pieces.length - 1];
  const between = pieces.slice(1, -1).filter(piece => piece !== '');
  return text => {
    const end = text.length - tail.length;
    if (
      end < head.length ||
      !standsAt(head, text, 0) ||
      !standsAt(tail, text, end)
    ) {
      return false;
    }
    let from = head.length;
    for (const piece of between) {
      const found = firstPlace(piece, text, from, end);
      if (found < 0) {
        return false;
      }
      from = found + piece.length;
    }
    return true;
  };
}

/** Whether a piece without `*` stands at this place of a text. */
function standsAt(piece: string, text: string, place: number): boolean {
  for (let index = 0; index < piece.length; index++) {
    if (piece[index] !== '?' && piece[index] !== text[place + index]) {
      return false;
    }
  }
  return true;
}

/** Where a piece without `*` first stands within `from`..`end`; -1 for nowhere. */
function firstPlace(
  piece: string,
  text: string,
  from: number,
  end: number,
): number {
  if (piece.length > SHORT) {
    return firstPlaceByBits(piece, text, from, end);
  }
  for (let place = from; place + piece.length <= end; place++) {
    if (standsAt(piece, text, place)) {
      return place;
    }
  }
  return -1;
}

/**
 * The Shift-And search: bit `i` of the state says that the first `i + 1` characters of the piece end here. It takes 32 characters
 * of the piece at a time, so that a hostile piece (64 KiB of `a` before a `b`) costs thousands of steps a character, not all.
 */
function firstPlaceByBits(
  piece: string,
  text: string,
  from: number,
  end: number,
): number {
  const words = Math.ceil(piece.length / 32);
  const anyCharacter = new Int32Array(words);
  const places = new Map<string, { words: number[]; bits: number[] }>();
  for (let index = 0; index < piece.length; index++) {
    const word = Math.floor(index / 32);
    const bit = 1 << index % 32;
    if (piece[index] === '?') {
      anyCharacter[word] |= bit;
    } else {
      const { words: at, bits } = places.get(piece[index]) ?? {
        words: [],
        bits: [],
      };
      if (at[at.length - 1] !== word) {
        at.push(word);
        bits.push(0);
      }
      bits[bits.length - 1] |= bit;
      places.set(piece[index], { words: at, bits });
    }
  }
  const last = 1 << (piece.length - 1) % 32;
  const shifted = new Int32Array(words);
  const state = new Int32Array(words);
  for (let place = from; place < end; place++) {
    let carry = 1;
    for (let word = 0; word < words; word++) {
      shifted[word] = (state[word] << 1) | carry;
      carry = state[word] >>> 31;
      state[word] = shifted[word] & anyCharacter[word];
    }
    const here = places.get(text[place]);
    for (let index = 0; here && index < here.words.length; index++) {
      const word = here.words[index];
      state[word] |= shifted[word] & here.bits[index];
    }
    if (state[words - 1] & last) {
      return place - piece.length + 1;
    }
  }
  return -1;
}
