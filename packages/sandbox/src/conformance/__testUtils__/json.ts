export {
  at,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../../kubernetes/json';
