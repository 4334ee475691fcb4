/**
 * The LogQL query for what one person did.
 *
 * A JSON string is a string of LogQL too (both take Go's escapes), so nothing in `subject` can leave its quotes. The search
 * in the text comes first because Loki then parses only the lines that have the name in them; it is left out for a
 * name that JSON might write in another way.
 *
 * @param selector - from the configuration; may have stages behind it
 */
export function auditQuery(selector: string, subject: string): string {
  const name = JSON.stringify(subject);
  const search = /^[A-Za-z0-9._:/-]+$/.test(subject) ? ` |= ${name}` : '';
  return `${selector}${search} | json | user_name=${name}`;
}
