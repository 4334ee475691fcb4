import { useLocale } from '../../hooks/useLocale';
import { formatDateTime, formatUtc } from '../../lib/time';

/** A moment in the reader's time zone; pointing at it shows UTC. */
export const DateTime = (props: { iso: string; seconds?: boolean }) => {
  const { iso, seconds = true } = props;
  const locale = useLocale();
  return (
    <time dateTime={iso} title={formatUtc(iso)}>
      {formatDateTime(iso, locale, { seconds })}
    </time>
  );
};
