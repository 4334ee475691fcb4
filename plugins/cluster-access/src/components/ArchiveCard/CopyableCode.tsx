import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { clusterAccessTranslationRef } from '../../translations';
import styles from './ArchiveCard.module.css';

/** A piece of text to compare elsewhere, with a button that copies it. */
export const CopyableCode = (props: { code: string; copyLabel: string }) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const [copied, setCopied] = useState(false);
  const copy = useAction(async () => {
    await navigator.clipboard.writeText(props.code);
    setCopied(true);
  });
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className={styles.copyable}>
      <code className={styles.code}>{props.code}</code>
      <ButtonIcon
        variant="tertiary"
        size="small"
        aria-label={props.copyLabel}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={copy.start}
      />
      {copy.error && <span role="alert">{t('archive.copyFailed')}</span>}
      <VisuallyHidden aria-live="polite">
        {copied ? t('archive.copied') : ''}
      </VisuallyHidden>
    </span>
  );
};
