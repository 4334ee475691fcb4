export interface Config {
  clusterAccess?: {
    /** Keeps audit archives in a folder. */
    folder?: {
      /**
       * Absolute, or relative to the working directory of the backend; created if missing. With several replicas it must
       * be on a volume that all of them share.
       */
      path: string;
    };
  };
}
