export { expire, isDue } from './active';
export { adoptHold, isSessionId, takeRequest, type NewSession } from './adopt';
export { refuse, troubled } from './attempts';
export { decide } from './decide';
export { endSession } from './end';
export { evaluateRequest, optionsFor } from './policies';
export type {
  AccessLandscape,
  AccessPolicy,
  AccessRequester,
  AccessRules,
  AccessVerdict,
} from './rules';
export {
  targetKey,
  targetOf,
  toHold,
  toIso,
  toSession,
  type SessionRecord,
} from './record';
export { standingText } from './granting';
export {
  applyTransition,
  timelineOf,
  transition,
  type NewEvent,
  type SessionChange,
  type Transition,
} from './transition';
export type {
  ClusterAction,
  Decision,
  ReconcileSettings,
  TargetView,
} from './view';
