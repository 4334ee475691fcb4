import { Card, CardBody, CardFooter, CardHeader, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type AccessSession,
  hasEnded,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessTranslationRef } from '../../translations';
import { ArchiveDownload } from './ArchiveDownload';
import { ArchiveFacts } from './ArchiveFacts';

/** The archive of what was done in a session, or why there is none yet. */
export const ArchiveCard = (props: {
  session: AccessSession;
  canDownload: boolean;
}) => {
  const { session, canDownload } = props;
  const { archive } = session;
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('archive.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {archive ? (
          <ArchiveFacts archive={archive} />
        ) : (
          <Text as="p" color="secondary">
            {t(absenceText(session))}
          </Text>
        )}
      </CardBody>
      {archive && canDownload && (
        <CardFooter>
          <ArchiveDownload sessionId={session.id} archive={archive} />
        </CardFooter>
      )}
    </Card>
  );
};

function absenceText({ phase, activeAt }: AccessSession) {
  if (!hasEnded(phase)) return 'archive.later' as const;
  return activeAt ? ('archive.collecting' as const) : ('archive.none' as const);
}
