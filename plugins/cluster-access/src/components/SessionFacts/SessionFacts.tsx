import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useLocale } from '../../hooks/useLocale';
import { formatDuration } from '../../lib/time';
import { clusterAccessTranslationRef } from '../../translations';
import { DateTime } from '../DateTime';
import { type Fact, Facts } from '../Facts';
import { Person } from '../Person';
import styles from './SessionFacts.module.css';

/** Who, where, what for and how long. */
export const SessionFacts = ({ session }: { session: AccessSession }) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const locale = useLocale();
  const { activeAt, expiresAt, endedAt, endReason, endedBy } = session;

  const facts: Fact[] = [
    {
      label: t('session.reason'),
      value: <span className={styles.reason}>{session.reason}</span>,
      wide: true,
    },
    {
      label: t('session.holder'),
      value: <Person entityRef={session.holder} name={session.holderName} />,
    },
    { label: t('session.cluster'), value: session.clusterName },
    { label: t('session.role'), value: session.role },
    {
      label: t('session.duration'),
      value: formatDuration(session.durationSeconds, locale),
    },
    {
      label: t('session.requestedAt'),
      value: <DateTime iso={session.requestedAt} />,
    },
  ];
  if (activeAt) {
    facts.push({
      label: t('session.activeAt'),
      value: <DateTime iso={activeAt} />,
    });
  }
  if (expiresAt) {
    facts.push({
      label: endedAt ? t('session.expiredAt') : t('session.expiresAt'),
      value: <DateTime iso={expiresAt} />,
    });
  }
  if (endedAt) {
    facts.push({
      label: t('session.endedAt'),
      value: <DateTime iso={endedAt} />,
    });
  }
  if (endReason) {
    facts.push({
      label: t('session.endReason'),
      value: (
        <>
          {t(`endReason.${endReason}`)}
          {endedBy && (
            <>
              {' '}
              {t('session.endedBy', { person: <Person entityRef={endedBy} /> })}
            </>
          )}
        </>
      ),
    });
  }
  facts.push(
    { label: t('session.origin'), value: session.origin },
    { label: t('session.id'), value: <code>{session.id}</code> },
  );

  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('session.details')}
        </Text>
      </CardHeader>
      <CardBody>
        <Facts facts={facts} />
      </CardBody>
    </Card>
  );
};
