resource "kubectl_manifest" "application" {
  yaml_body = yamlencode({
    apiVersion = "argoproj.io/v1alpha1"
    kind       = "Application"
    metadata = {
      name      = "cert-manager"
      namespace = "argocd"
    }
    spec = {
      project = "default"
      destination = {
        server    = "https://kubernetes.default.svc"
        namespace = var.namespace
      }
      sources = [
        {
          repoURL        = "https://charts.jetstack.io"
          chart          = "cert-manager"
          targetRevision = "v1.15.1"
          helm = {
            releaseName = "cert-manager"
            valueFiles  = ["$values/modules/cert-manager/templates/values.yaml"]
          }
        },
        {
          repoURL        = "https://github.com/Sage-Bionetworks-Workflows/eks-stack.git"
          targetRevision = var.git_revision
          ref            = "values"
        },
      ]
      syncPolicy = {
        automated = var.auto_deploy ? {
          prune    = var.auto_prune
          selfHeal = true
        } : null
        syncOptions = ["CreateNamespace=true", "ServerSideApply=true"]
      }
    }
  })
}
