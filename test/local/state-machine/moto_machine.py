"""Runs a state machine in moto's interpreter. Reads the request as JSON from stdin, writes what came of it."""

import io
import json
import sys
import time
import zipfile

import boto3
import requests
from moto import mock_aws

REGION = "us-east-1"
CREDENTIALS = {
    "region_name": REGION,
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}


def client(service):
    return boto3.client(service, **CREDENTIALS)


def no_code():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", "")
    return buffer.getvalue()


def main():
    request = json.load(sys.stdin)
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = client("iam").create_role(RoleName="machine", AssumeRolePolicyDocument=trust)
    arn = role["Role"]["Arn"]
    for name in request["functions"]:
        client("lambda").create_function(
            FunctionName=name,
            Runtime="python3.12",
            Role=arn,
            Handler="index.handler",
            Code={"ZipFile": no_code()},
        )
    s3 = client("s3")
    s3.create_bucket(Bucket=request["bucket"])
    s3.put_object(Bucket=request["bucket"], Key=request["key"], Body=request["items"])
    # The first function answers with this; the others with what they are given.
    requests.post(
        "http://motoapi.amazonaws.com/moto-api/static/lambda-simple/response",
        json={"results": [request["answer"]], "region": REGION, "account_id": "123456789012"},
    )
    sfn = client("stepfunctions")
    machine = sfn.create_state_machine(
        name="machine", definition=request["definition"], roleArn=arn
    )
    started = sfn.start_execution(
        stateMachineArn=machine["stateMachineArn"], name="run", input="{}"
    )
    execution = sfn.describe_execution(executionArn=started["executionArn"])
    while execution["status"] == "RUNNING":
        time.sleep(0.1)
        execution = sfn.describe_execution(executionArn=started["executionArn"])
    shown = {name: execution.get(name) for name in ("status", "output", "error", "cause")}
    print(json.dumps(shown))


with mock_aws(config={"lambda": {"use_docker": False}, "stepfunctions": {"execute_state_machine": True}}):
    main()
