import { generate } from 'selfsigned';

/** A certificate for loopback, and the key to it (PEM). */
export interface ServerCertificate {
  key: string;
  cert: string;
  /** What clients must trust: the certificate signs itself. */
  ca: string;
}

const DAYS = 365;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

let shared: ServerCertificate | undefined;

/**
 * A self-signed certificate for `localhost`, `127.0.0.1` and `::1`, which is its own authority. Made once a process: a key
 * takes a while.
 */
export function loopbackCertificate(): ServerCertificate {
  if (!shared) {
    const made = generate([{ name: 'commonName', value: 'sandbox' }], {
      days: DAYS,
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        {
          name: 'keyUsage',
          keyCertSign: true,
          digitalSignature: true,
          keyEncipherment: true,
          critical: true,
        },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: DNS_NAME, value: 'localhost' },
            { type: IP_ADDRESS, ip: '127.0.0.1' },
            { type: IP_ADDRESS, ip: '::1' },
          ],
        },
      ],
    });
    shared = { key: made.private, cert: made.cert, ca: made.cert };
  }
  return shared;
}
