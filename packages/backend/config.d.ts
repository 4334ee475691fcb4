export interface Config {
  permission?: {
    /** Groups (entity references) that may do something with every access session, not only with their own. */
    clusterAccess?: {
      /** May see every session. */
      readAll?: string[];
      /** May end every session. */
      endAny?: string[];
      /** May download the archive of every session. */
      readArchives?: string[];
      /** May change the catalog by hand: register and remove entities. */
      changeCatalog?: string[];
    };
  };
}
