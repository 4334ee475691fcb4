import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SessionEvent } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessTranslationRef } from '../../translations';
import { DateTime } from '../DateTime';
import { Person } from '../Person';
import styles from './Timeline.module.css';

/** What happened in a session, in order, by whom. */
export const Timeline = ({ events }: { events: SessionEvent[] }) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('timeline.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {events.length === 0 && (
          <Text color="secondary">{t('timeline.empty')}</Text>
        )}
        <ol className={styles.list} aria-label={t('timeline.title')}>
          {events.map(event => (
            <li
              key={event.sequence}
              className={styles.event}
              data-type={event.type}
            >
              <Text as="p" className={styles.message}>
                {event.message}
              </Text>
              <Text as="p" variant="body-small" color="secondary">
                <DateTime iso={event.at} />
                {' · '}
                {event.actor ? (
                  <Person entityRef={event.actor} />
                ) : (
                  t('timeline.system')
                )}
              </Text>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
};
