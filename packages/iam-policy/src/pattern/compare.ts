/** Whether some text matches both patterns. Time and memory grow with the product of their lengths at worst. */
export function patternsOverlap(a: string, b: string): boolean {
  // reachable[j]: the part of `a` that has been read and b's first j characters can stand for the same text.
  let reachable = new Uint8Array(b.length + 1);
  reachable[0] = 1;
  spreadOverStars(reachable, b);
  for (const part of a.split('')) {
    const next = new Uint8Array(b.length + 1);
    for (let j = 0; j <= b.length; j++) {
      if (!reachable[j]) {
        continue;
      }
      if (part === '*') {
        next.fill(1, j);
        break;
      }
      if (b[j] === '*') {
        next[j] = 1;
      } else if (
        j < b.length &&
        (part === '?' || b[j] === '?' || b[j] === part)
      ) {
        next[j + 1] = 1;
      }
    }
    spreadOverStars(next, b);
    reachable = next;
  }
  return reachable[b.length] === 1;
}

function spreadOverStars(reachable: Uint8Array, pattern: string): void {
  for (let j = 0; j < pattern.length; j++) {
    if (reachable[j] && pattern[j] === '*') {
      reachable[j + 1] = 1;
    }
  }
}

/**
 * Whether every text that matches `narrow` matches `wide` too. A `yes` can be relied on. Where only the length of what stands
 * behind a star makes it true (`?*` covers `*a`), the answer is `no`.
 */
export function coversPattern(wide: string, narrow: string): boolean {
  const pattern = inOrder(wide);
  const text = inOrder(narrow);
  let at = 0;
  let read = 0;
  let star = -1;
  let resume = 0;
  while (read < text.length) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      resume = read;
    } else if (
      pattern[at] === text[read] ||
      (pattern[at] === '?' && text[read] !== '*')
    ) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      resume += 1;
      read = resume;
      at = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') {
    at += 1;
  }
  return at === pattern.length;
}

/** `*?` and `?*` mean the same: each run of wildcards is written with its question marks first and at most one star. */
function inOrder(pattern: string): string {
  return pattern.replace(/[*?]+/g, run => {
    const single = run.replaceAll('*', '');
    return single.length < run.length ? `${single}*` : single;
  });
}
