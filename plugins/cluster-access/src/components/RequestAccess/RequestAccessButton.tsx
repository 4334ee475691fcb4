import { Button, Dialog, DialogTrigger } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { accessSessionCreatePermission } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { RiAddLine } from '@remixicon/react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { sessionRouteRef } from '../../routes';
import { clusterAccessTranslationRef } from '../../translations';
import { RequestAccessDialog } from './RequestAccessDialog';

/** Opens the request form, for those who may ask; then leads to the new session. */
export const RequestAccessButton = () => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { allowed } = usePermission({
    permission: accessSessionCreatePermission,
  });
  const [isOpen, setIsOpen] = useState(false);
  const sessionHref = useRouteRef(sessionRouteRef);
  const navigate = useNavigate();
  if (!allowed) return null;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button variant="primary" iconStart={<RiAddLine />}>
        {t('request.open')}
      </Button>
      {/* A click beside the dialog must not throw away what was written. */}
      <Dialog width={480} isDismissable={false}>
        <RequestAccessDialog
          onRequested={({ id }) => {
            setIsOpen(false);
            navigate(sessionHref({ id }));
          }}
        />
      </Dialog>
    </DialogTrigger>
  );
};
