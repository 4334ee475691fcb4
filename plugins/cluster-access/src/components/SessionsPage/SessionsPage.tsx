import { Container } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SessionScope } from '../../api';
import { useSessions } from '../../hooks/useSessions';
import { messageOf } from '../../lib/errors';
import { clusterAccessTranslationRef } from '../../translations';
import { LoadError } from '../LoadError';
import { SessionsTable } from '../SessionsTable';
import { Pages } from './Pages';
import { useCursors } from './useCursors';

const emptyTexts = {
  mine: 'table.emptyMine',
  active: 'table.emptyActive',
  all: 'table.emptyAll',
} as const;

/** A live list of sessions. */
export const SessionsPage = ({ scope }: { scope: SessionScope }) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { cursor, isFirst, next, previous } = useCursors();
  const { value, error, refresh } = useSessions(scope, cursor);
  const nextCursor = value?.nextCursor;
  return (
    <Container pt="4" pb="6">
      {error && (
        <LoadError
          title={value ? t('table.stale') : t('table.error')}
          status={value ? 'warning' : 'danger'}
          description={messageOf(error)}
          onRetry={refresh}
        />
      )}
      {(value || !error) && (
        <>
          <SessionsTable
            sessions={value?.items}
            withHolder={scope !== 'mine'}
            emptyText={t(isFirst ? emptyTexts[scope] : 'table.endOfList')}
          />
          <Pages
            onPrevious={isFirst ? undefined : previous}
            onNext={nextCursor ? () => next(nextCursor) : undefined}
          />
        </>
      )}
    </Container>
  );
};
