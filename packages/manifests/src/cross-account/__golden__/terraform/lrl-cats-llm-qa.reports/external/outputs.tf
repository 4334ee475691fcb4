output "role_arn" {
  description = "Role that the platform assumes."
  value       = aws_iam_role.external.arn
}

output "external_id" {
  description = "External id that goes with it; not a secret."
  value       = "cats@llm-qa@490262564977"
}
