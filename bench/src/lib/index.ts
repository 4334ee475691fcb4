export { type ApiServer, useApiServer, versionOf } from './apiServer';
export { timeEach } from './concurrently';
export { deleteFloor, inOwnNamespace } from './floor';
export { describeMachine, type Machine } from './machine';
export { type Contender, measure, type Measurement } from './measure';
export { readOptions } from './options';
export {
  markdownTable,
  publish,
  readable,
  type Report,
  type Table,
} from './report';
export { median, percentile, type Summary, summarize } from './statistics';
