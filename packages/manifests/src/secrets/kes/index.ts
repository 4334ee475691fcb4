export { migrateKes, migrateKesInput } from './migrateKes';
export type { KesMigration, MigrateKesInput } from './migrateKes';
export type { MigrationStep } from './steps';
