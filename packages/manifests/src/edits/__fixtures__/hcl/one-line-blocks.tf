variable "a" {}
variable "b" { default = "x" }
variable "c" {
  # nothing
}

provider "aws" { region = "us-east-1" }

output "o" { value = var.a }
