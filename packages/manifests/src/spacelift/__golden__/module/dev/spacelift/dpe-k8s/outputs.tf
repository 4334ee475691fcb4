output "dpe-sandbox_external_ids" {
  description = "External ids with which arn:aws:iam::766808016710:role/spacelift-admin-role is assumed."
  value = {
    "dpe-sandbox-k8s@read"             = data.spacelift_aws_integration_attachment_external_id.dpe-sandbox_dpe-sandbox-k8s_read.external_id
    "dpe-sandbox-k8s@write"            = data.spacelift_aws_integration_attachment_external_id.dpe-sandbox_dpe-sandbox-k8s_write.external_id
    "dpe-sandbox-k8s-deployments@read" = data.spacelift_aws_integration_attachment_external_id.dpe-sandbox_dpe-sandbox-k8s-deployments_read.external_id
  }
}
