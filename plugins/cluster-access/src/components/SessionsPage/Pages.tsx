import { Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clusterAccessTranslationRef } from '../../translations';

/** Buttons for the page before and after; nothing when there is only one page. */
export const Pages = (props: {
  onPrevious?: () => void;
  onNext?: () => void;
}) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  if (!props.onPrevious && !props.onNext) return null;
  return (
    <nav aria-label={t('table.pages')}>
      <Flex justify="end" gap="2" mt="3">
        <Button
          variant="secondary"
          isDisabled={!props.onPrevious}
          onPress={props.onPrevious}
        >
          {t('table.previous')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={!props.onNext}
          onPress={props.onNext}
        >
          {t('table.next')}
        </Button>
      </Flex>
    </nav>
  );
};
