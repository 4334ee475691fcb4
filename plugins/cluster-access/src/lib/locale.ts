/**
 * The first of the browser's locales that speaks the language of the app, so that `en-GB` keeps its way of writing a
 * date; the language itself when there is none.
 */
export function localeFor(
  language: string,
  browserLocales: readonly string[],
): string {
  const match = browserLocales.find(
    locale => locale === language || locale.startsWith(`${language}-`),
  );
  return match ?? language;
}
