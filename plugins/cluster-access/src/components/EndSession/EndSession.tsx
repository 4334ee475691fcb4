import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Text,
} from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useState } from 'react';
import { clusterAccessApiRef } from '../../api';
import { useAction } from '../../hooks/useAction';
import { messageOf } from '../../lib/errors';
import { clusterAccessTranslationRef } from '../../translations';
import styles from './EndSession.module.css';

/** Ends a session after asking back: the holder gives it back, anyone else takes it back. */
export const EndSession = (props: {
  session: AccessSession;
  isHolder: boolean;
  onEnded: () => void;
}) => {
  const { session, isHolder, onEnded } = props;
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const api = useApi(clusterAccessApiRef);
  const end = useAction(async () => {
    await api.endSession(session.id);
    setIsOpen(false);
    onEnded();
  });
  const kind = isHolder ? 'release' : 'revoke';
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button variant="primary" destructive={!isHolder}>
        {t(`end.${kind}`)}
      </Button>
      <Dialog width={420}>
        <DialogHeader>{t(`end.${kind}Title`)}</DialogHeader>
        <DialogBody>
          <div className={styles.body}>
            <Text as="p">
              {isHolder
                ? t('end.releaseWhat', { cluster: session.clusterName })
                : t('end.revokeWhat', {
                    cluster: session.clusterName,
                    holder: session.holderName,
                  })}
            </Text>
            {end.error && (
              <Alert
                role="alert"
                icon
                status="danger"
                title={t('end.error')}
                description={messageOf(end.error)}
              />
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close" isDisabled={end.isPending}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="primary"
            destructive={!isHolder}
            isPending={end.isPending}
            onPress={end.start}
          >
            {t(`end.${kind}Confirm`)}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
};
