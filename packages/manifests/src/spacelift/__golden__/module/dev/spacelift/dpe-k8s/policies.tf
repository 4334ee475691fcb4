resource "spacelift_policy" "no-weekend-deploys" {
  name     = "no-weekend-deploys"
  type     = "PLAN"
  body     = file("${path.module}/policies/no-weekend-deploys.rego")
  space_id = spacelift_space.dpe-sandbox.id
}

resource "spacelift_policy_attachment" "no-weekend-deploys_dpe-sandbox-k8s" {
  policy_id = spacelift_policy.no-weekend-deploys.id
  stack_id  = spacelift_stack.dpe-sandbox-k8s.id
}

resource "spacelift_policy_attachment" "no-weekend-deploys_dpe-sandbox-k8s-deployments" {
  policy_id = spacelift_policy.no-weekend-deploys.id
  stack_id  = spacelift_stack.dpe-sandbox-k8s-deployments.id
}

resource "spacelift_policy" "who-may-log-in" {
  name        = "who-may-log-in"
  type        = "LOGIN"
  description = "Only people of the organisation."
  body        = file("${path.module}/policies/who-may-log-in.rego")
  space_id    = "root"
}
