resource "spacelift_stack" "k8s" {
  for_each = var.stacks

  name       = each.key
  branch     = "main"
  repository = "eks-stack"
  labels     = ["folder:dev", "k8s"]

  additional_project_globs = [
    "dev/",
    # "staging/",
    "modules/**", # everything shared
    "common/"
  ]

  dynamic "hook" {
    for_each = local.hooks
    content {
      type    = hook.value.type
      command = hook.value["command"]
    }
  }
}

resource "spacelift_stack" "deployments" {
  name       = "dpe-sandbox-k8s-deployments"
  repository = "eks-stack"
  branch     = "main"
  depends_on = [spacelift_stack.k8s]
}

resource "spacelift_context_attachment" "a" {
  context_id = "x"
  stack_id   = spacelift_stack.deployments.id
  priority   = 0
}
