path "aws/sts/userrole-acme" {
  capabilities = ["read", "update"]
}
