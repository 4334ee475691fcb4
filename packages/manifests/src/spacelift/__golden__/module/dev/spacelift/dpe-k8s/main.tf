resource "spacelift_space" "dpe-sandbox" {
  name             = "dpe-sandbox"
  description      = "Development of the cluster."
  parent_space_id  = "root"
  inherit_entities = true
  labels           = ["env:dev"]
}

resource "spacelift_stack" "dpe-sandbox-k8s" {
  name                         = "dpe-sandbox-k8s"
  slug                         = "dpe-sandbox-k8s"
  description                  = "Cluster and what it needs of AWS."
  space_id                     = spacelift_space.dpe-sandbox.id
  repository                   = "eks-stack"
  branch                       = "main"
  project_root                 = "dev/stacks/dpe-sandbox-k8s"
  terraform_workflow_tool      = "OPEN_TOFU"
  terraform_version            = "1.8.4"
  terraform_smart_sanitization = true
  autodeploy                   = false
  labels                       = ["aws"]
}

resource "spacelift_drift_detection" "dpe-sandbox-k8s" {
  stack_id  = spacelift_stack.dpe-sandbox-k8s.id
  schedule  = ["0 6 * * 1-5"]
  timezone  = "Etc/UTC"
  reconcile = false
}

resource "spacelift_stack" "dpe-sandbox-k8s-deployments" {
  name                         = "dpe-sandbox-k8s-deployments"
  slug                         = "dpe-sandbox-k8s-deployments"
  description                  = "What runs in the cluster."
  space_id                     = spacelift_space.dpe-sandbox.id
  repository                   = "eks-stack"
  branch                       = "main"
  project_root                 = "dev/stacks/dpe-sandbox-k8s-deployments"
  terraform_workflow_tool      = "TERRAFORM_FOSS"
  terraform_version            = "1.5.7"
  terraform_smart_sanitization = true
  autodeploy                   = true
}

resource "spacelift_stack_dependency" "dpe-sandbox-k8s-deployments_dpe-sandbox-k8s" {
  stack_id            = spacelift_stack.dpe-sandbox-k8s-deployments.id
  depends_on_stack_id = spacelift_stack.dpe-sandbox-k8s.id
}

resource "spacelift_stack_dependency_reference" "dpe-sandbox-k8s-deployments_TF_VAR_cluster_name" {
  stack_dependency_id = spacelift_stack_dependency.dpe-sandbox-k8s-deployments_dpe-sandbox-k8s.id
  output_name         = "cluster_name"
  input_name          = "TF_VAR_cluster_name"
}

resource "spacelift_stack_dependency_reference" "dpe-sandbox-k8s-deployments_TF_VAR_vpc_id" {
  stack_dependency_id = spacelift_stack_dependency.dpe-sandbox-k8s-deployments_dpe-sandbox-k8s.id
  output_name         = "vpc_id"
  input_name          = "TF_VAR_vpc_id"
}

resource "spacelift_role" "space_admin" {
  name    = "dpe-sandbox-space-admin"
  actions = ["SPACE_ADMIN"]
}

resource "spacelift_role_attachment" "dpe-sandbox-k8s" {
  stack_id = spacelift_stack.dpe-sandbox-k8s.id
  role_id  = spacelift_role.space_admin.id
  space_id = spacelift_space.dpe-sandbox.id
}
