resource "spacelift_context" "k8s" {
  name        = "k8s"
  description = "How to reach the cluster."
  space_id    = spacelift_space.dpe-sandbox.id
  labels      = ["autoattach:k8s"]
}

resource "spacelift_environment_variable" "k8s_AWS_REGION" {
  context_id = spacelift_context.k8s.id
  name       = "AWS_REGION"
  value      = "us-east-1"
  write_only = false
}

resource "spacelift_environment_variable" "k8s_GREETING" {
  context_id = spacelift_context.k8s.id
  name       = "GREETING"
  value      = "$${file(\"x\")} \"%%{ if }\""
  write_only = false
}

resource "spacelift_context_attachment" "k8s_dpe-sandbox-k8s" {
  context_id = spacelift_context.k8s.id
  stack_id   = spacelift_stack.dpe-sandbox-k8s.id
}
