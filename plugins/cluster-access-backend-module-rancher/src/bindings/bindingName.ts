import type { GrantTarget } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createHash } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 10;

/** The name is asked for all the time, of the same few objects. */
const known = new WeakMap<GrantTarget, string>();

/**
 * The name of our binding of a target: the same content, the same name, so that creating it twice cannot grant twice.
 * Rancher's webhook names bindings in the same way when it is left to it.
 *
 * @param target - is not changed any more
 */
export function bindingName(target: GrantTarget): string {
  const name = known.get(target) ?? nameOf(target);
  known.set(target, name);
  return name;
}

function nameOf({ subject, role, cluster }: GrantTarget): string {
  let bits = createHash('sha256')
    .update(`${subject}/${role}/${cluster}`)
    .digest()
    .readBigUInt64BE();
  // The first 50 of the 64 count: five a character.
  bits >>= 14n;
  let characters = '';
  for (let count = 0; count < LENGTH; count++) {
    characters = BASE32[Number(bits & 31n)] + characters;
    bits >>= 5n;
  }
  return `access-${characters}`;
}
