import { hclText } from '../hcl';
import { recordOf } from '../records';

const CHARACTERS = /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*$/u;
const message = 'use letters, digits, spaces and any of _.:/=+-@';

/**
 * Tags of AWS resources.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
export const awsTags = recordOf(
  hclText({ min: 1, max: 128 })
    .regex(CHARACTERS, message)
    .refine(
      key => !/^aws:/i.test(key),
      'begin with something else than "aws:": AWS keeps that for itself',
    ),
  hclText({ max: 256 }).regex(CHARACTERS, message),
)
  .refine(
    tags => Object.keys(tags).length <= 50,
    'give at most 50 tags to a resource',
  )
  .refine(tags => {
    const keys = Object.keys(tags).map(key => key.toLowerCase());
    return new Set(keys).size === keys.length;
  }, 'name each tag once: IAM sees no difference between upper and lower case');
