// Writes src/validation/schemas/*.ts anew:
//   node scripts/update-schemas.mjs <folder with the CustomResourceDefinitions>
// What Kubernetes itself defines comes from the models of the installed @kubernetes/client-node, which are generated from the
// OpenAPI document of the release they name. See src/validation/schemas/README.md.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { pruneCrd, shareSubtrees } from './schemas.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', 'src', 'validation', 'schemas');
const models = join(
  dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')),
  'gen',
  'models',
);

/** What generators write, and what a cluster's own policies are made of. */
const KINDS = {
  'v1/ConfigMap': 'V1ConfigMap',
  'v1/LimitRange': 'V1LimitRange',
  'v1/Namespace': 'V1Namespace',
  'v1/Pod': 'V1Pod',
  'v1/ResourceQuota': 'V1ResourceQuota',
  'v1/Secret': 'V1Secret',
  'v1/Service': 'V1Service',
  'v1/ServiceAccount': 'V1ServiceAccount',
  'apps/v1/Deployment': 'V1Deployment',
  'batch/v1/CronJob': 'V1CronJob',
  'batch/v1/Job': 'V1Job',
  'networking.k8s.io/v1/NetworkPolicy': 'V1NetworkPolicy',
  'policy/v1/PodDisruptionBudget': 'V1PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole': 'V1ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': 'V1ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role': 'V1Role',
  'rbac.authorization.k8s.io/v1/RoleBinding': 'V1RoleBinding',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy':
    'V1ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding':
    'V1ValidatingAdmissionPolicyBinding',
};

/** Fields that hold a quantity, or a map of them: the models say "string" of these. */
const QUANTITIES = {
  V1EmptyDirVolumeSource: ['sizeLimit'],
  V1LimitRangeItem: [
    'default',
    'defaultRequest',
    'max',
    'maxLimitRequestRatio',
    'min',
  ],
  V1PodSpec: ['overhead'],
  V1ResourceFieldSelector: ['divisor'],
  V1ResourceQuotaSpec: ['hard'],
  V1ResourceRequirements: ['limits', 'requests'],
  V1VolumeResourceRequirements: ['limits', 'requests'],
};

const OBJECT_META = 'V1ObjectMeta';
const OPEN = { type: 'object' };

await writeKubernetes();
const folder = process.argv[2];
if (folder && existsSync(folder)) {
  writeCrds(folder);
} else {
  process.stderr.write(
    'No folder with CustomResourceDefinitions: theirs are kept.\n',
  );
}

async function writeKubernetes() {
  const definitions = {};
  const queue = [...Object.values(KINDS), OBJECT_META];
  for (const name of queue) {
    definitions[name] = await modelSchema(name, type => {
      if (!queue.includes(type)) {
        queue.push(type);
      }
    });
  }
  const [, version] = /OpenAPI spec version: (\S+)/.exec(
    readFileSync(join(models, 'V1Pod.js'), 'utf8'),
  );
  write('kubernetes', `Kubernetes ${version}, Apache-2.0.`, KINDS, definitions);
}

/** @param need - called with the name of every other model that this one refers to */
async function modelSchema(name, need) {
  const { [name]: model } = await import(
    pathToFileURL(join(models, `${name}.js`)).href
  );
  const declaration = readFileSync(join(models, `${name}.d.ts`), 'utf8');
  const isKind = Object.values(KINDS).includes(name);
  const attributes = model
    .getAttributeTypeMap()
    // A status is written by controllers only.
    .filter(({ baseName }) => !(isKind && baseName === 'status'));
  const required = attributes
    .filter(({ name: field }) => declaration.includes(`\n    '${field}': `))
    .map(({ baseName }) => baseName);
  return {
    type: 'object',
    properties: Object.fromEntries(
      attributes.map(({ baseName, type, format }) => [
        baseName,
        typeSchema(
          type,
          QUANTITIES[name]?.includes(baseName) ? 'quantity' : format,
          need,
        ),
      ]),
    ),
    ...(required.length && { required }),
    additionalProperties: false,
  };
}

function typeSchema(type, format, need) {
  const array = /^Array<(.*)>$/.exec(type);
  if (array) {
    return { type: 'array', items: typeSchema(array[1], format, need) };
  }
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) {
    return {
      type: 'object',
      additionalProperties: typeSchema(map[1], format, need),
    };
  }
  switch (type) {
    case 'string':
      return format === 'quantity'
        ? { type: ['string', 'number'], format }
        : { type, ...(format && { format }) };
    case 'number':
      return format === 'double'
        ? { type }
        : { type: 'integer', ...(format && { format }) };
    case 'boolean':
      return { type };
    case 'Date':
    case 'V1MicroTime':
      return { type: 'string', format: 'date-time' };
    case 'IntOrString':
      return { type: ['integer', 'string'] };
    case 'any':
      return {};
    case 'object':
      return OPEN;
    default:
      need(type);
      return { $ref: `#/$defs/${type}` };
  }
}

function writeCrds(crds) {
  const source = readdirSync(crds)
    .filter(file => file.endsWith('.yaml'))
    .map(file => parse(readFileSync(join(crds, file), 'utf8')));
  const groups = {
    argocd: 'argoproj.io',
    externalSecrets: 'external-secrets.io',
    securityGroupPolicies: 'vpcresources.k8s.aws',
  };
  const readme = readFileSync(join(crds, 'README.md'), 'utf8');
  for (const [file, group] of Object.entries(groups)) {
    const kinds = {};
    const schemas = {};
    for (const { spec } of source.filter(crd => crd.spec.group === group)) {
      const { name: version, schema } = spec.versions.find(one => one.served);
      const pruned = pruneCrd(spec.names.kind, schema.openAPIV3Schema);
      for (const kind of kindsOf(spec.names.kind)) {
        kinds[`${group}/${version}/${kind}`] = kind;
        schemas[kind] = pruned;
      }
    }
    const origin = readme
      .split('\n')
      .find(line => line.includes(`\`${group}_*\``))
      .split('|')
      .slice(2, 4)
      .map(cell => cell.trim())
      .join(' ');
    write(file, `${origin}, Apache-2.0.`, kinds, shareSubtrees(schemas));
  }
}

/** A cluster-wide store has the spec of a namespaced one, and a definition of its own. */
function kindsOf(kind) {
  return kind === 'SecretStore' ? [kind, 'ClusterSecretStore'] : [kind];
}

function write(name, origin, kinds, $defs) {
  const json = JSON.stringify({ kinds, $defs })
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'");
  writeFileSync(
    join(target, `${name}.ts`),
    `// Written by scripts/update-schemas.mjs from ${origin}\n\nexport const ${name} =\n  '${json}';\n`,
  );
  process.stdout.write(`${name}: ${Math.round(json.length / 1000)} kB\n`);
}
