import { type Manifest, printScalar, type YamlPath } from '../manifest';
import type { Remark } from '../source';
import { findAwsCommands } from '../shell/commands';
import type { ManifestRule } from './rule';

/** Objects of the same kind and name: the one that is applied last takes the other's place. */
export const collidingName: ManifestRule = (manifest, { others }) => {
  const { kind, name, namespace } = manifest;
  const isTaken = others
    .slice(0, others.indexOf(manifest))
    .some(
      other =>
        other.kind === kind &&
        other.name === name &&
        other.namespace === namespace,
    );
  if (!name || !isTaken) {
    return [];
  }
  const path = ['metadata', 'name'];
  const range = manifest.range(path);
  return [
    {
      rule: 'colliding-name',
      severity: 'error',
      range,
      path,
      message: `There is a ${kind} "${name}" already. In one namespace the one that is applied last takes the place of the other, whatever uses it. Give each its own name, and change what refers to it.`,
      correction: { ...range, text: printScalar(freeName(manifest, others)) },
      source:
        'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    },
  ];
};

/** AWS services that names of workloads speak of, with the services of the CLI that are meant. */
const SPOKEN: Readonly<Record<string, string[]>> = {
  lambda: ['lambda'],
  glue: ['glue'],
  sagemaker: ['sagemaker', 'sagemaker-runtime'],
  redshift: ['redshift', 'redshift-data', 'redshift-serverless'],
  athena: ['athena'],
};

/** Something called after one service that calls another: it collides with the real one, and misleads who looks for it. */
export const misleadingName: ManifestRule = manifest => {
  const called = calledServices(manifest);
  const names: YamlPath[] = [
    ['metadata', 'name'],
    ...manifest.containers.map(container => [...container, 'name']),
  ];
  return names.flatMap((path): Remark[] => {
    const name = manifest.string(path);
    const spoken = Object.keys(SPOKEN).find(service =>
      name.split(/[-.]/).includes(service),
    );
    if (
      !spoken ||
      !called.length ||
      called.some(service => SPOKEN[spoken].includes(service))
    ) {
      return [];
    }
    const range = manifest.range(path);
    return [
      {
        rule: 'misleading-name',
        severity: 'warning',
        range,
        path,
        message: `"${name}" speaks of ${spoken} but calls ${called.join(
          ', ',
        )}: it collides with what really is for ${spoken}, and nobody finds it.`,
        correction: {
          ...range,
          text: printScalar(name.replace(spoken, called[0])),
        },
        source:
          'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
      },
    ];
  });
};

function calledServices(manifest: Manifest): string[] {
  const commands = manifest.containers.flatMap(container =>
    ['command', 'args']
      .filter(field => manifest.keys(container).includes(field))
      .map(field => manifest.range([...container, field]))
      .flatMap(({ start, end }) =>
        findAwsCommands(manifest.text.slice(start, end)),
      ),
  );
  return [...new Set(commands.map(({ service }) => service))];
}

function freeName({ kind, name }: Manifest, others: Manifest[]): string {
  const taken = new Set(
    others.filter(other => other.kind === kind).map(other => other.name),
  );
  let number = 2;
  while (taken.has(`${name}-${number}`)) {
    number += 1;
  }
  return `${name}-${number}`;
}
