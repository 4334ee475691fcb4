/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('cluster_access_slack_requests', table => {
    table.comment(
      'Signatures of requests from Slack that were accepted, so that none is accepted twice',
    );
    table
      .string('signature', 64)
      .primary()
      .comment('HMAC-SHA256 of the request, hexadecimal');
    table
      .bigInteger('seen_at')
      .notNullable()
      .index()
      .comment('Milliseconds since 1970');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_access_slack_requests');
};
