import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/**
 * The first hexadecimal digits of a text's SHA-256: the same text gives the same digits, in Node.js and in the browser.
 *
 * @param length - number of digits, 1 to 64
 */
export function shortHash(text: string, length = 8): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, length);
}
