import type { Remark } from '../source';
import { withoutComments } from './commands';

/** Vault's own paths are shorter by far. */
const VAULT_PATH = /\bpath[ \t]+"([^"\n]{0,512})"\s*\{/g;
const STATIC_KEYS =
  /(?<![\w/-])vault\s+write\s+(\/?(?:auth\/)?[\w-]+\/config\/(?:root|client))((?:\\\r?\n|[^\n])*)/g;

/** What is wrong with Vault policies and with the commands that set Vault up. */
export function remarkOnVault(text: string): Remark[] {
  const code = withoutComments(text);
  return [...findSharedCredentials(code), ...findStaticKeys(code)];
}

/** `aws/sts/userrole-*`: one policy that reads everybody's role. */
function findSharedCredentials(code: string): Remark[] {
  return [...code.matchAll(VAULT_PATH)]
    .filter(([, path]) => /^[\w/-]*\b(?:sts|creds)\/.*[*+]/.test(path))
    .map(match => {
      const start = match.index + match[0].indexOf(match[1]);
      const end = start + match[1].length;
      return {
        rule: 'vault-policy-reads-every-role',
        severity: 'error',
        range: { start, end },
        message: `"${match[1]}" lets everybody with this policy fetch the credentials of every role below it, other customers' too. Give each user a policy of their own with the whole path.`,
        correction: {
          start,
          end,
          text: match[1].replace(/[*+].*$/, '<user>'),
        },
        source: 'https://developer.hashicorp.com/vault/docs/concepts/policies',
      };
    });
}

function findStaticKeys(code: string): Remark[] {
  return [...code.matchAll(STATIC_KEYS)]
    .filter(([, , options]) => /\b(?:access_key|secret_key)=/.test(options))
    .map(match => {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      const others = [
        ...match[2].matchAll(/(?<=\s)([a-z_]+)=("[^"]*"|<[^>]*>|\S+)/g),
      ]
        .filter(([, name]) => !['access_key', 'secret_key'].includes(name))
        .map(([option]) => option);
      return {
        rule: 'vault-static-root-keys',
        severity: 'error',
        range: { start, end },
        message:
          'The keys of an IAM user do not expire and end up in the shell history and in Vault. Without them Vault takes the credentials of its own role (IRSA, an instance profile, or workload identity federation).',
        correction: {
          start,
          end,
          // `-f`: a write without any data.
          text: others.length
            ? ['vault write', match[1], ...others].join(' ')
            : `vault write -f ${match[1]}`,
        },
        source:
          'https://developer.hashicorp.com/vault/docs/secrets/aws#plugin-workload-identity-federation-wif',
      };
    });
}
