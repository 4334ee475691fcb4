import type { PlatformAccount } from '@cluster-self-service/iam-policy';

/** Every name that differs from one organisation to the next. The defaults are the seeds' values: `defaultOrganisation`. */
export interface Organisation {
  /** The platform's AWS account and the names of roles in it and in external accounts. */
  aws: PlatformAccount & {
    /** Where the platform's own resources are. */
    region: string;
    /** External ids are `<prefix>@<namespace>@<external account>`; nothing secret, but nothing to be guessed over either. */
    externalIdPrefix: string;
  };
  kubernetes: {
    /** Annotation that chooses the compute type: `app.lrl.lilly.com/compute`. */
    computeAnnotation: string;
    /** The value of it that brings the toolkit: `hybrid`. */
    hybridCompute: string;
    /** Stands before everything the platform manages in a namespace: `managed--`. */
    managedPrefix: string;
    /** Annotation and label keys of ours begin with it: `cluster-self-service.io`. */
    domain: string;
    /** Cluster name as Argo CD and files speak of it. */
    clusterName: string;
  };
  secrets: {
    /** Secrets of a namespace are `<prefix>/<namespace>/<name>`: `cats`. */
    pathPrefix: string;
  };
  images: {
    /** AWS CLI with a POSIX shell, by tag or digest. */
    awsCli: string;
  };
  argocd: {
    /** Namespace of Argo CD. */
    namespace: string;
    /** API server address of the cluster Argo CD deploys to. */
    destinationServer: string;
    /** AppProject of tenants' applications is `<prefix><namespace>`. */
    projectPrefix: string;
  };
  spacelift: {
    /** AWS account Spacelift assumes roles from. */
    accountId: string;
    /** Name of the Spacelift account; its external ids begin with `<account>@`. */
    accountName: string;
    /** Space under which stacks are made. */
    parentSpaceId: string;
    /** Repository with the Terraform sources, its branch, and where stacks are in it. */
    repository: string;
    branch: string;
  };
  vault: {
    address: string;
    /** Vault Enterprise or HCP namespace; empty for none. */
    namespace: string;
    /** Mounts of the auth method and of the AWS secrets engine. */
    kubernetesAuthPath: string;
    awsSecretsPath: string;
  };
}
