import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first characters of RFC 4648 base32 in lower case. */
export function base32Prefix(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) {
    const bit = index * 5;
    const byte = Math.floor(bit / 8);
    const window = (bytes[byte] << 8) | (bytes[byte + 1] ?? 0);
    text += ALPHABET[(window >> (11 - (bit % 8))) & 31];
  }
  return text;
}

/** The name the webhook gives a binding that was created with generateName: the same content, the same name. */
export function deterministicName(
  prefix: string,
  subject: string,
  roleTemplate: string,
  cluster: string,
): string {
  const digest = createHash('sha256')
    .update(`${subject}/${roleTemplate}/${cluster}`)
    .digest();
  return `${prefix}${base32Prefix(digest, 10)}`;
}
