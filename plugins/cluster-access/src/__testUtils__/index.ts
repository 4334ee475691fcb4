export { FakeSignals } from './FakeSignals';
export { fakeClusterAccess } from './fakeClusterAccess';
export { renderPlugin } from './renderPlugin';
export { sampleArchive, sampleOptions, sampleSession } from './samples';
