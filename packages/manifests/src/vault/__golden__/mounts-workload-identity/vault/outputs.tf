output "auth_accessor" {
  description = "Accessor of the auth method, for identity templates."
  value       = vault_auth_backend.kubernetes.accessor
}
