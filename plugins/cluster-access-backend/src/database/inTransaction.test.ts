import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { inTransaction } from './inTransaction';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('on %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await knex.schema.createTable('things', table => {
      table.integer('id');
      table.integer('count');
    });
    await knex('things').insert({ id: 1, count: 0 });
  });

  it('answers with what the work gives, and keeps nothing of work that fails', async () => {
    const count = (n: number) => async (tx: Knex) =>
      tx('things').update({ count: n });
    expect(await inTransaction(knex, count(1))).toBe(1);
    await expect(
      inTransaction(knex, async tx => {
        await count(2)(tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await knex('things').first()).toMatchObject({ count: 1 });
  });

  // SQLite has no second process on the same file.
  if (id.startsWith('POSTGRES')) {
    it('lets go of its locks when it stands still in the middle', async () => {
      let goOn = () => {};
      let locked = () => {};
      const isLocked = new Promise<void>(resolve => {
        locked = resolve;
      });
      const standing = inTransaction(knex, async tx => {
        await tx('things').update({ count: 10 });
        locked();
        await new Promise<void>(resolve => {
          goOn = resolve;
        });
        return tx('things').update({ count: 11 });
      });
      const outcome = standing.then(
        () => 'written',
        () => 'given up',
      );
      await isLocked;
      // Waits for the lock, and has it as soon as PostgreSQL has given up on the other one.
      await inTransaction(knex, tx => tx('things').update({ count: 20 }));
      goOn();
      expect(await outcome).toBe('given up');
      expect(await knex('things').first()).toMatchObject({ count: 20 });
    });
  }
});
