resource "aws_iam_role" "external" {
  name                 = "lrl-cats-llm-qa.reports"
  description          = "Taken by the platform role of llm-qa/reports"
  max_session_duration = 3600
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowPlatformRole"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::283234040926:root"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "sts:ExternalId" = "cats@llm-qa@490262564977"
          }
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws:iam::283234040926:role/managed--llm-qa.reports"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_glue" {
  name = "glue"
  role = aws_iam_role.external.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "GlueRunJobs"
        Effect = "Allow"
        Action = [
          "glue:StartJobRun",
          "glue:GetJob",
          "glue:GetJobRun",
          "glue:GetJobRuns",
          "glue:BatchStopJobRun",
        ]
        Resource = "arn:aws:glue:us-east-2:490262564977:job/nightly"
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_lambda" {
  name = "lambda"
  role = aws_iam_role.external.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LambdaInvoke"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "arn:aws:lambda:us-east-2:490262564977:function:notify"
      },
    ]
  })
}
