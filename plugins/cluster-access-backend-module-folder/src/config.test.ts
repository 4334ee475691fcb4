import { mockServices } from '@backstage/backend-test-utils';
import { readFolderPath } from './config';

function read(folder: { path?: string }) {
  return readFolderPath(
    mockServices.rootConfig({ data: { clusterAccess: { folder } } }),
    '/srv/backstage',
  );
}

describe('readFolderPath', () => {
  it('takes paths from the root and from the working directory', () => {
    expect(read({ path: '/var/archives' })).toBe('/var/archives');
    expect(read({ path: 'archives' })).toBe('/srv/backstage/archives');
  });

  it.each([{}, { path: ' ' }])('names what is missing in %j', folder => {
    expect(() => read(folder)).toThrow('clusterAccess.folder.path');
  });
});
