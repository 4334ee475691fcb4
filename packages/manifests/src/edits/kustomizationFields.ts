import * as z from 'zod';

/** An entry of `images`: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
export interface KustomizeImage {
  /** The image as the manifests name it, without its tag. */
  name: string;
  newName?: string;
  /** Either a tag or a digest. */
  newTag?: string;
  /** `sha256:…` */
  digest?: string;
}

/** An entry of `patches`: a file or a text, and what it is for. */
export interface KustomizePatch {
  path?: string;
  patch?: string;
  target?: Record<string, string>;
  options?: Record<string, boolean>;
}

const text_ = z.string().min(1, 'give a text');
export const imageSchema = z
  .strictObject({
    name: text_,
    newName: text_.optional(),
    newTag: text_.optional(),
    digest: z
      .string()
      .regex(/^[a-z0-9]+:[0-9a-f]{32,}$/, 'give a digest such as sha256:…')
      .optional(),
  })
  .refine(
    ({ newName, newTag, digest }) => newName ?? newTag ?? digest,
    'say what changes: newName, newTag or digest',
  )
  .refine(({ newTag, digest }) => !(newTag && digest), {
    path: ['digest'],
    message: 'give newTag or digest, not both: kustomize lets the digest win',
  });
export const patchSchema = z
  .strictObject({
    path: text_.optional(),
    patch: text_.optional(),
    target: z.record(z.string(), z.string()).optional(),
    options: z.record(z.string(), z.boolean()).optional(),
  })
  .refine(
    ({ path, patch }) => (path === undefined) !== (patch === undefined),
    'give either the path of a patch or its text',
  );
