/** The forms of ISO 8601 that the W3C profile knows: a year, a month, a day, or a time of a day with its zone. */
const ISO_DATE =
  /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * Reads a date, as milliseconds since 1970. Four digits are a year, any other number is UNIX time in seconds. A time without a
 * zone is taken as UTC.
 *
 * @returns NaN for what is no date
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function parseDate(text: string): number {
  const iso = ISO_DATE.exec(text);
  if (iso) {
    const [, , , time, , , zone] = iso;
    return Date.parse(time && !zone ? `${text}Z` : text);
  }
  return parseNumber(text) * 1_000;
}

/**
 * Reads an integer or a decimal.
 *
 * @returns NaN for what is no number
 */
export function parseNumber(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * The bytes behind a base64 text, one character a byte.
 *
 * @returns nothing for what is no base64
 */
export function parseBase64(text: string): string | undefined {
  return /^([A-Za-z\d+/]{4})*([A-Za-z\d+/]{2}(==)?|[A-Za-z\d+/]{3}=?)?$/.test(
    text,
  )
    ? atob(text)
    : undefined;
}
