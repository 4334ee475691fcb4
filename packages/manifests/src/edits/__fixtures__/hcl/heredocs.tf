resource "aws_iam_policy" "p" {
  name        = "p"
  description = "with a document"
  policy      = <<EOT
{
  "Version": "2012-10-17",
  "Resource": "arn:aws:s3:::${var.bucket}/*"
}
EOT
  path        = "/"

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags, name]
  }
}

locals {
  script  = <<-EOF
    #!/bin/sh
    echo "}" # not a comment
    %{for x in var.list~}
    echo ${x}
    %{endfor~}
  EOF
  nested  = "a ${var.map["key"]} b ${jsonencode({ a = "}" })}"
  escaped = "$${not} %%{this} \" \\"
}
