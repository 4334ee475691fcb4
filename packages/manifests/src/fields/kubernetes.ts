import * as z from 'zod';
import { recordOf } from '../records';
import { plainText } from './text';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

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

/**
 * Key of a label or an annotation: a name, or a DNS subdomain, `/` and a name.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const labelKey = z
  .string()
  .refine(
    isQualifiedName,
    'use letters, digits, "-", "_" and ".", at most 63, with a letter or digit at both ends; before it, if wanted, a DNS name and "/"',
  );

/** Value of a label. It may be empty. */
export const labelValue = z
  .string()
  .max(63, 'use at most 63 characters')
  .refine(
    value => value === '' || QUALIFIED_NAME.test(value),
    'use letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  );

/** Labels, or what selects by them. */
export const labels = recordOf(labelKey, labelValue);

/** Value of an annotation: any text. All annotations of an object together may be 256 KiB. */
export const annotationValue = plainText({ max: 65_536, lines: true });

/** Annotations of an object. */
export const annotations = recordOf(labelKey, annotationValue);

/** Name of an environment variable that every shell can read. */
export const environmentName = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'use letters, digits and "_", with no digit in front',
  );

function isQualifiedName(key: string): boolean {
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return (
    parts.length <= 2 &&
    name.length <= 63 &&
    QUALIFIED_NAME.test(name) &&
    (prefix === undefined || dnsSubdomain.safeParse(prefix).success)
  );
}
