import { invalid, required, type FieldError } from './errors';

const DNS_1035_LABEL =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, " +
  "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is " +
  "'[a-z]([-a-z0-9]*[a-z0-9])?')";

const DNS_1123_SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  "end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Lower-case label such as a resource's plural name. */
export function labelErrors(
  field: string,
  value: string | undefined,
): FieldError[] {
  if (!value) {
    return [required(field)];
  }
  return LABEL.test(value) && value.length <= 63
    ? []
    : [invalid(field, value, DNS_1035_LABEL)];
}

/** A label whose case is free: a kind. */
export function kindErrors(
  field: string,
  value: string | undefined,
): FieldError[] {
  if (!value) {
    return [required(field)];
  }
  return LABEL.test(value.toLowerCase()) && value.length <= 63
    ? []
    : [
        invalid(
          field,
          value,
          `may have mixed case, but should otherwise match: ${DNS_1035_LABEL}`,
        ),
      ];
}

/** An API group: a domain with at least one dot. */
export function groupErrors(
  field: string,
  value: string | undefined,
): FieldError[] {
  if (!value) {
    return [required(field)];
  }
  if (!SUBDOMAIN.test(value)) {
    return [invalid(field, value, DNS_1123_SUBDOMAIN)];
  }
  return value.includes('.')
    ? []
    : [invalid(field, value, 'should be a domain with at least one dot')];
}
