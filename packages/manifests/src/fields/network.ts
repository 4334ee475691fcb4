import * as z from 'zod';

/** Number of a TCP or UDP port. */
export const port = z
  .int('write a port number')
  .min(1, 'write a port from 1 to 65535')
  .max(65_535, 'write a port from 1 to 65535');

/** A range of IPv4 addresses, written with its first one: `10.20.0.0/16`. */
export const cidr = z
  .cidrv4('write an IPv4 range such as 10.20.0.0/16')
  .refine(startsAtFirstAddress, 'write the range with its first address');

function startsAtFirstAddress(range: string): boolean {
  const { bits, length } = bitsOf(range);
  return !bits.slice(length).includes('1');
}

/** Whether an IPv4 range is a part of another one, and not all of it. */
export function isPartOf(range: string, whole: string): boolean {
  const part = bitsOf(range);
  const { bits, length } = bitsOf(whole);
  return part.length > length && part.bits.startsWith(bits.slice(0, length));
}

function bitsOf(range: string): { bits: string; length: number } {
  const [address, length] = range.split('/');
  const bits = address
    .split('.')
    .map(part => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return { bits, length: Number(length) };
}
