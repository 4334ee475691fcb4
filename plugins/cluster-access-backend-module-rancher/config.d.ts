import type { HumanDuration } from '@backstage/types';

export interface Config {
  clusterAccess?: {
    /** Grants cluster access with Rancher's ClusterRoleTemplateBindings. */
    rancher?: {
      /**
       * The management cluster of Rancher: an API server that serves `management.cattle.io`. Exactly one of
       * `kubeConfigFile`, `server` and `inCluster`; without any of them the service account of the pod is taken.
       */
      kubernetes?: {
        /** Path of a kubeconfig file. */
        kubeConfigFile?: string;
        /** Context in that file. Default: its current one. */
        context?: string;
        /** URL of the API server, for example `https://rancher.example.com/k8s/clusters/local`. */
        server?: string;
        /**
         * Bearer token, with `server`.
         *
         * @visibility secret
         */
        token?: string;
        /** File that holds the bearer token, with `server`; read again as it changes. */
        tokenFile?: string;
        /** Certificate authority of `server`: PEM, or PEM in base64. */
        caData?: string;
        /** File with the certificate authority of `server`, PEM. */
        caFile?: string;
        /** Talks to `server` whoever it is. For trying things out only. */
        skipTlsVerify?: boolean;
        /** Use the service account of the pod this runs in. */
        inCluster?: boolean;
      };
      /**
       * How Rancher knows a person of the catalog: a principal with `{email}` (of the catalog user's profile) or `{name}`
       * (of the catalog user) in it. Default: `okta_user://{email}`. A catalog user's annotation `rancher.io/user-id` names
       * the Rancher user where this does not find it.
       */
      principal?: string;
      /** The Lease by which exactly one replica acts. */
      lease?: {
        /** Namespace of the Lease, in the management cluster; it must exist. Default: `cluster-self-service` */
        namespace?: string;
        /** Default: `cluster-access` */
        name?: string;
        /**
         * After so long without a sign of the replica that acts, another one takes over. Whole seconds, 3 or more.
         * Default: 15 seconds
         */
        duration?: HumanDuration | string;
      };
      /**
       * Controllers that delete objects when their time is over, for which bindings are marked: a safety net for the time
       * when nothing of this suite runs. Default: `[kyverno]`
       */
      ttlMarkers?: Array<'kyverno' | 'k8s-ttl-controller' | 'kube-janitor'>;
    };
  };
}
