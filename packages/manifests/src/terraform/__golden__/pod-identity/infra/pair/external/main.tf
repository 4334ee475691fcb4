import {
  to = aws_iam_role.external
  id = "lrl-cats-test-dev.aws-cli"
}

import {
  to = aws_iam_role.lrl_cats_test_dev_aws_cli_lambda_resize
  id = "lrl-cats-test-dev.aws-cli.lambda.resize"
}

resource "aws_iam_role" "external" {
  name                 = "lrl-cats-test-dev.aws-cli"
  description          = "Taken by the platform role of test-dev/aws-cli"
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
            "sts:ExternalId" = "cats@test-dev@490262564977"
          }
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws:iam::283234040926:role/managed--test-dev.aws-cli"
          }
        }
      },
      {
        Sid    = "AllowSessionTagsOfPlatformRole"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::283234040926:root"
        }
        Action = "sts:TagSession"
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws:iam::283234040926:role/managed--test-dev.aws-cli"
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
        Resource = "arn:aws:lambda:us-east-2:490262564977:function:resize"
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_s3" {
  name = "s3"
  role = aws_iam_role.external.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "S3Objects"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::reports/*"
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_s3_2" {
  name = "s3-2"
  role = aws_iam_role.external.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "S3ObjectsNo2"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::partners/*"
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_sqs" {
  name = "sqs"
  role = aws_iam_role.external.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SqsUseQueues"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueUrl"]
        Resource = "arn:aws:sqs:us-east-2:490262564977:orders"
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_redshift" {
  name = "redshift"
  role = aws_iam_role.external.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "RedshiftLogin"
        Effect   = "Allow"
        Action   = "redshift:GetClusterCredentialsWithIAM"
        Resource = "arn:aws:redshift:us-east-2:490262564977:dbname:main/dev"
      },
      {
        Sid    = "RedshiftDataApi"
        Effect = "Allow"
        Action = [
          "redshift-data:ExecuteStatement",
          "redshift-data:BatchExecuteStatement",
          "redshift-data:ListDatabases",
          "redshift-data:ListSchemas",
          "redshift-data:ListTables",
          "redshift-data:DescribeTable",
        ]
        Resource = "arn:aws:redshift:us-east-2:490262564977:cluster:main"
      },
      {
        Sid    = "RedshiftOwnStatements"
        Effect = "Allow"
        Action = [
          "redshift-data:DescribeStatement",
          "redshift-data:CancelStatement",
          "redshift-data:GetStatementResult",
        ]
        Resource = "*"
        Condition = {
          StringEquals = {
            "redshift-data:statement-owner-iam-userid" = "$${aws:userid}"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role" "lrl_cats_test_dev_aws_cli_lambda_resize" {
  name                 = "lrl-cats-test-dev.aws-cli.lambda.resize"
  description          = "Taken by Lambda for the function resize"
  max_session_duration = 3600
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowService"
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "490262564977"
          }
          ArnEquals = {
            "aws:SourceArn" = "arn:aws:lambda:us-east-2:490262564977:function:resize"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "lrl_cats_test_dev_aws_cli_lambda_resize_execution" {
  name = "execution"
  role = aws_iam_role.lrl_cats_test_dev_aws_cli_lambda_resize.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LambdaWriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:us-east-2:490262564977:log-group:/aws/lambda/resize:log-stream:*"
      },
    ]
  })
}

# A resource has one policy: this one takes the place of what is there now.
resource "aws_s3_bucket_policy" "reports" {
  bucket = "reports"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "S3DenyPlainText"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  depends_on = [aws_iam_role.external, aws_iam_role.lrl_cats_test_dev_aws_cli_lambda_resize]
}

# A resource has one policy: this one takes the place of what is there now.
resource "aws_sqs_queue_policy" "orders" {
  queue_url = "https://sqs.us-east-2.amazonaws.com/490262564977/orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "SqsDenyPlainText"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = "arn:aws:sqs:us-east-2:490262564977:orders"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  depends_on = [aws_iam_role.external, aws_iam_role.lrl_cats_test_dev_aws_cli_lambda_resize]
}
