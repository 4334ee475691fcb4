export const container = { name: 'main', image: 'a:1' };

export const pod = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'x' },
  spec: { containers: [container], ...spec },
});

export const deployment = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'x' },
  spec: {
    selector: { matchLabels: { app: 'x' } },
    template: {
      metadata: { labels: { app: 'x' } },
      spec: { containers: [container] },
    },
    ...spec,
  },
});

export const job = (spec: object) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'x' },
  spec: {
    template: { spec: { containers: [container], restartPolicy: 'Never' } },
    ...spec,
  },
});

export const cronJob = (spec: object) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'x' },
  spec: { schedule: '0 2 * * *', jobTemplate: { spec: job({}).spec }, ...spec },
});

export const application = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'x', namespace: 'argocd' },
  spec: {
    project: 'p',
    destination: { server: 'https://kubernetes.default.svc', namespace: 'x' },
    source: { repoURL: 'https://git.example/x', path: 'a' },
    ...spec,
  },
});

export const secretStore = (kind: string, aws: object) => ({
  apiVersion: 'external-secrets.io/v1',
  kind,
  metadata: { name: 'x' },
  spec: { provider: { aws } },
});

export const policy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'x' },
  spec: { podSelector: {}, ...spec },
});

export const withMetadata = (
  kind: string,
  apiVersion: string,
  metadata: object,
) => ({
  apiVersion,
  kind,
  metadata,
});
