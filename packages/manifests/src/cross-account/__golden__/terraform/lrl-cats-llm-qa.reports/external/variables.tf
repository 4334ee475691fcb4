variable "region" {
  description = "AWS region of the provider."
  type        = string
  default     = "us-east-2"
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds what the roles may do, where they have no boundary of their own."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of every role."
  type        = map(string)
  default     = {}
}
