export { SessionLedger, type LedgerListener } from './SessionLedger';
