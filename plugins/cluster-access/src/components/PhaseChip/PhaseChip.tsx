import type { SessionPhase } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type RemixiconComponentType,
  RiArchiveLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiLockLine,
  RiLockUnlockLine,
  RiTimeLine,
} from '@remixicon/react';
import { clusterAccessTranslationRef } from '../../translations';
import styles from './PhaseChip.module.css';

type Tone = 'success' | 'info' | 'warning' | 'danger' | 'neutral';

const appearances: Record<
  SessionPhase,
  { tone: Tone; Icon: RemixiconComponentType }
> = {
  requested: { tone: 'info', Icon: RiTimeLine },
  approved: { tone: 'info', Icon: RiLoader4Line },
  granting: { tone: 'info', Icon: RiLoader4Line },
  active: { tone: 'success', Icon: RiLockUnlockLine },
  revoking: { tone: 'warning', Icon: RiLoader4Line },
  revoked: { tone: 'neutral', Icon: RiLockLine },
  archived: { tone: 'neutral', Icon: RiArchiveLine },
  denied: { tone: 'danger', Icon: RiCloseCircleLine },
  cancelled: { tone: 'neutral', Icon: RiCloseCircleLine },
  lapsed: { tone: 'neutral', Icon: RiTimeLine },
  failed: { tone: 'danger', Icon: RiErrorWarningLine },
};

/** Where a session stands, in a word; colour and icon only repeat it. */
export const PhaseChip = ({ phase }: { phase: SessionPhase }) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { tone, Icon } = appearances[phase];
  return (
    <span className={styles.chip} data-tone={tone} data-phase={phase}>
      <span className={styles.icon} aria-hidden>
        <Icon size={14} />
      </span>
      {t(`phase.${phase}`)}
    </span>
  );
};
