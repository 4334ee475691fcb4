export { argocdModule, argocdModuleInput } from './argocdModule';
export { terraformModule, terraformModuleInput } from './module';
export { rolePairTerraform, rolePairTerraformOptions } from './rolePair';
export { roleTerraform, roleTerraformOptions } from './singleRole';
