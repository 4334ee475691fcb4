terraform {
  required_version = ">= 1.5.0"

  required_providers {
    kubectl = {
      source  = "alekc/kubectl"
      version = ">= 2.0.4"
    }
  }
}
