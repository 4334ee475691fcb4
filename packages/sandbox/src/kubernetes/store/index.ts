export { keyOf } from './collection';
export type { StoreEvent } from './history';
export { Store, type StoreListener } from './store';
