resource "vault_aws_secret_backend_role" "jay_eventualcomputing_com_95f3f4" {
  backend         = "aws"
  name            = "userrole-jay@eventualcomputing.com"
  credential_type = "assumed_role"
  role_arns       = ["arn:aws:iam::941892620273:role/daft"]
  external_id     = "eventual@jay"
  default_sts_ttl = 900
  max_sts_ttl     = 3600
}

resource "vault_policy" "jay_eventualcomputing_com_95f3f4" {
  name   = "userrole-jay@eventualcomputing.com"
  policy = file("${path.module}/policies/userrole-jay@eventualcomputing.com.hcl")
}

resource "vault_aws_secret_backend_role" "acme" {
  backend         = "aws"
  name            = "userrole-acme"
  credential_type = "assumed_role"
  role_arns       = ["arn:aws:iam::490262564977:role/daft"]
  external_id     = "eventual@acme"
  default_sts_ttl = 900
  max_sts_ttl     = 900
}

resource "vault_policy" "acme" {
  name   = "userrole-acme"
  policy = file("${path.module}/policies/userrole-acme.hcl")
}

resource "vault_kubernetes_auth_backend_role" "test-dev_daft" {
  backend                          = "kubernetes"
  role_name                        = "test-dev_daft"
  bound_service_account_names      = ["daft"]
  bound_service_account_namespaces = ["test-dev"]
  audience                         = "vault"
  token_policies                   = [vault_policy.jay_eventualcomputing_com_95f3f4.name, vault_policy.acme.name]
  token_ttl                        = 900
  token_max_ttl                    = 3600
}

resource "vault_kubernetes_auth_backend_role" "test-dev_vault_sa_0c90ae" {
  backend                          = "kubernetes"
  role_name                        = "test-dev_vault.sa"
  bound_service_account_names      = ["vault.sa"]
  bound_service_account_namespaces = ["test-dev"]
  audience                         = "vault"
  token_policies                   = [vault_policy.acme.name]
  token_ttl                        = 900
  token_max_ttl                    = 3600
}
