output "namespace" {
  description = "Namespace that the chart is deployed to."
  value       = var.namespace
}
