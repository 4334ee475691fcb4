import { Container } from '@backstage/ui';
import {
  BreadcrumbEntry,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useParams } from 'react-router-dom';
import { useSession } from '../../hooks/useSession';
import { isNotFound, messageOf } from '../../lib/errors';
import { sessionRouteRef } from '../../routes';
import { clusterAccessTranslationRef } from '../../translations';
import { LoadError } from '../LoadError';
import { SessionContent } from './SessionContent';
import { SessionSkeleton } from './SessionSkeleton';

/** The page of the session whose id is in the address. */
export const SessionPage = () => {
  const { id = '' } = useParams();
  // Nothing of one session may be shown under the address of another.
  return <LiveSession key={id} id={id} />;
};

function LiveSession({ id }: { id: string }) {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { value, error, refresh } = useSession(id);
  const href = useRouteRef(sessionRouteRef)({ id });
  const isMissing = !value && error && isNotFound(error);
  const errorTitle = () => {
    if (isMissing) return t('session.notFound');
    return value ? t('session.stale') : t('session.error');
  };
  return (
    <BreadcrumbEntry entry={{ label: value?.session.clusterName ?? id, href }}>
      {error && (
        <Container pt="4">
          <LoadError
            title={errorTitle()}
            description={
              isMissing ? t('session.notFoundWhat') : messageOf(error)
            }
            status={value ? 'warning' : 'danger'}
            onRetry={refresh}
          />
        </Container>
      )}
      {value && <SessionContent details={value} onChanged={refresh} />}
      {!value && !error && <SessionSkeleton />}
    </BreadcrumbEntry>
  );
}
