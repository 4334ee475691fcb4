resource "aws_iam_role" "platform" {
  name                 = "managed--llm-qa.reports"
  description          = "Taken by the service account llm-qa/reports"
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
            "oidc.eks.us-east-2.amazonaws.com/id/00000000000000000000000000000000:sub" = "system:serviceaccount:llm-qa:reports"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "platform_assume_external_role" {
  name = "assume-external-role"
  role = aws_iam_role.platform.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AssumeExternalRole"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = "arn:aws:iam::490262564977:role/lrl-cats-llm-qa.reports"
      },
    ]
  })
}
