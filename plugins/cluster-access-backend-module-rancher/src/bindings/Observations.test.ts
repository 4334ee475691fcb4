import { completedBinding } from './fixtures';
import { Observations } from './Observations';

it('reads a binding once, and again when more is known of Rancher', () => {
  const observations = new Observations();
  const object = { ...completedBinding(), status: undefined };
  const first = observations.of(object, false);
  expect(first?.effective).toBeUndefined();
  expect(observations.of(object, false)).toBe(first);
  expect(observations.of({ ...object }, false)).not.toBe(first);
  expect(observations.of(object, true)?.effective).toBe(false);
});
