resource "vault_auth_backend" "kubernetes" {
  type        = "kubernetes"
  path        = "kubernetes"
  description = "Service accounts of the cluster cats."
}

resource "vault_kubernetes_auth_backend_config" "kubernetes" {
  backend            = vault_auth_backend.kubernetes.path
  kubernetes_host    = var.kubernetes_host
  kubernetes_ca_cert = var.kubernetes_ca_cert
  token_reviewer_jwt = var.token_reviewer_jwt
}

resource "vault_aws_secret_backend" "aws" {
  path                      = "aws"
  region                    = "us-east-2"
  default_lease_ttl_seconds = 900
  max_lease_ttl_seconds     = 3600
}
