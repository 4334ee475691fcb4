import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clusterAccessTranslationRef } from '../../translations';

/** Says what could not be loaded and why, and lets the reader try again. */
export const LoadError = (props: {
  title: string;
  description: string;
  status?: 'danger' | 'warning';
  onRetry: () => void;
}) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  return (
    <Alert
      role="alert"
      icon
      mb="4"
      status={props.status ?? 'danger'}
      title={props.title}
      description={props.description}
      customActions={
        <Button variant="tertiary" size="small" onPress={props.onRetry}>
          {t('common.retry')}
        </Button>
      }
    />
  );
};
