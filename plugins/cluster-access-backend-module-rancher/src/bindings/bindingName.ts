import type { GrantTarget } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createHash } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 10;

/**
 * The name of our binding of a target: the same content, the same name, so that creating it twice cannot grant twice.
 * Rancher's webhook names bindings in the same way when it is left to it.
 */
export function bindingName({ subject, role, cluster }: GrantTarget): string {
  const digest = createHash('sha256')
    .update(`${subject}/${role}/${cluster}`)
    .digest();
  const bits = [...digest]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('');
  const characters = Array.from(
    { length: LENGTH },
    (_, index) =>
      BASE32[Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)],
  );
  return `access-${characters.join('')}`;
}
