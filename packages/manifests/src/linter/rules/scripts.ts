import { remarkOnScript } from '../shell';
import type { ManifestRule } from './rule';
import { remarkOnText } from './texts';

/** The scripts of containers. */
export const containerScripts: ManifestRule = manifest =>
  manifest.containers.flatMap(container =>
    ['command', 'args'].flatMap(field =>
      manifest
        .items([...container, field])
        .flatMap(path => remarkOnText(manifest, path, remarkOnScript)),
    ),
  );
