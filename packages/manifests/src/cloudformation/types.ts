import type { JsonObject } from '../records';

/** A template as data. No value is glued: what refers to something else does so with `Ref` and `Fn::GetAtt`. */
export interface CloudFormationTemplate {
  AWSTemplateFormatVersion: '2010-09-09';
  Description: string;
  Resources: Record<string, CloudFormationResource>;
  Outputs?: Record<string, { Description: string; Value: JsonObject | string }>;
}

export interface CloudFormationResource {
  Type: string;
  DependsOn?: string[];
  Properties: JsonObject;
}
