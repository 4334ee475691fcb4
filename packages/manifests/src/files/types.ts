/** A file that a generator made, relative to the root of the repository it goes to. */
export interface GeneratedFile {
  /** With `/`, never absolute, never with `..`. */
  path: string;
  content: string;
  /** `0644` when left out. */
  mode?: number;
}
