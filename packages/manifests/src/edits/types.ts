/** What an edit made of a text. */
export interface EditResult {
  /** The whole text; the very same one when nothing had to change. */
  text: string;
  /** False when the text says already what was asked for. */
  changed: boolean;
}

/** Data that can stand in a YAML or HCL file: what JSON can say. */
export type EditValue =
  | string
  | number
  | boolean
  | null
  | EditValue[]
  | { [key: string]: EditValue };
