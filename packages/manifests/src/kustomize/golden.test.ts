import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { parseAllDocuments } from 'yaml';
import {
  describeWithKubectl,
  kubectlKustomize,
} from '../__testUtils__/kubectl';

const source = join(__dirname, '..');

/** Folders with a kustomization, but for those of this folder: these ask for files that the tests beside them bring along. */
const folders = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === 'kustomization.yaml')
  .map(({ parentPath }) => relative(source, parentPath))
  .filter(folder => folder.includes('__golden__'))
  .filter(folder => !folder.startsWith('kustomize'));

describeWithKubectl('every golden folder with a kustomization', () => {
  it.each(folders)('is built, and loses no object: %s', folder => {
    const files = readdirSync(join(source, folder)).map(name => ({
      path: name,
      content: readFileSync(join(source, folder, name), 'utf8'),
    }));
    const objects = files
      .filter(({ path }) => path !== 'kustomization.yaml')
      .flatMap(({ content }) => parseAllDocuments(content));
    const built = parseAllDocuments(kubectlKustomize('.', files));
    expect(built).toHaveLength(objects.length);
  });

  it('is found', () => {
    expect(folders.length).toBeGreaterThan(15);
  });
});
