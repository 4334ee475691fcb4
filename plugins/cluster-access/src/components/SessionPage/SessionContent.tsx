import { Alert, Container, Header } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type AccessSession,
  type SessionDetails,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useUserRef } from '../../hooks/useUserRef';
import { clusterAccessTranslationRef } from '../../translations';
import { ArchiveCard } from '../ArchiveCard';
import { Countdown } from '../Countdown';
import type { Fact } from '../Facts';
import { EndSession } from '../EndSession';
import { PhaseChip } from '../PhaseChip';
import { SessionFacts } from '../SessionFacts';
import { Timeline } from '../Timeline';
import styles from './SessionPage.module.css';

/** A session: what it is, what happened, what was kept, and what the reader may do. */
export const SessionContent = (props: {
  details: SessionDetails;
  onChanged: () => void;
}) => {
  const { details, onChanged } = props;
  const { session, timeline, allowed } = details;
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { isSettled, userRef } = useUserRef();

  const metadata: Fact[] = [
    { label: t('table.status'), value: <PhaseChip phase={session.phase} /> },
  ];
  if (session.phase === 'active' && session.expiresAt) {
    metadata.push({
      label: t('session.time'),
      value: <Countdown until={session.expiresAt} announce />,
    });
  }

  return (
    <>
      <Header
        title={t('session.title', {
          holder: session.holderName,
          cluster: session.clusterName,
        })}
        metadata={metadata}
        customActions={
          allowed.end &&
          isSettled && (
            <EndSession
              session={session}
              isHolder={userRef === session.holder}
              onEnded={onChanged}
            />
          )
        }
      />
      <Container pt="4" pb="6">
        <SessionMessage session={session} />
        <div className={styles.columns}>
          <div className={styles.column}>
            <SessionFacts session={session} />
            <ArchiveCard
              session={session}
              canDownload={allowed.downloadArchive}
            />
          </div>
          <Timeline events={timeline} />
        </div>
      </Container>
    </>
  );
};

/** What people should know about the present phase, for example why access is still being taken back. */
function SessionMessage({ session }: { session: AccessSession }) {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { phase, message } = session;
  if (!message) return null;
  const status = phase === 'failed' ? 'danger' : 'info';
  const kind = phase === 'revoking' || phase === 'failed' ? phase : 'other';
  return (
    <Alert
      role="status"
      icon
      mb="4"
      status={phase === 'revoking' ? 'warning' : status}
      title={t(`session.message.${kind}`)}
      description={message}
    />
  );
}
