output "role_arn" {
  description = "Role that the platform assumes."
  value       = aws_iam_role.external.arn
}

output "external_id" {
  description = "External id that goes with it; not a secret."
  value       = "cats@test-dev@490262564977"
}
