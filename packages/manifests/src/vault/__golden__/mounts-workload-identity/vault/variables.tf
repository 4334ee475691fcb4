variable "kubernetes_host" {
  description = "Address of the API server, as Vault reaches it."
  type        = string
}

variable "kubernetes_ca_cert" {
  description = "Certificate authority of the API server, as PEM."
  type        = string
}

variable "token_reviewer_jwt" {
  description = "Token of a service account with the ClusterRole system:auth-delegator, where Vault runs outside the cluster. Inside, Vault uses its own."
  type        = string
  default     = null
  sensitive   = true
}
