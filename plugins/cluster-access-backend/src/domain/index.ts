export { adoptHold, isSessionId, takeRequest, type NewSession } from './adopt';
export { decide } from './decide';
export { endSession } from './end';
export {
  evaluateRequest,
  optionsFor,
  type AccessLandscape,
  type AccessPolicy,
  type AccessRequester,
  type AccessRules,
  type AccessVerdict,
} from './policies';
export {
  targetKey,
  targetOf,
  toHold,
  toIso,
  toSession,
  type SessionRecord,
} from './record';
export { expire, isDue, refuse, standingText, troubled } from './step';
export { humanDuration } from './text';
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
