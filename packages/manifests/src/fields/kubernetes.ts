import { z } from 'zod';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Name of a namespace or a service: an RFC 1123 label. */
export const dnsLabel = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(
    LABEL,
    'use lower case letters, digits and "-", with a letter or digit at both ends',
  );

/** Name of most other objects: an RFC 1123 subdomain. */
export const dnsSubdomain = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    SUBDOMAIN,
    'use lower case letters, digits, "-" and ".", with a letter or digit at both ends',
  );
