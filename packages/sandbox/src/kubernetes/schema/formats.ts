import { isIP, isIPv4, isIPv6 } from 'node:net';

const HOSTNAME =
  /^(?=.{1,255}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?)(\.[\p{L}\p{N}]([\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?)*\.?$/u;
const UUID =
  /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const GO_DURATION = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const WORDY_DURATION =
  /^(\d+)\s*(ns|us|ms|s|m|h|d|w|nano(second)?s?|micro(second)?s?|milli(second)?s?|sec(ond)?s?|min(ute)?s?|hrs?|hours?|days?|weeks?)$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

function uuidOfVersion(version: string) {
  return (value: string) =>
    UUID.test(value) && value.replace(/-/g, '')[12] === version;
}

function isCidr(value: string): boolean {
  const [address, length, ...more] = value.split('/');
  const bits = isIPv4(address) ? 32 : 128;
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    /^\d{1,3}$/.test(length ?? '') &&
    Number(length) <= bits
  );
}

function isDate(value: string): boolean {
  const [, year, month, day] = (DATE.exec(value) ?? []).map(Number);
  if (year === undefined) {
    return false;
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isDateTime(value: string): boolean {
  const match = DATE_TIME.exec(value);
  return match !== null && isDate(match[1]) && !Number.isNaN(Date.parse(value));
}

/** The formats that a Kubernetes API server checks; others are documentation (apiextensions, `supported formats`). */
const FORMATS = new Map<string, (value: string) => boolean>([
  [
    'uri',
    value =>
      /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(value) || /^\/[^\s]*$/.test(value),
  ],
  ['email', value => /^[^\s@<>]+@[^\s@<>]+$/.test(value)],
  ['hostname', value => HOSTNAME.test(value)],
  ['ipv4', isIPv4],
  ['ipv6', isIPv6],
  ['cidr', isCidr],
  ['mac', value => /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(value)],
  ['uuid', value => UUID.test(value)],
  ['uuid3', uuidOfVersion('3')],
  ['uuid4', uuidOfVersion('4')],
  ['uuid5', uuidOfVersion('5')],
  ['hexcolor', value => /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)],
  [
    'byte',
    value =>
      /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
        value,
      ),
  ],
  ['date', isDate],
  ['duration', value => GO_DURATION.test(value) || WORDY_DURATION.test(value)],
  ['date-time', isDateTime],
  ['datetime', isDateTime],
]);

export function matchesFormat(format: string, value: string): boolean {
  return FORMATS.get(format)?.(value) ?? true;
}
