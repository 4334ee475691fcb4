path "aws/sts/userrole-jay@eventualcomputing.com" {
  capabilities = ["read", "update"]
}
