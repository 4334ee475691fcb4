import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import { fieldPath } from '@cluster-self-service/iam-policy';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { KesManifest } from './manifest';
import { kesManifest } from './manifest';

/** A manifest with the namespace it is applied to, and where it stands in the input. */
export interface KesSecret extends KesManifest {
  namespace: string;
  /** `manifests[0]` */
  path: string;
}

/**
 * Reads old ExternalSecrets.
 *
 * @param manifests - objects, or YAML documents
 * @param namespace - of objects that name none
 * @throws InvalidFieldsError naming every field that cannot be carried over
 */
export function readKes(
  manifests: string | unknown[],
  namespace: string | undefined,
): KesSecret[] {
  const objects = typeof manifests === 'string' ? parse(manifests) : manifests;
  if (objects.length === 0) {
    throw new InvalidFieldsError([
      { path: 'manifests', message: 'give at least one ExternalSecret' },
    ]);
  }
  const problems: FieldProblem[] = [];
  const secrets = objects.flatMap((object, index) => {
    const path = `manifests[${index}]`;
    const result = kesManifest.safeParse(object);
    if (!result.success) {
      problems.push(
        ...result.error.issues.map(issue => ({
          path: fieldPath(['manifests', index, ...issue.path]),
          message: issue.message,
        })),
      );
      return [];
    }
    const own = result.data.metadata.namespace ?? namespace;
    if (!own) {
      problems.push({
        path: `${path}.metadata.namespace`,
        message: 'give a namespace here or for all manifests',
      });
      return [];
    }
    return [{ ...result.data, namespace: own, path }];
  });
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return secrets;
}

/** More errors of one text are no help. */
const MAX_ERRORS = 20;

function parse(text: string): unknown[] {
  const lines = new LineCounter();
  // Pretty errors show what stands around each, which takes long to find where there are many.
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
  });
  const problems = documents.flatMap(({ errors }) => errors);
  if (problems.length > 0) {
    throw new InvalidFieldsError(
      problems.slice(0, MAX_ERRORS).map(({ message, pos: [start] }) => ({
        path: 'manifests',
        message: `line ${lines.linePos(start).line}: ${message}`,
      })),
    );
  }
  return documents
    .map(document => readDocument(document))
    .filter(object => object !== null);
}

function readDocument(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or a document that aliases blow up.
    if (error instanceof ReferenceError) {
      throw new InvalidFieldsError([
        { path: 'manifests', message: error.message },
      ]);
    }
    throw error;
  }
}
