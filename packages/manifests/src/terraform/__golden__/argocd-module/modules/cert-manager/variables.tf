variable "auto_deploy" {
  description = "Whether Argo CD deploys without being told to."
  type        = bool
  default     = true
}

variable "auto_prune" {
  description = "Whether it deletes what is no longer in the sources."
  type        = bool
  default     = true
}

variable "git_revision" {
  description = "Branch, tag or commit that values.yaml is read from."
  type        = string
  default     = "main"
}

variable "namespace" {
  description = "Namespace that the chart is deployed to."
  type        = string
  default     = "cert-manager"
}
