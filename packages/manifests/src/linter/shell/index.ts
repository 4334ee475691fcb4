import type { Finding } from '@cluster-self-service/iam-policy';
import { inOrder, type Remark, toFinding } from '../source';
import { remarkOnAwsCalls } from './awsCalls';
import { remarkOnVault } from './vault';

export { findAwsCommands } from './commands';

/** Everything that is said of a shell text. */
export function remarkOnShell(text: string): Remark[] {
  return [...remarkOnAwsCalls(text), ...remarkOnVault(text)];
}

/** Looks through a shell text: calls of the AWS CLI and of Vault. */
export function lintShell(text: string): Finding[] {
  return inOrder(remarkOnShell(text).map(remark => toFinding(text, remark)));
}
