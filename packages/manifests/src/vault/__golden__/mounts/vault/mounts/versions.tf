terraform {
  required_version = ">= 1.5.0"

  required_providers {
    vault = {
      source  = "hashicorp/vault"
      version = ">= 4.4.0"
    }
  }
}

provider "vault" {
  address   = "https://vault.example.com:8200"
  namespace = "admin"
}
