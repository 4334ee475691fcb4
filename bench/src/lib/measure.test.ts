import { timeEach } from './concurrently';
import { measure } from './measure';

it('measures in turns and does not count the first round', async () => {
  const order: string[] = [];
  const contender = (name: string) => ({
    name,
    run: async () => {
      order.push(name);
      return [order.length, 1];
    },
  });
  const before = async () => {
    order.push('before');
  };
  const [a, b] = await measure([contender('a'), contender('b')], 2, before);
  expect(order.filter(step => step !== 'before')).toEqual([
    'a',
    'b',
    'a',
    'b',
    'a',
    'b',
  ]);
  expect(order.filter(step => step === 'before')).toHaveLength(6);
  expect(a.totalsMs).toHaveLength(2);
  expect(a.operationMs).toMatchObject({ count: 4, max: 10 });
  expect(b.operationMs).toMatchObject({ count: 4, max: 12 });
});

it('does everything once, so many at once', async () => {
  const done: number[] = [];
  let active = 0;
  let most = 0;
  const items = Array.from({ length: 20 }, (_, i) => i);
  const took = await timeEach(items, 4, async item => {
    most = Math.max(most, ++active);
    await new Promise(resolve => setImmediate(resolve));
    active--;
    done.push(item);
  });
  expect(done.sort((x, y) => x - y)).toEqual(items);
  expect([took.length, most]).toEqual([20, 4]);
});
