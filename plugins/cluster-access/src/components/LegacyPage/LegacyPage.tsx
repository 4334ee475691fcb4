import { PluginHeader } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiKey2Line } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { clusterAccessTranslationRef } from '../../translations';
import { RequestAccessButton } from '../RequestAccess';
import { SessionsPage, SessionsRouter } from '../SessionsPage';

/** What the new frontend system puts together out of extensions: the header with its tabs, and the pages below. */
export const LegacyPage = () => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const root = useRouteRef(rootRouteRef)().replace(/\/$/, '');
  const tab = (id: string, label: string) => ({
    id,
    label,
    href: `${root}/${id}`,
    matchStrategy: 'prefix' as const,
  });
  return (
    <>
      <PluginHeader
        title={t('page.title')}
        icon={<RiKey2Line />}
        titleLink={root}
        customActions={<RequestAccessButton />}
        tabs={[
          tab('mine', t('page.mine')),
          tab('active', t('page.active')),
          tab('sessions', t('page.all')),
        ]}
      />
      <Routes>
        <Route index element={<Navigate to="mine" replace />} />
        <Route path="mine" element={<SessionsPage scope="mine" />} />
        <Route path="active" element={<SessionsPage scope="active" />} />
        <Route path="sessions/*" element={<SessionsRouter />} />
      </Routes>
    </>
  );
};
