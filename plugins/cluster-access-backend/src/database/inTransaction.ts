import type { Knex } from 'knex';
import { isSqlite } from './bulk';

/** A transaction is a few statements in a row; nothing that runs pauses so long in the middle of one. */
const longestPauseMs = 2000;

/**
 * Does the work in a transaction that PostgreSQL gives up when this process stands still in the middle of it. Otherwise the
 * rows would stay locked for as long as that takes, and whoever has taken over could end no session.
 * https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
 */
export async function inTransaction<T>(
  database: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction(async transaction => {
    if (!isSqlite(database)) {
      await transaction.raw(
        `set local idle_in_transaction_session_timeout = ${longestPauseMs}`,
      );
    }
    return work(transaction);
  });
}
