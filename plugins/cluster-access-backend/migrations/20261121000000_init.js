// @ts-check

/**
 * Times are milliseconds since the epoch: they sort, compare and mean the same on every database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('sessions', table => {
    table.comment('Cluster access sessions: what is intended');
    table.string('id', 64).primary();
    table.string('phase', 16).notNullable();
    table.string('holder').notNullable().comment('Entity reference');
    table.string('holder_name').notNullable();
    table.string('subject').notNullable().comment('Id in the grant provider');
    table.string('cluster').notNullable();
    table.string('cluster_name').notNullable();
    table.string('role').notNullable();
    table.text('reason').notNullable();
    table.bigInteger('duration_seconds').notNullable();
    table.string('origin', 64).notNullable();
    table.string('idempotency_key', 128);
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('active_at');
    table.bigInteger('expires_at');
    table.bigInteger('ending_at');
    table.bigInteger('ended_at');
    table.string('end_reason', 16);
    table.string('ended_by');
    table.text('message');
    table.text('archive').comment('JSON');
    table.string('binding_uid', 64);
    table.bigInteger('archive_not_before');
    table.integer('archive_attempts').notNullable();
    table.integer('version').notNullable().comment('Compare-and-swap');
    table.integer('events').notNullable().comment('Rows in the timeline');

    table.unique(['holder', 'idempotency_key']);
    table.index(['phase', 'archive_not_before']);
    table.index(['holder', 'requested_at', 'id']);
    table.index(['requested_at', 'id']);
  });

  await knex.schema.createTable('session_events', table => {
    table.comment('What happened to each session; rows are only ever added');
    table.string('session_id', 64).notNullable();
    table.integer('sequence').notNullable();
    table.bigInteger('at').notNullable();
    table.string('type', 64).notNullable();
    table.string('actor');
    table.text('message').notNullable();

    table.primary(['session_id', 'sequence']);
    table.foreign('session_id').references('sessions.id');
  });

  await knex.schema.createTable('outbox', table => {
    table.comment('Notices on their way to people');
    table.string('session_id', 64).notNullable();
    table.string('kind', 16).notNullable();
    table.string('notifier', 64).notNullable();
    table.integer('rank').notNullable().comment('Order within one session');
    table.string('state', 16).notNullable().comment('pending, sending or sent');
    table.boolean('may_have_been_sent').notNullable();
    table.integer('attempts').notNullable();
    table.bigInteger('not_before').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('sent_at');
    table.text('receipt').comment('JSON');
    table.text('error').comment('Of the last attempt');

    table.primary(['session_id', 'kind', 'notifier']);
    table.foreign('session_id').references('sessions.id');
    table.index(['state', 'not_before']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('outbox');
  await knex.schema.dropTable('session_events');
  await knex.schema.dropTable('sessions');
};
