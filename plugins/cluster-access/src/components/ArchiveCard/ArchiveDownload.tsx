import { Alert, Button, ButtonLink, Flex } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SessionArchive } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { RiDownloadLine, RiExternalLinkLine } from '@remixicon/react';
import { clusterAccessApiRef } from '../../api';
import { useAction } from '../../hooks/useAction';
import { messageOf } from '../../lib/errors';
import { webUrl } from '../../lib/format';
import { saveBlob } from '../../lib/saveBlob';
import { clusterAccessTranslationRef } from '../../translations';
import styles from './ArchiveCard.module.css';

/** Fetches the zip with the reader's own credentials, and links to the store where it has a page for it. */
export const ArchiveDownload = (props: {
  sessionId: string;
  archive: SessionArchive;
}) => {
  const { sessionId, archive } = props;
  const api = useApi(clusterAccessApiRef);
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const download = useAction(async () => {
    saveBlob(await api.downloadArchive(sessionId), archive.fileName);
  });
  const url = webUrl(archive.url);
  return (
    <div className={styles.download}>
      {download.error && (
        <Alert
          role="alert"
          icon
          status="danger"
          title={t('archive.downloadError')}
          description={messageOf(download.error)}
        />
      )}
      <Flex gap="2" className={styles.buttons}>
        <Button
          variant="primary"
          iconStart={<RiDownloadLine />}
          isPending={download.isPending}
          onPress={download.start}
        >
          {t('archive.download')}
        </Button>
        {url && (
          <ButtonLink
            variant="tertiary"
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            iconEnd={<RiExternalLinkLine />}
          >
            {t('archive.open')}
          </ButtonLink>
        )}
      </Flex>
    </div>
  );
};
