import { SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from './oidcAuth';

/** The one way in: there are no guests on a portal that opens clusters. */
export const oidcSignInPage = SignInPageBlueprint.make({
  params: { loader: async () => OidcSignInPage },
});

function OidcSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef).getOptionalConfig('app.signIn');
  return (
    <SignInPage
      {...props}
      provider={{
        id: 'oidc',
        apiRef: oidcAuthApiRef,
        title: config?.getOptionalString('title') ?? 'Your organisation',
        message:
          config?.getOptionalString('message') ??
          'Sign in with the account of your organisation.',
      }}
    />
  );
}
