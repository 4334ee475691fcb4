export interface Config {
  app?: {
    /** The page on which people sign in. */
    signIn?: {
      /**
       * Name of the identity provider, as people call it. Defaults to "Your organisation".
       *
       * @visibility frontend
       */
      title?: string;
      /**
       * What to tell people below the name.
       *
       * @visibility frontend
       */
      message?: string;
    };
  };
}
