import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '../../hooks/useNow';
import {
  countdownMark,
  formatCountdown,
  formatUtc,
  millisecondsUntil,
} from '../../lib/time';
import { clusterAccessTranslationRef } from '../../translations';
import styles from './Countdown.module.css';

/**
 * What is left until `until`, second by second. With `announce`, screen readers are told at a few marks; the ticking
 * itself stays silent.
 */
export const Countdown = (props: { until: string; announce?: boolean }) => {
  const { until, announce = false } = props;
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const now = useNow();
  const over = millisecondsUntil(until, now) === 0;
  return (
    <>
      <span role="timer" className={styles.clock} title={formatUtc(until)}>
        {over
          ? t('countdown.over')
          : t('countdown.left', { clock: formatCountdown(until, now) })}
      </span>
      {announce && <Announcement mark={countdownMark(until, now)} />}
    </>
  );
};

function Announcement({ mark }: { mark: number | undefined }) {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const text = () => {
    if (mark === undefined) return '';
    return mark === 0
      ? t('countdown.announceOver')
      : t('countdown.announceMinutes', { count: mark });
  };
  return <VisuallyHidden aria-live="polite">{text()}</VisuallyHidden>;
}
