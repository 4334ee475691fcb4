import { Table, Text, useBreakpoint } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useMemo } from 'react';
import { sessionRouteRef } from '../../routes';
import { clusterAccessTranslationRef } from '../../translations';
import { sessionColumns } from './columns';

/** Sessions as rows, each leading to its page; a skeleton while `sessions` is undefined. */
export const SessionsTable = (props: {
  sessions: AccessSession[] | undefined;
  withHolder: boolean;
  emptyText: string;
}) => {
  const { sessions, withHolder, emptyText } = props;
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const sessionHref = useRouteRef(sessionRouteRef);
  const isNarrow = useBreakpoint().down('md');
  const columns = useMemo(
    () =>
      sessionColumns({
        withHolder,
        isNarrow,
        hrefOf: ({ id }) => sessionHref({ id }),
        labels: {
          cluster: t('table.cluster'),
          role: t('table.role'),
          holder: t('table.holder'),
          status: t('table.status'),
          end: t('table.end'),
          requested: t('table.requested'),
          reason: t('table.reason'),
        },
      }),
    [withHolder, isNarrow, sessionHref, t],
  );
  return (
    <Table
      columnConfig={columns}
      data={sessions}
      isPending={sessions === undefined}
      pagination={{ type: 'none' }}
      emptyState={<Text color="secondary">{emptyText}</Text>}
    />
  );
};
