import { type Finding, lintPolicy } from '@cluster-self-service/iam-policy';
import { defaultOrganisation, type Organisation } from '../organisation';
import { lintBeside } from './lintManifests';
import { type Manifest, readManifests } from './manifest';
import { lintShell } from './shell';
import { inOrder, linesOf, shiftFindings } from './source';

/** A fenced code block: what it says it is, and where its text begins. */
interface CodeBlock {
  language: string;
  text: string;
  offset: number;
}

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)/;

/**
 * Looks through the code blocks of a Markdown text, as runbooks and how-tos have them: policies, manifests and commands. Objects
 * of all blocks are taken as one namespace's, so that names that collide between two recipes are found.
 */
export function lintMarkdown(
  text: string,
  options: { organisation?: Organisation } = {},
): Finding[] {
  const { organisation = defaultOrganisation } = options;
  const seen: Manifest[] = [];
  const lines = linesOf(text);
  return inOrder(
    readCodeBlocks(text).flatMap(block => {
      const findings = lintBlock(block, organisation, [...seen]);
      if (isYaml(block)) {
        seen.push(...readManifests(block.text).manifests);
      }
      return shiftFindings(lines, block.offset, findings);
    }),
  );
}

function lintBlock(
  block: CodeBlock,
  organisation: Organisation,
  others: Manifest[],
): Finding[] {
  if (isPolicy(block)) {
    return lintPolicy(block.text);
  }
  return isYaml(block)
    ? lintBeside(block.text, others, organisation)
    : lintShell(block.text);
}

/** The fenced code blocks of a Markdown text, in their order. A fence that is not closed goes on to the end. */
export function readCodeBlocks(text: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; language: string; offset: number } | undefined;
  let offset = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const [, fence, language] = FENCE.exec(line) ?? [];
    if (open && fence?.startsWith(open.fence) && !language) {
      blocks.push(blockOf(open, text, offset));
      open = undefined;
    } else if (!open && fence) {
      open = {
        fence,
        language: language.toLowerCase(),
        offset: offset + line.length,
      };
    }
    offset += line.length;
  }
  return open ? [...blocks, blockOf(open, text, offset)] : blocks;
}

function blockOf(
  { language, offset }: Omit<CodeBlock, 'text'>,
  text: string,
  end: number,
): CodeBlock {
  return { language, offset, text: text.slice(offset, end) };
}

function isPolicy({ language, text }: CodeBlock): boolean {
  return (
    ['', 'json'].includes(language) &&
    /^\s*[{[]/.test(text) &&
    /"(?:Statement|Effect)"/.test(text)
  );
}

function isYaml({ language, text }: CodeBlock): boolean {
  return (
    ['yaml', 'yml'].includes(language) ||
    (language === '' && /^apiVersion:/m.test(text))
  );
}
