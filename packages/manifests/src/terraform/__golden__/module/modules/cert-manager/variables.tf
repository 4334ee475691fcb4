variable "cluster_name" {
  description = "Name of the cluster."
  type        = string
}

variable "issuer" {
  description = "Where certificates come from."
  type        = string
  default     = "$${letsencrypt}"
}

variable "dry_run" {
  description = "Try only."
  type        = bool
  default     = true
}
