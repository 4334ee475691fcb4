import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { Range } from './source';

export type YamlPath = Array<string | number>;

/** Kinds that run pods, and where their pod template is. */
const POD_SPECS: Readonly<Record<string, YamlPath>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** One object of a YAML text, with the places of its parts. */
export class Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;

  constructor(readonly document: Document.Parsed, readonly text: string) {
    this.apiVersion = this.string(['apiVersion']);
    this.kind = this.string(['kind']);
    this.name = this.string(['metadata', 'name']);
    this.namespace = this.string(['metadata', 'namespace']);
  }

  /** Where the pod's specification is; `undefined` for kinds that run no pods. */
  get podSpecPath(): YamlPath | undefined {
    return Object.hasOwn(POD_SPECS, this.kind)
      ? POD_SPECS[this.kind]
      : undefined;
  }

  /** The text at a path, empty where there is none. */
  string(path: YamlPath): string {
    const node = this.node(path);
    return isScalar(node) && node.value !== null ? String(node.value) : '';
  }

  node(path: YamlPath): Node | undefined {
    const node = this.document.getIn(path, true);
    return isNode(node) ? node : undefined;
  }

  /** Paths of the elements of a list, none where there is no list. */
  items(path: YamlPath): YamlPath[] {
    const node = this.node(path);
    return isSeq(node) ? node.items.map((_, index) => [...path, index]) : [];
  }

  /** Keys of a mapping, none where there is no mapping. */
  keys(path: YamlPath): string[] {
    const node = this.node(path);
    return isMap(node)
      ? node.items.flatMap(({ key }) =>
          isScalar(key) ? [String(key.value)] : [],
        )
      : [];
  }

  /** The range of what stands at a path, else of the nearest part around it. */
  range(path: YamlPath): Range {
    const range = this.node(path)?.range;
    if (range) {
      return { start: range[0], end: range[1] };
    }
    if (path.length) {
      return this.range(path.slice(0, -1));
    }
    const [start, end] = this.document.range;
    return { start, end };
  }

  /** The containers of its pods, the first to run first. */
  get containers(): YamlPath[] {
    const pod = this.podSpecPath;
    return pod
      ? [
          ...this.items([...pod, 'initContainers']),
          ...this.items([...pod, 'containers']),
        ]
      : [];
  }
}

/** A text as a scalar that is read as this text, in a block and in braces. */
export function printScalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9._/<>-]*$/.test(text)
    ? text
    : JSON.stringify(text);
}

/** The objects of a YAML text. What does not parse or names an anchor that is not there is left out; `errors` tells where. */
export function readManifests(text: string): {
  manifests: Manifest[];
  errors: Array<{ message: string; range: Range }>;
} {
  const documents = parseAllDocuments(text, {
    uniqueKeys: true,
    // What stands around each error is not shown, and takes long to find.
    prettyErrors: false,
  });
  const read = (Array.isArray(documents) ? documents : []).map(document => ({
    document,
    errors: [
      ...document.errors.map(({ message, pos: [start, end] }) => ({
        message,
        range: { start, end },
      })),
      ...unresolvedAliases(document),
    ],
  }));
  return {
    manifests: read
      .filter(
        ({ document, errors }) =>
          errors.length === 0 && isMap(document.contents),
      )
      .map(({ document }) => new Manifest(document, text)),
    errors: read.flatMap(({ errors }) => errors),
  };
}

function unresolvedAliases(document: Document.Parsed) {
  const anchors = new Set<string>();
  const errors: Array<{ message: string; range: Range }> = [];
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        if (!anchors.has(node.source)) {
          const [start, end] = node.range ?? [0, 0];
          const message = `There is no anchor "${node.source}" before this alias.`;
          errors.push({ message, range: { start, end } });
        }
      } else if ('anchor' in node && node.anchor) {
        anchors.add(node.anchor);
      }
    },
  });
  return errors;
}
