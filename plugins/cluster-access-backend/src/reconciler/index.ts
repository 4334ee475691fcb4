export { pauseOf } from './ClusterHands';
export { Reconciler, type ReconcilerOptions } from './Reconciler';
