import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import type { GeneratedFile } from '../files';
import { printYaml } from '../yaml';
import type { CloudFormationTemplate } from './types';

const encoder = new TextEncoder();
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const maxTemplateBytes = 1_048_576;
const maxDescriptionBytes = 1_024;
const maxResources = 500;

/**
 * Prints a template.
 *
 * @throws InvalidFieldsError where it is larger than CloudFormation takes
 */
export function templateFile(
  path: string,
  template: CloudFormationTemplate,
): GeneratedFile {
  const content = printYaml(template);
  const problems = [
    {
      size: encoder.encode(content).length,
      limit: maxTemplateBytes,
      what: 'bytes of a template',
    },
    {
      size: encoder.encode(template.Description).length,
      limit: maxDescriptionBytes,
      what: 'bytes of a description',
    },
    {
      size: Object.keys(template.Resources).length,
      limit: maxResources,
      what: 'resources of a template',
    },
  ]
    .filter(({ size, limit }) => size > limit)
    .map(({ size, limit, what }) => ({
      path: 'pair',
      message: `ask for less: ${size} ${what} are more than the ${limit} that CloudFormation takes`,
    }));
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return { path, content };
}
