/**
 * A text for a field that is read as a Go template, so that the template's result is the text itself. The delimiter is put
 * into a raw string (`` {{`{{`}} ``): no quote has to be escaped, whatever the template is stored in.
 *
 * @see https://pkg.go.dev/text/template
 */
export function escapeGoTemplate(text: string): string {
  return text.replaceAll('{{', '{{`{{`}}');
}
