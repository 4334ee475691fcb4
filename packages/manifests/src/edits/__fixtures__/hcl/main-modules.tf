# Everything that is deployed.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0" # 6 changes the tags
    }
  }
}

module "vpc" {
  source  = "spacelift.io/sagebionetworks/sage-aws-vpc/aws"
  version = "0.4.1"

  vpc_name             = "dpe-k8" // also the name of the cluster
  capacity_type        = "SPOT"
  vpc_cidr_block       = "10.52.16.0/20"
  public_subnet_cidrs  = ["10.52.16.0/24", "10.52.17.0/24", "10.52.19.0/24"]
  private_subnet_cidrs = ["10.52.18.0/24", "10.52.20.0/24"]

  tags = {
    Owner      = "dpe"
    CostCenter = "No Program / 000000"
    "key with" = "spaces"
  }
}

# The cluster comes behind the network.
module "eks" {
  source = "./modules/sage-aws-eks"

  cluster_name                      = "dpe-k8"
  private_vpc_subnet_ids            = module.vpc.private_subnet_ids
  vpc_id                            = module.vpc.vpc_id
  enable_policy_event_logs          = true
  capture_cloudwatch_logs           = true
  pod_security_group_enforcing_mode = "standard"
  node_security_group_id            = null
  aws_account_id                    = "631692904429"
  private_subnet_cidrs              = concat(module.vpc.a, ["10.0.0.0/24"])
  count_of_nodes                    = 3
  allowed = [
    "one", # first
    "two",
  ]
}

/* block comment
   over lines */
output "name" {
  value = "${module.eks.cluster_name}-${upper("x")}"
}
