import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, repositoryPath } from '../fields';
import type { GeneratedFile } from '../files';
import type { Organisation } from '../organisation';
import { printYaml } from '../yaml';
import { credentialsTtl, tokenAudience, userName } from './fields';
import { credentialsPath, loginRole } from './names';

/** A workload that gets AWS credentials of a user from Vault. */
export const vaultAgentInput = z.strictObject({
  directory: repositoryPath,
  kind: z.enum(['CronJob', 'Deployment', 'Job', 'StatefulSet']),
  name: dnsSubdomain,
  namespace: dnsLabel,
  serviceAccount: dnsSubdomain,
  user: userName,
  ttlSeconds: credentialsTtl.default(3_600),
  /** `credentials` for the SDKs of AWS (`AWS_SHARED_CREDENTIALS_FILE`), `environment` for a shell to read with `.`. */
  format: z.enum(['credentials', 'environment']).default('credentials'),
  /** As the role of the auth method has it. */
  audience: tokenAudience.default('vault'),
});

type Input = z.output<typeof vaultAgentInput>;

const prefix = 'vault.hashicorp.com';
const tokenVolume = 'vault-token';
/** The credentials are in `/vault/secrets/<file>`. */
const file = 'aws-credentials';

/**
 * A patch (for Kustomize) that has the Vault agent write a user's AWS credentials into `/vault/secrets/aws-credentials` of a
 * workload's pods. The pods log in with a token for Vault alone. Jobs get the credentials once, other workloads anew before
 * they run out.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
 */
export function vaultAgentPatch(
  input: z.input<typeof vaultAgentInput>,
  organisation: Organisation,
): GeneratedFile[] {
  const settings = parseFields(vaultAgentInput, input);
  const { directory, kind, name, namespace } = settings;
  const batch = kind === 'Job' || kind === 'CronJob';
  const pods = { template: podTemplate(settings, batch, organisation) };
  const patch = {
    apiVersion: batch ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: kind === 'CronJob' ? { jobTemplate: { spec: pods } } : pods,
  };
  return [
    {
      path: `${directory}/${name}-vault-agent.yaml`,
      content: printYaml(patch),
    },
  ];
}

function podTemplate(
  settings: Input,
  once: boolean,
  organisation: Organisation,
) {
  return {
    metadata: { annotations: annotationsOf(settings, once, organisation) },
    spec: {
      serviceAccountName: settings.serviceAccount,
      volumes: [
        {
          name: tokenVolume,
          projected: {
            sources: [
              {
                serviceAccountToken: {
                  audience: settings.audience,
                  expirationSeconds: 600,
                  path: 'token',
                },
              },
            ],
          },
        },
      ],
    },
  };
}

function annotationsOf(
  settings: Input,
  once: boolean,
  organisation: Organisation,
): Record<string, string> {
  const { vault } = organisation;
  const path = credentialsPath(organisation, settings.user);
  return {
    [`${prefix}/agent-inject`]: 'true',
    ...(once && { [`${prefix}/agent-pre-populate-only`]: 'true' }),
    [`${prefix}/service`]: vault.address,
    ...(vault.namespace && { [`${prefix}/namespace`]: vault.namespace }),
    [`${prefix}/auth-type`]: 'kubernetes',
    [`${prefix}/auth-path`]: `auth/${vault.kubernetesAuthPath}`,
    [`${prefix}/role`]: loginRole(settings),
    [`${prefix}/agent-service-account-token-volume-name`]: tokenVolume,
    [`${prefix}/agent-inject-secret-${file}`]: path,
    [`${prefix}/agent-inject-template-${file}`]: templateOf(settings, path),
  };
}

const lines = {
  credentials: [
    '[default]',
    'aws_access_key_id = {{ .Data.access_key }}',
    'aws_secret_access_key = {{ .Data.secret_key }}',
    'aws_session_token = {{ .Data.security_token }}',
  ],
  environment: [
    "export AWS_ACCESS_KEY_ID='{{ .Data.access_key }}'",
    "export AWS_SECRET_ACCESS_KEY='{{ .Data.secret_key }}'",
    "export AWS_SESSION_TOKEN='{{ .Data.security_token }}'",
  ],
};

function templateOf({ format, ttlSeconds }: Input, path: string): string {
  return [
    `{{ with secret ${goString(path)} ${goString(`ttl=${ttlSeconds}s`)} -}}`,
    ...lines[format],
    '{{- end }}',
    '',
  ].join('\n');
}

/** A string of Go's templates. Of ASCII, JSON's strings are Go's too. */
function goString(text: string): string {
  return JSON.stringify(text);
}
