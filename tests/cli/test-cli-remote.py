# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""aws whoami and job list, show, create, stop and wait over the wire, against a service made for the test."""

import http.server
import json
import os
import threading

from lw_cli import contains, equal, main, run, test

KEYS = {"AWS_ACCESS_KEY_ID": "LWTESTKEY", "AWS_SECRET_ACCESS_KEY": "not/a+secret", "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_CA_BUNDLE": "",
        "AWS_PROFILE": "", "AWS_REGION": "", "AWS_DEFAULT_REGION": "", "AWS_MAX_ATTEMPTS": "2"}
IDENTITY = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:sts::111122223333:assumed-role/Labeler/me</Arn><UserId>AROA:me</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>"""
REQUEST = {
    "LabelingJobName": "birds-1", "LabelAttributeName": "birds-1",
    "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://bkt/in/dataset.manifest"}}},
    "OutputConfig": {"S3OutputPath": "s3://bkt/out"}, "RoleArn": "arn:aws:iam::111122223333:role/GtRole",
    "LabelCategoryConfigS3Uri": "s3://bkt/in/labels.json",
    "HumanTaskConfig": {
        "WorkteamArn": "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/team-a",
        "UiConfig": {"UiTemplateS3Uri": "s3://bkt/in/template.liquid"},
        "PreHumanTaskLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:PRE-ImageMultiClass",
        "AnnotationConsolidationConfig": {
            "AnnotationConsolidationLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:ACS-ImageMultiClass"},
        "TaskTitle": "Which bird?", "TaskDescription": "Choose one bird.", "NumberOfHumanWorkersPerDataObject": 1,
        "TaskTimeLimitInSeconds": 300}}


class Service:
    """Enough of SageMaker and STS to be asked."""

    def __init__(self):
        service = self
        self.jobs, self.asked, self.refuse = {}, [], None

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                target = self.headers.get("X-Amz-Target")
                service.asked.append((target, self.headers["Authorization"], body))
                if service.refuse is not None:
                    status, answer = service.refuse
                elif target is None:
                    status, answer = 200, IDENTITY
                else:
                    status, answer = service.answer(target.split(".")[1], json.loads(body))
                answer = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.send_header("x-amzn-requestid", "0f1e-2d3c")
                self.end_headers()
                self.wfile.write(answer)

            def do_GET(self):
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_HEAD = do_GET

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, request, status="InProgress", created=1700000000.5):
        self.jobs[request["LabelingJobName"]] = {
            **request, "LabelingJobStatus": status, "CreationTime": created, "LastModifiedTime": created + 1,
            "LabelCounters": {"TotalLabeled": 3, "HumanLabeled": 3, "MachineLabeled": 0, "FailedNonRetryableError": 0,
                              "Unlabeled": 7}, "JobReferenceCode": "x", "LabelingJobArn": "arn:aws:x"}

    def answer(self, operation, request):
        name = request.get("LabelingJobName")
        if operation == "ListLabelingJobs":
            start = int(request.get("NextToken", 0))
            jobs = sorted(self.jobs.values(), key=lambda job: -job["CreationTime"])
            page = [{**job, "WorkteamArn": "arn:aws:x"} for job in jobs[start:start + 2]]
            more = {"NextToken": str(start + 2)} if start + 2 < len(jobs) else {}
            return 200, {"LabelingJobSummaryList": page, **more}
        if operation == "CreateLabelingJob":
            if name in self.jobs:
                return 400, {"__type": "ResourceInUse", "Message": "Taken"}
            self.add(request, created=1800000000)
            return 200, {"LabelingJobArn": "arn:aws:x"}
        if name not in self.jobs:
            return 400, {"__type": "ResourceNotFound", "message": "No such job"}
        if operation == "StopLabelingJob":
            self.jobs[name]["LabelingJobStatus"] = "Stopped"
            return 200, {}
        return 200, self.jobs[name]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def cli(service, *arguments, code=0, **env):
    result = run(*arguments, "--endpoint-url", service.url, env={**KEYS, **env}, code=code)
    if "not/a+secret" in result.out + result.err:
        raise AssertionError("the secret is shown")
    return result


@test
def whoami(folder):
    service = Service()
    answer = cli(service, "aws", "whoami", "--region", "eu-west-1", "--json").json()
    equal({name: answer[name] for name in ("version", "account", "arn", "role", "region", "accessKeyId", "expires")},
          {"version": 1, "account": "111122223333", "arn": "arn:aws:sts::111122223333:assumed-role/Labeler/me",
           "role": "Labeler", "region": "eu-west-1", "accessKeyId": "LWTESTKEY", "expires": None})
    text = cli(service, "aws", "whoami", AWS_SESSION_TOKEN="t", AWS_CREDENTIAL_EXPIRATION="2099-01-01T00:00:00Z").out
    contains(text, "111122223333")
    contains(text, "2099-01-01T00:00:00Z")
    contains(service.asked[0][1], "/eu-west-1/sts/aws4_request")
    service.close()


@test
def whoami_without_credentials(folder):
    nobody = {**KEYS, "AWS_ACCESS_KEY_ID": "", "HOME": folder}
    contains(run("aws", "whoami", env=nobody, code=4).err, "No AWS credentials")
    contains(run("aws", "whoami", "--profile", "ghost", env=nobody, code=4).err, "ghost")
    service = Service()
    service.refuse = (403, "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token "
                           "included in the request is invalid</Message></Error></ErrorResponse>")
    contains(cli(service, "aws", "whoami", code=4).err, "InvalidClientTokenId")
    service.refuse = (400, "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>old</Message></Error>"
                           "</ErrorResponse>")
    contains(cli(service, "aws", "whoami", code=4).err, "sign in again")
    service.refuse = (501, "<Error><Code>NotImplemented</Code></Error>")
    equal(cli(service, "aws", "whoami", "--json").json()["account"], None)
    service.close()
    contains(run("aws", "whoami", "--endpoint-url", service.url, env=KEYS, code=3).err, "127.0.0.1")


@test
def profiles(folder):
    service = Service()
    os.mkdir(os.path.join(folder, ".aws"))
    with open(os.path.join(folder, ".aws", "config"), "w", encoding="utf-8") as file:
        file.write(f"[profile work]\nregion = ap-southeast-2\nendpoint_url = {service.url}\n"
                   "aws_access_key_id = WORKKEY\naws_secret_access_key = s\n")
    env = {**KEYS, "HOME": folder, "AWS_CONFIG_FILE": "", "AWS_SHARED_CREDENTIALS_FILE": ""}
    answer = run("aws", "whoami", "--profile", "work", "--json", env=env).json()
    equal((answer["accessKeyId"], answer["region"], answer["profile"]), ("WORKKEY", "ap-southeast-2", "work"))
    service.add(REQUEST)
    equal(len(run("job", "list", "--profile", "work", "--json", env=env).json()["LabelingJobSummaryList"]), 1)
    service.close()


@test
def list_and_show(folder):
    service = Service()
    equal(cli(service, "job", "list", "--json").json()["LabelingJobSummaryList"], [])
    for number in range(5):
        service.add({**REQUEST, "LabelingJobName": f"job-{number}"}, created=1700000000 + number)
    names = [job["LabelingJobName"] for job in cli(service, "job", "list", "--json").json()["LabelingJobSummaryList"]]
    equal(names, [f"job-{number}" for number in (4, 3, 2, 1, 0)])
    job = cli(service, "job", "show", "job-3", "--json").json()
    equal((job["LabelingJobStatus"], job["LabelCounters"]["Unlabeled"], job["RoleArn"], job["CreationTime"]),
          ("InProgress", 7, REQUEST["RoleArn"], "2023-11-14T22:13:23Z"))
    equal(job["LabelingJobOutput"]["OutputDatasetS3Uri"], "s3://bkt/out/job-3/manifests/output/output.manifest")
    contains(cli(service, "job", "show", "nobody", code=5).err, "No such job")
    service.close()


@test
def create_stop_and_wait(folder):
    service = Service()
    spec = os.path.join(folder, "spec.json")
    with open(spec, "w", encoding="utf-8") as file:
        json.dump({**REQUEST, "Tags": [{"Key": "a", "Value": "b"}]}, file)
    job = cli(service, "job", "create", "--spec", spec, "--json").json()
    equal((job["LabelingJobName"], job["LabelingJobStatus"]), ("birds-1", "InProgress"))
    sent = [json.loads(body) for target, _, body in service.asked if target == "SageMaker.CreateLabelingJob"][0]
    for name, value in REQUEST.items():
        if name != "HumanTaskConfig":
            equal(sent[name], value, name)
    for name, value in REQUEST["HumanTaskConfig"].items():
        equal(sent["HumanTaskConfig"][name], value, name)
    contains(cli(service, "job", "create", "--spec", spec, code=5).err, "Taken")
    cli(service, "job", "create", "--spec", spec, "--if-absent")
    cli(service, "job", "wait", "birds-1", "--until", "in-progress")
    cli(service, "job", "wait", "birds-1", "--timeout", "1s", code=124)
    cli(service, "job", "stop", "birds-1")
    cli(service, "job", "wait", "birds-1", "--until", "stopped")
    cli(service, "job", "wait", "birds-1", code=6)
    service.close()


@test
def check_before_creating(folder):
    service = Service()
    spec = os.path.join(folder, "spec.json")
    with open(spec, "w", encoding="utf-8") as file:
        json.dump({**REQUEST, "LabelingJobName": "a_b"}, file)
    service.add(REQUEST)
    findings = cli(service, "aws", "check", "--spec", spec, "--json", code=1).json()["findings"]
    verdicts = {(finding["check"], finding["subject"]): finding["verdict"] for finding in findings}
    equal(verdicts[("identity", "arn:aws:sts::111122223333:assumed-role/Labeler/me")], "ok")
    equal(verdicts[("request", "LabelingJobName")], "problem")
    contains(run("aws", "check", env=KEYS, code=2).err, "--spec")
    service.close()


main()
