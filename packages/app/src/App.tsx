import appModuleUserSettings from '@backstage/plugin-app-module-user-settings';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import clusterAccessPlugin from '@cluster-self-service/backstage-plugin-cluster-access';
import { createApp } from '@backstage/frontend-defaults';
import { authModule } from './modules/auth';
import { navModule } from './modules/nav';

/** The portal. What it shows is in the plugins; here they are only put together. */
export default createApp({
  features: [
    appModuleUserSettings,
    authModule,
    catalogPlugin,
    clusterAccessPlugin,
    navModule,
    orgPlugin,
    searchPlugin,
    signalsPlugin,
    userSettingsPlugin,
  ],
});
