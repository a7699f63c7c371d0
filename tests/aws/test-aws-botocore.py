# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signatures and requests compared with botocore's, answers checked against its model; skipped where it is missing."""

import calendar
import http.server
import json
import os
import random
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from lw_cli import contains, equal, main, test  # noqa: E402

try:
    import botocore.auth
    import botocore.awsrequest
    import botocore.credentials
    import botocore.serialize
    import botocore.session
except ImportError:
    print("1..0 # SKIP botocore is not installed")
    sys.exit(0)

DRIVER = os.path.join(os.environ.get("LW_BUILD_DIR", "_build"), "tests", "aws-driver")
KEY, SECRET = "LWTESTKEY", "not/a+secret"
MODEL = botocore.session.get_session().get_service_model("sagemaker")
ROLE = "arn:aws:iam::111122223333:role/GtRole"
TEAM = "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/team-a"
JOB_ARN = "arn:aws:sagemaker:us-east-1:111122223333:labeling-job/birds-1"
TAGS = [{"Key": "project", "Value": "birds"}, {"Key": "cost centre", "Value": ""}]
PAGE = {"MaxResults": 7, "NextToken": "abc=="}
TIMES = {"CreationTimeAfter": 1700000000, "CreationTimeBefore": 1800000000}

# Every field of every operation; where one excludes another, botocore does not mind, and there are two requests.
REQUESTS = [
    ("CreateLabelingJob", {
        "LabelingJobName": "birds-1", "LabelAttributeName": "birds-1",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://bkt/in/dataset ü.manifest"}},
                        "DataAttributes": {"ContentClassifiers": ["FreeOfPersonallyIdentifiableInformation",
                                                                  "FreeOfAdultContent"]}},
        "OutputConfig": {"S3OutputPath": "s3://bkt/out", "KmsKeyId": "alias/my-key",
                         "SnsTopicArn": "arn:aws:sns:us-east-1:111122223333:out"},
        "RoleArn": ROLE, "LabelCategoryConfigS3Uri": "s3://bkt/in/labels.json",
        "StoppingConditions": {"MaxHumanLabeledObjectCount": 5000, "MaxPercentageOfInputDatasetLabeled": 80},
        "LabelingJobAlgorithmsConfig": {
            "LabelingJobAlgorithmSpecificationArn":
                "arn:aws:sagemaker:us-east-1:027400017018:labeling-job-algorithm-specification/image-classification",
            "InitialActiveLearningModelArn": "arn:aws:sagemaker:us-east-1:111122223333:model/m",
            "LabelingJobResourceConfig": {"VolumeKmsKeyId": "1234abcd",
                                          "VpcConfig": {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}}},
        "HumanTaskConfig": {
            "WorkteamArn": TEAM, "UiConfig": {"UiTemplateS3Uri": "s3://bkt/in/template.liquid"},
            "PreHumanTaskLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:PRE-ImageMultiClass",
            "AnnotationConsolidationConfig": {
                "AnnotationConsolidationLambdaArn":
                    "arn:aws:lambda:us-east-1:432418664414:function:ACS-ImageMultiClass"},
            "TaskKeywords": ["Images", "image classification"], "TaskTitle": "Which bird? “ü” \\ / \t",
            "TaskDescription": "Choose one bird.", "NumberOfHumanWorkersPerDataObject": 3,
            "TaskTimeLimitInSeconds": 300, "TaskAvailabilityLifetimeInSeconds": 864000,
            "MaxConcurrentTaskCount": 1000,
            "PublicWorkforceTaskPrice": {"AmountInUsd": {"Dollars": 0, "Cents": 1, "TenthFractionsOfACent": 2}}},
        "Tags": TAGS}),
    ("CreateLabelingJob", {
        "LabelingJobName": "birds-2", "LabelAttributeName": "birds-2",
        "InputConfig": {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:111122223333:in"}}},
        "OutputConfig": {"S3OutputPath": "s3://bkt/out"}, "RoleArn": ROLE,
        "HumanTaskConfig": {
            "WorkteamArn": TEAM,
            "UiConfig": {"HumanTaskUiArn": "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/VideoObject"},
            "PreHumanTaskLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:PRE-X",
            "AnnotationConsolidationConfig": {
                "AnnotationConsolidationLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:ACS-X"},
            "TaskTitle": "t", "TaskDescription": "d", "NumberOfHumanWorkersPerDataObject": 1,
            "TaskTimeLimitInSeconds": 30}}),
    ("DescribeLabelingJob", {"LabelingJobName": "birds-1"}),
    ("ListLabelingJobs", {**PAGE, **TIMES, "LastModifiedTimeAfter": 1, "LastModifiedTimeBefore": 2,
                          "NameContains": "bird", "SortBy": "Status", "SortOrder": "Descending",
                          "StatusEquals": "InProgress"}),
    ("ListLabelingJobs", {}),
    ("ListLabelingJobsForWorkteam", {**PAGE, **TIMES, "WorkteamArn": TEAM, "JobReferenceCodeContains": "11",
                                     "SortBy": "CreationTime", "SortOrder": "Ascending"}),
    ("StopLabelingJob", {"LabelingJobName": "birds-1"}),
    ("ListWorkteams", {**PAGE, "SortBy": "CreateDate", "SortOrder": "Descending", "NameContains": "a"}),
    ("DescribeWorkteam", {"WorkteamName": "team-a"}),
    ("ListSubscribedWorkteams", {**PAGE, "NameContains": "vendor"}),
    ("RenderUiTemplate", {"UiTemplate": {"Content": "<crowd-form>{{ task.input }}</crowd-form>"},
                          "Task": {"Input": "{\"taskObject\": \"s3://b/k\"}"}, "RoleArn": ROLE}),
    ("RenderUiTemplate", {"Task": {"Input": "{}"}, "RoleArn": ROLE,
                          "HumanTaskUiArn": "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/VideoObject"}),
    ("AddTags", {"ResourceArn": JOB_ARN, "Tags": TAGS}),
    ("ListTags", {"ResourceArn": JOB_ARN, "MaxResults": 50, "NextToken": "x"}),
    ("DeleteTags", {"ResourceArn": JOB_ARN, "TagKeys": ["project", "cost centre"]}),
]


class Driver:
    """The program that signs and calls as it is told, a line each."""

    def __init__(self, url=None):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment.update(AWS_ACCESS_KEY_ID=KEY, AWS_SECRET_ACCESS_KEY=SECRET, AWS_REGION="us-east-1",
                           AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null")
        if url is not None:
            environment["AWS_ENDPOINT_URL"] = url
        self.process = subprocess.Popen([DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def ask(self, document):
        self.process.stdin.write(json.dumps(document).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)


class Service:
    """Keeps what it is asked and answers what it is told."""

    def __init__(self):
        service = self
        self.asked, self.answers = [], []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.asked.append((self.path, dict(self.headers.items()), body))
                status, answer = service.answers.pop(0)
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.send_header("x-amzn-requestid", "0f1e")
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def random_text(chance, alphabet):
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 12)))


def random_request(chance, service):
    segments = [random_text(chance, "abcXYZ019-_.~ +ü€!*'()@&=") for _ in range(chance.randrange(0, 5))]
    if service != "s3":
        segments = [segment for segment in segments if segment not in (".", "..")]
    path = "/" + "/".join(urllib.parse.quote(segment, safe="-_.~") for segment in segments)
    query = "&".join(f"{urllib.parse.quote(random_text(chance, 'abXY-_ +ü%/'), safe='-_.~')}="
                     f"{urllib.parse.quote(random_text(chance, 'abXY-_ +ü%/'), safe='-_.~')}"
                     for _ in range(chance.randrange(0, 5)))
    headers = {f"X-Amz-{random_text(chance, 'abcd').title()}": random_text(chance, "ab c  d=/;,\t").strip() or "x"
               for _ in range(chance.randrange(0, 4))}
    return path + ("?" + query if query else ""), headers


def compare_signature(driver, chance, number):
    service = chance.choice(["s3", "sagemaker"])
    is_query = chance.random() < 0.4
    token = random_text(chance, "abAB+/=") if chance.random() < 0.5 else None
    host = chance.choice(["a.example.com", "127.0.0.1:9000"])
    target, headers = random_request(chance, service)
    body = "" if is_query else random_text(chance, "abc ü\n")
    method = "GET" if is_query else chance.choice(["GET", "PUT", "POST", "DELETE"])
    request = botocore.awsrequest.AWSRequest(method=method, url=f"http://{host}{target}", data=body.encode(),
                                             headers=dict(headers))
    credentials = botocore.credentials.Credentials(KEY, SECRET, token)
    if is_query:
        kind = botocore.auth.S3SigV4QueryAuth if service == "s3" else botocore.auth.SigV4QueryAuth
        kind(credentials, service, "eu-west-1", expires=900).add_auth(request)
        theirs = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(request.url).query, keep_blank_values=True))
        stamp = theirs["X-Amz-Date"]
    else:
        kind = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
        kind(credentials, service, "eu-west-1").add_auth(request)
        theirs, stamp = request.headers["Authorization"], request.headers["X-Amz-Date"]
    ours = driver.ask({"sign": {
        "method": method, "target": target, "headers": [["Host", host], *map(list, headers.items())], "body": body,
        "service": service, "region": "eu-west-1", "time": calendar.timegm(time.strptime(stamp, "%Y%m%dT%H%M%SZ")),
        "key": KEY, "secret": SECRET, "token": token, "presign": 900 if is_query else 0}})
    if is_query:
        query = urllib.parse.urlsplit(ours["target"]).query
        equal(dict(urllib.parse.parse_qsl(query, keep_blank_values=True)), theirs, f"request {number}: {target}")
    else:
        equal(ours["authorization"], theirs, f"request {number}: {method} {target}\n{ours['canonical']}")


@test
def a_thousand_random_requests(folder):
    chance = random.Random(20260401)
    driver = Driver()
    for number in range(1000):
        compare_signature(driver, chance, number)
    driver.close()


def example(shape, depth=0):
    """A value with every member of a shape of botocore's model."""
    if shape.type_name == "structure":
        return {name: example(member, depth + 1) for name, member in shape.members.items()}
    if shape.type_name == "list":
        return [example(shape.member, depth + 1)]
    return {"string": lambda: (getattr(shape, "enum", None) or ["wörd"])[0], "integer": lambda: 3, "long": lambda: 3,
            "timestamp": lambda: 1700000000.125, "boolean": lambda: True, "float": lambda: 0.5}[shape.type_name]()


def members(shape, prefix=""):
    if shape.type_name == "list":
        return members(shape.member, prefix + "[]")
    if shape.type_name != "structure":
        return {prefix}
    return {prefix + "." + name for name in shape.members} | {
        path for name, member in shape.members.items() for path in members(member, prefix + "." + name)}


def paths(value, prefix=""):
    if isinstance(value, list):
        return set().union({prefix + "[]"}, *(paths(entry, prefix + "[]") for entry in value))
    if not isinstance(value, dict):
        return {prefix}
    return {prefix + "." + name for name in value} | set().union(
        *(paths(member, prefix + "." + name) for name, member in value.items()))


@test
def every_field_is_covered(folder):
    for operation in {name for name, _ in REQUESTS}:
        covered = set().union(*(paths(value) for name, value in REQUESTS if name == operation))
        missing = members(MODEL.operation_model(operation).input_shape) - covered
        equal(missing, set(), operation)


def assert_as_botocore(asked, operation, value):
    serializer = botocore.serialize.create_serializer("json")
    theirs = serializer.serialize_to_request(value, MODEL.operation_model(operation))
    path, headers, body = asked
    equal(path, "/", operation)
    equal(json.loads(body), json.loads(theirs["body"]), operation)
    for name in ("X-Amz-Target", "Content-Type"):
        equal(headers[name], theirs["headers"][name], f"{operation} {name}")
    request = botocore.awsrequest.AWSRequest(
        method="POST", url=f"http://{headers['Host']}/", data=body,
        headers={name: headers[name] for name in ("X-Amz-Target", "Content-Type")})
    stamp = headers["X-Amz-Date"]
    auth = botocore.auth.SigV4Auth(botocore.credentials.Credentials(KEY, SECRET), "sagemaker", "us-east-1")
    request.context["timestamp"] = stamp
    request.headers["X-Amz-Date"] = stamp
    signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    contains(headers["Authorization"], "Signature=" + signature)


@test
def requests_are_botocores(folder):
    service = Service()
    driver = Driver(service.url)
    for operation, value in REQUESTS:
        shape = MODEL.operation_model(operation).output_shape
        answer = example(shape) if shape is not None else None
        service.answers = [(200, b"" if answer is None else json.dumps(answer).encode())]
        got = driver.ask({"call": operation, "input": value})
        if "error" in got:
            raise AssertionError(f"{operation}: {got['error']}")
        equal(got["output"], answer or {}, operation)
        assert_as_botocore(service.asked.pop(), operation, value)
        equal(service.asked, [], operation)
    driver.close()
    service.close()


@test
def pages_become_one_list(folder):
    service = Service()
    driver = Driver(service.url)
    entry = example(MODEL.operation_model("ListLabelingJobs").output_shape)["LabelingJobSummaryList"][0]
    pages = [{"LabelingJobSummaryList": [dict(entry, LabelingJobName=f"job-{n}{i}") for i in range(3)],
              **({"NextToken": f"t{n}"} if n < 2 else {})} for n in range(3)]
    service.answers = [(200, json.dumps(page).encode()) for page in pages]
    got = driver.ask({"call": "ListLabelingJobs", "input": {"NameContains": "job"}, "all": True})
    equal([job["LabelingJobName"] for job in got["all"]], [f"job-{n}{i}" for n in range(3) for i in range(3)])
    equal([json.loads(body).get("NextToken") for _, _, body in service.asked], [None, "t0", "t1"])
    driver.close()
    service.close()


@test
def bad_requests_are_not_sent(folder):
    service = Service()
    driver = Driver(service.url)
    for operation, value, part in [
            ("DescribeLabelingJob", {}, "labelingJobName"),
            ("DescribeLabelingJob", {"LabelingJobName": "a_b"}, "labelingJobName"),
            ("DescribeLabelingJob", {"LabelingJobName": 3}, "LabelingJobName"),
            ("ListLabelingJobs", {"MaxResults": 101}, "maxResults"),
            ("ListLabelingJobs", {"StatusEquals": "Done"}, "statusEquals"),
            ("AddTags", {"ResourceArn": JOB_ARN}, "tags"),
            ("DeleteTags", {"ResourceArn": JOB_ARN, "TagKeys": []}, "tagKeys"),
            ("CreateLabelingJob", {"LabelingJobName": "x"}, "roleArn")]:
        got = driver.ask({"call": operation, "input": value})
        contains(got["error"].lower(), part.lower())
    equal(service.asked, [])
    driver.close()
    service.close()


@test
def bad_answers_are_told(folder):
    service = Service()
    driver = Driver(service.url)
    for answer, part in [(b"not json", "JSON"), (b"[]", "LabelingJobStatus"), (b"{}", "LabelingJobStatus"),
                         (b'{"LabelingJobStatus": 3}', "LabelingJobStatus")]:
        service.answers = [(200, answer)]
        contains(driver.ask({"call": "DescribeLabelingJob", "input": {"LabelingJobName": "x"}})["error"], part)
    driver.close()
    service.close()


@test
def errors_keep_their_code(folder):
    service = Service()
    driver = Driver(service.url)
    for status, code in [(400, "ResourceInUse"), (400, "ResourceLimitExceeded"), (400, "ResourceNotFound"),
                         (400, "ValidationException"), (400, "AccessDeniedException"), (400, "ExpiredTokenException"),
                         (400, "UnrecognizedClientException"), (403, "InvalidSignatureException"),
                         (400, "MissingAuthenticationTokenException"), (400, "IncompleteSignature"),
                         (400, "RequestExpired"), (403, "OptInRequired")]:
        body = json.dumps({"__type": f"com.amazonaws.sagemaker#{code}", "message": "because"}).encode()
        service.answers = [(status, body)] * 3
        got = driver.ask({"call": "StopLabelingJob", "input": {"LabelingJobName": "x"}})
        equal(got["code"], code)
        contains(got["error"], "because")
        contains(got["error"], "0f1e")
    driver.close()
    service.close()


@test
def a_lost_answer_is_looked_up(folder):
    service = Service()
    driver = Driver(service.url)
    description = example(MODEL.operation_model("DescribeLabelingJob").output_shape)
    service.answers = [(0, b""), (200, json.dumps(description).encode())]
    got = driver.ask({"call": "CreateLabelingJob", "input": REQUESTS[0][1]})
    equal(got["output"]["LabelingJobArn"], description["LabelingJobArn"])
    equal([headers["X-Amz-Target"] for _, headers, _ in service.asked],
          ["SageMaker.CreateLabelingJob", "SageMaker.DescribeLabelingJob"])
    driver.close()
    service.close()


main()
