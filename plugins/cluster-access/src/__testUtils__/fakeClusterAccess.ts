import type { ClusterAccessApi } from '../api';
import { sampleOptions, sampleSession } from './samples';

/** An API of mocks that answers with samples, with what the test says otherwise. */
export function fakeClusterAccess(
  change: Partial<ClusterAccessApi> = {},
): jest.Mocked<ClusterAccessApi> {
  const answers: ClusterAccessApi = {
    getOptions: async () => sampleOptions,
    requestAccess: async () => sampleSession(),
    listSessions: async () => ({ items: [] }),
    getSession: async () => ({
      session: sampleSession(),
      timeline: [],
      allowed: { end: false, downloadArchive: false },
    }),
    endSession: async () => sampleSession(),
    downloadArchive: async () => new Blob(['zip']),
    ...change,
  };
  return {
    getOptions: jest.fn(answers.getOptions),
    requestAccess: jest.fn(answers.requestAccess),
    listSessions: jest.fn(answers.listSessions),
    getSession: jest.fn(answers.getSession),
    endSession: jest.fn(answers.endSession),
    downloadArchive: jest.fn(answers.downloadArchive),
  };
}
