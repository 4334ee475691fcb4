import {
  to = aws_iam_role.platform
  id = "managed--test-dev.aws-cli"
}

resource "aws_iam_role" "platform" {
  name                 = "managed--test-dev.aws-cli"
  description          = "Taken by the service account test-dev/aws-cli"
  max_session_duration = 3600
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowPodIdentity"
        Effect = "Allow"
        Principal = {
          Service = "pods.eks.amazonaws.com"
        }
        Action = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:SourceAccount"                         = "283234040926"
            "aws:RequestTag/kubernetes-namespace"       = "test-dev"
            "aws:RequestTag/kubernetes-service-account" = "aws-cli"
          }
          ArnEquals = {
            "aws:SourceArn" = "arn:aws:eks:us-east-2:283234040926:cluster/cats"
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
        Action   = ["sts:AssumeRole", "sts:TagSession"]
        Resource = "arn:aws:iam::490262564977:role/lrl-cats-test-dev.aws-cli"
      },
    ]
  })
}

resource "aws_eks_pod_identity_association" "platform" {
  cluster_name    = "cats"
  namespace       = "test-dev"
  service_account = "aws-cli"
  role_arn        = aws_iam_role.platform.arn
  tags            = var.tags
}
