export { DefaultAccessDesk } from './DefaultAccessDesk';
export { personFinder, type FindPerson } from './people';
export {
  accessSessionResourceRef,
  accessSessionRules,
  hasPhase,
  isHolder,
} from './permissions';
export { SessionSignals } from './SessionSignals';
