import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SessionArchive } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useLocale } from '../../hooks/useLocale';
import { formatBytes } from '../../lib/format';
import { clusterAccessTranslationRef } from '../../translations';
import { DateTime } from '../DateTime';
import { Facts } from '../Facts';
import { CopyableCode } from './CopyableCode';
import styles from './ArchiveCard.module.css';

/** What there is to know about an archive before opening it. */
export const ArchiveFacts = ({ archive }: { archive: SessionArchive }) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const locale = useLocale();
  return (
    <div className={styles.facts}>
      {archive.truncated && (
        <Alert
          icon
          status="warning"
          title={t('archive.truncated')}
          description={t('archive.truncatedWhat')}
        />
      )}
      <Facts
        facts={[
          {
            label: t('archive.lines'),
            value: new Intl.NumberFormat(locale).format(archive.lines),
          },
          {
            label: t('archive.size'),
            value: formatBytes(archive.size, locale),
          },
          {
            label: t('archive.createdAt'),
            value: <DateTime iso={archive.createdAt} />,
          },
          {
            label: t('archive.file'),
            value: archive.fileName,
            wide: true,
          },
          {
            label: t('archive.sha256'),
            wide: true,
            value: (
              <CopyableCode
                code={archive.sha256}
                copyLabel={t('archive.copy')}
              />
            ),
          },
        ]}
      />
    </div>
  );
};
