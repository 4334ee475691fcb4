variable "kubernetes_host" {
  description = "Address of the API server, as Vault reaches it."
  type        = string
}

variable "kubernetes_ca_cert" {
  description = "Certificate authority of the API server, as PEM."
  type        = string
}
