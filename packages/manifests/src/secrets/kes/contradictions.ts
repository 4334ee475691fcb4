import type * as z from 'zod';
import { vaultPath } from '../vaultStore';
import type { kesFields } from './manifest';

type KesFields = z.output<typeof kesFields>;

/** Fields that only one backend looks at. */
const VAULT_ONLY = ['vaultMountPoint', 'vaultRole', 'kvVersion'] as const;
const AWS_ONLY = ['roleArn', 'region'] as const;

/** What the fields of a spec say against each other. */
export function contradictions(checked: KesFields) {
  const { backendType, data, dataFrom, dataFromWithOptions } = checked;
  const problems: { path: (string | number)[]; message: string }[] = [];
  const report = (message: string, ...path: (string | number)[]) =>
    problems.push({ path, message });
  if (data.length + dataFrom.length + dataFromWithOptions.length === 0) {
    report('reads nothing', 'data');
  }
  for (const name of backendType === 'vault' ? AWS_ONLY : VAULT_ONLY) {
    if (checked[name] !== undefined) {
      report(`means nothing to ${backendType}: leave it out`, name);
    }
  }
  if (backendType === 'vault' && !checked.vaultRole) {
    report(
      "give the role: the old controller's own default is not known here",
      'vaultRole',
    );
  }
  const checkKey = (name: string, ...path: (string | number)[]) => {
    if (backendType === 'vault' && !vaultPath.safeParse(name).success) {
      report('write a path such as secret/data/name', ...path);
    }
    if (backendType !== 'systemManager' && name.includes(':')) {
      report('must not hold ":"', ...path);
    }
  };
  const checkVersion = (entry: object, ...path: (string | number)[]) => {
    for (const name of ['versionStage', 'versionId']) {
      if (backendType !== 'secretsManager' && name in entry) {
        report(`means nothing to ${backendType}: leave it out`, ...path, name);
      }
    }
  };
  data.forEach((entry, index) => {
    if ('path' in entry) {
      if (backendType !== 'systemManager') {
        report('only systemManager reads folders', 'data', index, 'path');
      }
      return;
    }
    checkKey(entry.key, 'data', index, 'key');
    checkVersion(entry, 'data', index);
    if (Object.hasOwn(checked.template?.data ?? {}, entry.name)) {
      report(
        'would win over what is read: leave it out, the old controller never used it',
        'template',
        'data',
        entry.name,
      );
    }
  });
  dataFrom.forEach((name, index) => checkKey(name, 'dataFrom', index));
  dataFromWithOptions.forEach((entry, index) => {
    checkKey(entry.key, 'dataFromWithOptions', index, 'key');
    checkVersion(entry, 'dataFromWithOptions', index);
  });
  return problems;
}
