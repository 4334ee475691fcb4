import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissionPolicy'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(
  import('@cluster-self-service/backstage-plugin-cluster-access-backend'),
);
backend.add(
  import(
    '@cluster-self-service/backstage-plugin-cluster-access-backend-module-rancher'
  ),
);
backend.add(
  import(
    '@cluster-self-service/backstage-plugin-cluster-access-backend-module-slack'
  ),
);
backend.add(
  import(
    '@cluster-self-service/backstage-plugin-cluster-access-backend-module-loki'
  ),
);
backend.add(
  import(
    '@cluster-self-service/backstage-plugin-cluster-access-backend-module-folder'
  ),
);

backend.start().catch(error => {
  // A backend that did not start answers nobody; whoever runs it has to see that.
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
