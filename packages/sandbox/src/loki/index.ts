export { startLoki } from './startLoki';
export type { LokiOptions, LokiPeer, PushedLine } from './startLoki';
