import type { ConditionKeyType } from '../catalogue';
import type { LintContext } from './context';
import { globalKeyType } from './global-keys';

/** Whether a key that was written is one of the catalogue: `aws:ResourceTag/team` is `aws:ResourceTag/${TagKey}`. */
export function isSameKey(known: string, written: string): boolean {
  const name = known.toLowerCase();
  const variable = name.search(/\$\{|<|\/tag-key$/);
  if (variable < 0) {
    return name === written.toLowerCase();
  }
  const start = name.slice(0, variable);
  return (
    written.toLowerCase().startsWith(start) && written.length > start.length
  );
}

/** Type of a condition key's values, where the catalogue knows it. */
export function keyType(
  { catalogue }: LintContext,
  key: string,
): ConditionKeyType | undefined {
  const service = catalogue.service(key.split(':')[0]);
  const known = service?.conditionKeys.find(other => isSameKey(other, key));
  return known ? service?.conditionKeyTypes[known] : globalKeyType(key);
}
