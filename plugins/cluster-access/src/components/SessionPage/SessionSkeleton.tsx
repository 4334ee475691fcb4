import { Container, Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clusterAccessTranslationRef } from '../../translations';
import styles from './SessionPage.module.css';

/** Where the parts of the page will be. */
export const SessionSkeleton = () => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  return (
    <Container pt="6" pb="6">
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton width={280} height={28} />
        <div className={styles.columns}>
          <Skeleton height={320} />
          <Skeleton height={320} />
        </div>
      </div>
    </Container>
  );
};
