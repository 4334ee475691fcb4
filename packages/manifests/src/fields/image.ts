import * as z from 'zod';

const HOST = '[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?';
const PART = '[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*';
const TAG = ':(?!latest(@|$))[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '@sha256:[a-f0-9]{64}';
const REFERENCE = new RegExp(
  `^(${HOST}/)?${PART}(/${PART})*(${TAG}|${DIGEST}|${TAG}${DIGEST})$`,
);

/**
 * A container image that stays the same: with a tag other than `latest`, or a digest.
 *
 * @see https://github.com/distribution/reference/blob/main/regexp.go
 */
export const imageReference = z
  .string()
  .max(500, 'use at most 500 characters')
  .refine(
    image => image.length <= 500 && REFERENCE.test(image),
    'write an image with a tag other than "latest", or with a digest: registry.example.com/tools:1.2',
  );
