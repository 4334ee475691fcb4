export {
  AccessEngine,
  type AccessEngineOptions,
  type LeaderDuty,
} from './AccessEngine';
