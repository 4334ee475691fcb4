/** An IP address as its bits. */
interface Address {
  bits: bigint;
  length: 32 | 128;
}

/**
 * Compiles an address or a CIDR range, IPv4 or IPv6. An address alone means only itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function compileRange(range: string): (text: string) => boolean {
  const [base, prefix, ...rest] = range.split('/');
  const network = parseAddress(base);
  if (!network || rest.length > 0 || !/^(\d{1,3})?$/.test(prefix ?? '')) {
    return () => false;
  }
  const kept = prefix ? Number(prefix) : network.length;
  if (kept > network.length) {
    return () => false;
  }
  const dropped = BigInt(network.length - kept);
  return text => {
    const address = parseAddress(text);
    return (
      address?.length === network.length &&
      address.bits >> dropped === network.bits >> dropped
    );
  };
}

function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | undefined {
  const parts = text.split('.');
  if (
    parts.length !== 4 ||
    !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  ) {
    return undefined;
  }
  return { bits: joined(parts.map(Number), 8n), length: 32 };
}

function parseV6(text: string): Address | undefined {
  const halves = withoutDots(text).split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const [head, tail] = halves.map(half => (half ? half.split(':') : []));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) {
    return undefined;
  }
  const groups = [...head, ...Array(missing).fill('0'), ...(tail ?? [])];
  if (!groups.every(group => /^[\da-f]{1,4}$/i.test(group))) {
    return undefined;
  }
  const numbers = groups.map(group => Number.parseInt(group, 16));
  return { bits: joined(numbers, 16n), length: 128 };
}

/** `::ffff:10.1.2.3` as `::ffff:a01:203`. */
function withoutDots(text: string): string {
  const dotted = text.slice(text.lastIndexOf(':') + 1);
  const low = dotted.includes('.') ? parseV4(dotted)?.bits : undefined;
  return low === undefined
    ? text
    : `${text.slice(0, -dotted.length)}${(low >> 16n).toString(16)}:${(
        low & 0xffffn
      ).toString(16)}`;
}

function joined(parts: number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}
