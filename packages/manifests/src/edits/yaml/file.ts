import {
  isScalar,
  parseAllDocuments,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { conflict } from '../conflict';
import { lineBreak } from '../text';
import { isUnwritten, valueAtKey } from './entries';

/** Which of several documents: its index, or what tells the Kubernetes object. */
export type DocumentChoice =
  | number
  | { apiVersion?: string; kind?: string; name?: string; namespace?: string };

/** One document of a file, taken apart once. */
export interface YamlFile {
  text: string;
  /** The line break that the file uses. */
  newline: string;
  document: Document.Parsed;
  root: Node | null;
  /** Anchored nodes that aliases stand for, with the aliases' offsets. */
  shared: Map<Node, number[]>;
}

/**
 * Takes a file apart.
 *
 * It is read as YAML 1.1, as Kubernetes tools read it: `0644` is an octal number and `yes` is true.
 *
 * @throws ConflictError when the file is no YAML, or holds several documents and none is chosen
 */
export function openYaml(text: string, choice?: DocumentChoice): YamlFile {
  const documents = parse(text);
  const document = choose(text, documents, choice);
  const root = document.contents;
  return {
    text,
    newline: lineBreak(text),
    document,
    root: root && isUnwritten(root) ? null : root,
    shared: sharedNodes(text, document),
  };
}

const reading = {
  version: '1.1',
  keepSourceTokens: true,
  prettyErrors: false,
  // Looked at where the edit passes: the check of the library is quadratic.
  uniqueKeys: false,
} as const;

function parse(text: string): Document.Parsed[] {
  const found = parseAllDocuments(text, reading);
  const documents = found.length > 0 ? found : [parseDocument(text, reading)];
  for (const { errors } of documents) {
    if (errors.length > 0) {
      const [{ pos, message }] = errors;
      throw conflict(
        text,
        pos[0],
        `the file cannot be read as YAML (${message})`,
        'mend it first',
      );
    }
  }
  return documents;
}

function choose(
  text: string,
  documents: Document.Parsed[],
  choice: DocumentChoice | undefined,
): Document.Parsed {
  const found = candidates(documents, choice);
  if (found.length === 1) {
    return found[0];
  }
  const asked = choice === undefined ? 'one' : JSON.stringify(choice);
  throw conflict(
    text,
    found.length > 1 ? found[1].range[0] : 0,
    `${asked} was wanted, and ${found.length} of ${documents.length} documents are it`,
    'choose one by its index, or by kind and name',
  );
}

function candidates(
  documents: Document.Parsed[],
  choice: DocumentChoice | undefined,
): Document.Parsed[] {
  if (choice === undefined) {
    const written = documents.filter(
      ({ contents }) => contents && !isUnwritten(contents),
    );
    return written.length > 0 ? written : documents.slice(0, 1);
  }
  if (typeof choice === 'number') {
    return documents.slice(choice, choice + 1);
  }
  return documents.filter(({ contents }) =>
    Object.entries(choice).every(([field, wanted]) => {
      const inMetadata = field === 'name' || field === 'namespace';
      const place = inMetadata ? valueAtKey(contents, 'metadata') : contents;
      return (
        wanted === undefined || textOf(valueAtKey(place, field)) === wanted
      );
    }),
  );
}

function textOf(node: Node | null): string | undefined {
  return isScalar(node) ? node.source : undefined;
}

function sharedNodes(
  text: string,
  document: Document.Parsed,
): Map<Node, number[]> {
  const shared = new Map<Node, number[]>();
  if (!text.includes('*') || !text.includes('&')) {
    return shared;
  }
  const anchored = new Map<string, Node>();
  visit(document, {
    Value(_key, node) {
      if (node.anchor) {
        anchored.set(node.anchor, node);
      }
    },
    Alias(_key, alias) {
      const node = anchored.get(alias.source);
      if (node) {
        const offsets = shared.get(node) ?? [];
        shared.set(node, [...offsets, alias.range?.[0] ?? 0]);
      }
    },
  });
  return shared;
}
