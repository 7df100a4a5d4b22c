terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.32"
    }
  }
}

variable "gate_function_name" {
  type        = string
  description = "Output GateFunctionName of the twilio-preflight stack, in this AWS account and Region."
}

variable "environment" {
  type        = string
  description = "Name of an environment in preflight.config.json."
  default     = "production"
}

variable "pipeline_name" {
  type    = string
  default = "my-pipeline"
}

variable "artifact_bucket" {
  type        = string
  description = "Bucket for the pipeline's artifacts."
}

variable "source_bucket" {
  type        = string
  description = "Versioned bucket of the release."
}

variable "source_object_key" {
  type    = string
  default = "release.zip"
}

variable "deploy_bucket" {
  type        = string
  description = "Bucket that the release is unpacked into."
}

data "aws_partition" "current" {}

data "aws_lambda_function" "twilio_gate" {
  function_name = var.gate_function_name
}

resource "aws_codepipeline" "release" {
  name          = var.pipeline_name
  pipeline_type = "V2"
  role_arn      = aws_iam_role.pipeline.arn

  artifact_store {
    type     = "S3"
    location = var.artifact_bucket
  }

  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["Release"]

      configuration = {
        S3Bucket             = var.source_bucket
        S3ObjectKey          = var.source_object_key
        PollForSourceChanges = "false"
      }
    }
  }

  stage {
    name = "Production"

    action {
      name      = "TwilioGate"
      run_order = 1
      category  = "Invoke"
      owner     = "AWS"
      provider  = "Lambda"
      version   = "1"

      configuration = {
        FunctionName = var.gate_function_name
        UserParameters = jsonencode({
          environment = var.environment
          pipeline    = var.pipeline_name
          executionId = "#{codepipeline.PipelineExecutionId}"
        })
      }
    }

    action {
      name            = "Deploy"
      run_order       = 2
      category        = "Deploy"
      owner           = "AWS"
      provider        = "S3"
      version         = "1"
      input_artifacts = ["Release"]

      configuration = {
        BucketName = var.deploy_bucket
        Extract    = "true"
      }
    }
  }
}

resource "aws_iam_role" "pipeline" {
  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json
}

data "aws_iam_policy_document" "pipeline_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "twilio_gate" {
  name   = "twilio-gate"
  role   = aws_iam_role.pipeline.id
  policy = data.aws_iam_policy_document.twilio_gate.json
}

data "aws_iam_policy_document" "twilio_gate" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [data.aws_lambda_function.twilio_gate.arn]
  }

  # ListFunctions has no resource type: any narrower resource denies the call.
  statement {
    actions   = ["lambda:ListFunctions"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "source_and_deploy" {
  name   = "source-and-deploy"
  role   = aws_iam_role.pipeline.id
  policy = data.aws_iam_policy_document.source_and_deploy.json
}

data "aws_iam_policy_document" "source_and_deploy" {
  statement {
    actions = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"]
    resources = [
      "arn:${data.aws_partition.current.partition}:s3:::${var.artifact_bucket}",
      "arn:${data.aws_partition.current.partition}:s3:::${var.source_bucket}",
      "arn:${data.aws_partition.current.partition}:s3:::${var.deploy_bucket}",
    ]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectVersionTagging"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::${var.source_bucket}/${var.source_object_key}"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::${var.artifact_bucket}/*"]
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::${var.deploy_bucket}/*"]
  }
}
