/** One call of AWS, as a pod makes it. */
export interface AwsCall {
  /** What the script reads, every one of them always. */
  env: Record<string, string>;
  /** Files in `$CALL_DIR`, by name. */
  files: Record<string, string>;
  /** Constant text for a POSIX shell. */
  script: string;
}
