import type { Rule } from '../context';
import { accountRootTrust } from './account-root-trust';
import { actionTakesNoResource } from './action-takes-no-resource';
import { arnAccount } from './arn-account';
import { assumeAnyRole } from './assume-any-role';
import { bareStatement } from './bare-statement';
import { bucketWildcard } from './bucket-wildcard';
import { confusedDeputy } from './confused-deputy';
import { controlEffect } from './control-effect';
import { databaseUser } from './database-user';
import { effect } from './effect';
import { emptyList } from './empty-list';
import { exclusiveElements } from './exclusive-elements';
import { executionRoleTrust } from './execution-role-trust';
import { forAllValues } from './for-all-values';
import { glueCatalog } from './glue-catalog';
import { invertedElement } from './inverted-element';
import { jsonSyntax } from './json-syntax';
import { listSecrets } from './list-secrets';
import { literalWildcard } from './literal-wildcard';
import { logGroupArn } from './log-group-arn';
import { malformedArn } from './malformed-arn';
import { malformedPrincipal } from './malformed-principal';
import { mismatchedResource } from './mismatched-resource';
import { missingElement } from './missing-element';
import { missingExternalId } from './missing-external-id';
import { missingPassRole } from './missing-pass-role';
import { operatorType } from './operator-type';
import { passRole } from './pass-role';
import { podIdentity } from './pod-identity';
import { policyObject } from './policy-object';
import { policySize } from './policy-size';
import { policyVariable } from './policy-variable';
import { policyVersion } from './policy-version';
import { privateAddress } from './private-address';
import { privilegeEscalation } from './privilege-escalation';
import { publicPrincipal } from './public-principal';
import { reachingWildcard } from './reaching-wildcard';
import { rolePrincipal } from './role-principal';
import { samlAudience } from './saml-audience';
import { secretArn } from './secret-arn';
import { statementId } from './statement-id';
import { statementOwner } from './statement-owner';
import { unexpectedElement } from './unexpected-element';
import { unfilledPlaceholder } from './unfilled-placeholder';
import { unknownAction } from './unknown-action';
import { unknownConditionKey } from './unknown-condition-key';
import { unknownElement } from './unknown-element';
import { unknownOperator } from './unknown-operator';
import { unquotedPlaceholder } from './unquoted-placeholder';
import { unsupportedCharacter } from './unsupported-character';
import { webIdentity } from './web-identity';
import { wildcardAction } from './wildcard-action';
import { wildcardExternalId } from './wildcard-external-id';
import { wildcardResource } from './wildcard-resource';

/** Every rule, in the order of its name. */
export const rules: readonly Rule[] = [
  accountRootTrust,
  actionTakesNoResource,
  arnAccount,
  assumeAnyRole,
  bareStatement,
  bucketWildcard,
  confusedDeputy,
  controlEffect,
  databaseUser,
  effect,
  emptyList,
  exclusiveElements,
  executionRoleTrust,
  forAllValues,
  glueCatalog,
  invertedElement,
  jsonSyntax,
  listSecrets,
  literalWildcard,
  logGroupArn,
  malformedArn,
  malformedPrincipal,
  mismatchedResource,
  missingElement,
  missingExternalId,
  missingPassRole,
  operatorType,
  passRole,
  podIdentity,
  policyObject,
  policySize,
  policyVariable,
  policyVersion,
  privateAddress,
  privilegeEscalation,
  publicPrincipal,
  reachingWildcard,
  rolePrincipal,
  samlAudience,
  secretArn,
  statementId,
  statementOwner,
  unexpectedElement,
  unfilledPlaceholder,
  unknownAction,
  unknownConditionKey,
  unknownElement,
  unknownOperator,
  unquotedPlaceholder,
  unsupportedCharacter,
  webIdentity,
  wildcardAction,
  wildcardExternalId,
  wildcardResource,
];
