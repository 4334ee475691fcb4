import type { Remark } from '../source';
import type { ManifestRule } from './rule';
import { remarkOnText } from './texts';

/** Profiles that become a role of another account, in AWS config files inside ConfigMaps. */
const PROFILE =
  /^[ \t]*\[profile ([^\]\n]+)\][^\n]*\n((?:\n|(?![ \t]*\[)[^\n]+)*)/gm;

/** A second hop without `external_id`: the trust of the external role asks for one. */
export const awsConfigWithoutExternalId: ManifestRule = manifest =>
  manifest.kind === 'ConfigMap'
    ? manifest
        .keys(['data'])
        .flatMap(key => remarkOnText(manifest, ['data', key], findOpenProfiles))
    : [];

function findOpenProfiles(text: string): Remark[] {
  return [...text.matchAll(PROFILE)]
    .filter(
      ([, , body]) =>
        /^[ \t]*source_profile[ \t]*=/m.test(body) &&
        /^[ \t]*role_arn[ \t]*=/m.test(body) &&
        !/^[ \t]*external_id[ \t]*=/m.test(body),
    )
    .map(match => {
      const line = /^([ \t]*)source_profile[ \t]*=/m.exec(match[0]);
      const at = match.index + (line?.index ?? 0);
      return {
        rule: 'aws-config-without-external-id',
        severity: 'warning' as const,
        range: {
          start: match.index,
          end: match.index + match[0].trimEnd().length,
        },
        message: `Profile "${match[1]}" becomes a role of another account without external_id. A role that can be trusted asks for one, and refuses this profile.`,
        correction: {
          start: at,
          end: at,
          text: `${line?.[1] ?? ''}external_id = <external-id>\n`,
        },
        source:
          'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
      };
    });
}
