terraform {
  required_version = ">= 1.5.0"

  required_providers {
    spacelift = {
      source  = "spacelift-io/spacelift"
      version = ">= 1.37.0"
    }
  }
}

provider "spacelift" {}
