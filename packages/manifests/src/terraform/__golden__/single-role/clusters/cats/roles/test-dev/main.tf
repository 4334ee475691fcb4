import {
  to = aws_iam_role.this
  id = "managed--test-dev.aws-cli"
}

resource "aws_iam_role" "this" {
  name                 = "managed--test-dev.aws-cli"
  description          = "Taken by the service account test-dev/aws-cli"
  max_session_duration = 3600
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowServiceAccount"
        Effect = "Allow"
        Principal = {
          Federated = "arn:aws:iam::283234040926:oidc-provider/oidc.eks.us-east-2.amazonaws.com/id/00000000000000000000000000000000"
        }
        Action = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "oidc.eks.us-east-2.amazonaws.com/id/00000000000000000000000000000000:aud" = "sts.amazonaws.com"
            "oidc.eks.us-east-2.amazonaws.com/id/00000000000000000000000000000000:sub" = "system:serviceaccount:test-dev:aws-cli"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "this_assume_external_role" {
  name = "assume-external-role"
  role = aws_iam_role.this.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AssumeExternalRole"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = "arn:aws:iam::490262564977:role/lrl-cats-test-dev.aws-cli"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "this_readonlyaccess" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
