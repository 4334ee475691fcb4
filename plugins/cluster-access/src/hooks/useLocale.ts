import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';
import { localeFor } from '../lib/locale';

/** The locale for dates and numbers: as the browser wants it, in the language of the texts. */
export function useLocale(): string {
  const api = useApi(appLanguageApiRef);
  const [language, setLanguage] = useState(() => api.getLanguage().language);
  useEffect(() => {
    const subscription = api
      .language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription.unsubscribe();
  }, [api]);
  return localeFor(language, navigator.languages);
}
