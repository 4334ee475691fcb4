resource "spacelift_aws_integration" "dpe-sandbox" {
  name                           = "dpe-sandbox"
  space_id                       = spacelift_space.dpe-sandbox.id
  role_arn                       = "arn:aws:iam::766808016710:role/spacelift-admin-role"
  duration_seconds               = 3600
  region                         = "us-east-1"
  generate_credentials_in_worker = false
}

data "spacelift_aws_integration_attachment_external_id" "dpe-sandbox_dpe-sandbox-k8s_read" {
  integration_id = spacelift_aws_integration.dpe-sandbox.id
  stack_id       = spacelift_stack.dpe-sandbox-k8s.id
  read           = true
  write          = false
}

data "spacelift_aws_integration_attachment_external_id" "dpe-sandbox_dpe-sandbox-k8s_write" {
  integration_id = spacelift_aws_integration.dpe-sandbox.id
  stack_id       = spacelift_stack.dpe-sandbox-k8s.id
  read           = false
  write          = true
}

data "spacelift_aws_integration_attachment_external_id" "dpe-sandbox_dpe-sandbox-k8s-deployments_read" {
  integration_id = spacelift_aws_integration.dpe-sandbox.id
  stack_id       = spacelift_stack.dpe-sandbox-k8s-deployments.id
  read           = true
  write          = false
}

resource "spacelift_aws_integration_attachment" "dpe-sandbox_dpe-sandbox-k8s" {
  integration_id = spacelift_aws_integration.dpe-sandbox.id
  stack_id       = spacelift_stack.dpe-sandbox-k8s.id
  read           = true
  write          = true
}

resource "spacelift_aws_integration_attachment" "dpe-sandbox_dpe-sandbox-k8s-deployments" {
  integration_id = spacelift_aws_integration.dpe-sandbox.id
  stack_id       = spacelift_stack.dpe-sandbox-k8s-deployments.id
  read           = true
  write          = false
}
