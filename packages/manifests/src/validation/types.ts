/** What can be validated: a Kubernetes object, or a file of Kustomize, which has no metadata. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata?: { name?: string; namespace?: string };
}
