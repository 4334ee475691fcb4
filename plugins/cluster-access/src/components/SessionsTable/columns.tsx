import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { DateTime } from '../DateTime';
import { PhaseChip } from '../PhaseChip';
import { SessionTime } from './SessionTime';

/** Labels of the columns, in the reader's language. */
export interface ColumnLabels {
  cluster: string;
  role: string;
  holder: string;
  status: string;
  end: string;
  requested: string;
  reason: string;
}

/**
 * The columns of a list of sessions. The holder is left out where it is always the reader; on narrow screens so is what
 * the page of the session tells as well.
 */
export function sessionColumns(options: {
  labels: ColumnLabels;
  hrefOf: (session: AccessSession) => string;
  withHolder: boolean;
  isNarrow: boolean;
}): ColumnConfig<AccessSession>[] {
  const { labels, hrefOf, withHolder, isNarrow } = options;
  return [
    {
      id: 'cluster',
      label: labels.cluster,
      isRowHeader: true,
      minWidth: 120,
      cell: session => (
        <CellText title={session.clusterName} href={hrefOf(session)} />
      ),
    },
    {
      id: 'role',
      label: labels.role,
      minWidth: 130,
      cell: session => <CellText title={session.role} />,
    },
    {
      id: 'holder',
      label: labels.holder,
      isHidden: !withHolder,
      minWidth: 110,
      cell: session => <CellText title={session.holderName} />,
    },
    {
      id: 'status',
      label: labels.status,
      width: 130,
      cell: session => (
        <Cell>
          <PhaseChip phase={session.phase} />
        </Cell>
      ),
    },
    {
      id: 'end',
      label: labels.end,
      width: 165,
      cell: session => (
        <Cell>
          <SessionTime session={session} />
        </Cell>
      ),
    },
    {
      id: 'requested',
      label: labels.requested,
      isHidden: isNarrow,
      width: 165,
      cell: session => (
        <Cell>
          <DateTime iso={session.requestedAt} seconds={false} />
        </Cell>
      ),
    },
    {
      id: 'reason',
      label: labels.reason,
      isHidden: isNarrow,
      minWidth: 160,
      cell: session => <CellText title={session.reason} color="secondary" />,
    },
  ];
}
