# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Labeling jobs of the endpoint, driven by boto3: the service's own request with every field, for both task
types; lists with every filter, order and page; work teams, tags, templates, and each error that
the service's reference has."""

import datetime
import json
import time

import lw_tap
from lw_endpoint import REGION, Server, equal, fails

ACCOUNT = "432418664414"
ROLE = "arn:aws:iam::111122223333:role/service-role/AmazonSageMaker-ExecutionRole"
TEMPLATE = """<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form>
  <crowd-image-classifier name="crowd-image-classifier" src="{{ task.input.taskObject | grant_read_access }}"
    header="Which one?" categories="{{ task.input.labels | to_json | escape }}">
    <full-instructions header="How">Look</full-instructions><short-instructions>Look</short-instructions>
  </crowd-image-classifier>
</crowd-form>"""
server = None


def request(name, task="ImageMultiClass", **changes):
    """The request of the service's documentation, with every field."""
    lambdas = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function"
    found = {
        "LabelingJobName": name,
        "LabelAttributeName": f"{name}-labels",
        "InputConfig": {
            "DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://jobs/in/dataset.manifest"}},
            "DataAttributes": {"ContentClassifiers": ["FreeOfPersonallyIdentifiableInformation",
                                                      "FreeOfAdultContent"]}},
        "OutputConfig": {"S3OutputPath": "s3://jobs/out/", "KmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/abcd",
                         "SnsTopicArn": "arn:aws:sns:us-east-1:111122223333:topic"},
        "RoleArn": ROLE,
        "LabelCategoryConfigS3Uri": "s3://jobs/in/labels.json",
        "StoppingConditions": {"MaxHumanLabeledObjectCount": 100, "MaxPercentageOfInputDatasetLabeled": 90},
        "HumanTaskConfig": {
            "WorkteamArn": f"arn:aws:sagemaker:{REGION}:111122223333:workteam/private-crowd/team-a",
            "UiConfig": {"UiTemplateS3Uri": "s3://jobs/in/template.liquid"},
            "PreHumanTaskLambdaArn": f"{lambdas}:PRE-{task}",
            "TaskKeywords": ["Images", "categorization", "image classification"],
            "TaskTitle": "Which animal?",
            "TaskDescription": "Choose one animal.",
            "NumberOfHumanWorkersPerDataObject": 3,
            "TaskTimeLimitInSeconds": 300,
            "TaskAvailabilityLifetimeInSeconds": 864000,
            "MaxConcurrentTaskCount": 1000,
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{lambdas}:ACS-{task}"},
            "PublicWorkforceTaskPrice": {"AmountInUsd": {"Dollars": 0, "Cents": 1, "TenthFractionsOfACent": 2}}},
        "Tags": [{"Key": "team", "Value": "birds"}, {"Key": "empty", "Value": ""}]}
    found.update(changes)
    return found


def wait(client, name, *statuses):
    for _ in range(600):
        found = client.describe_labeling_job(LabelingJobName=name)
        if found["LabelingJobStatus"] in statuses:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{name} is {found['LabelingJobStatus']}: {found.get('FailureReason')}")


def prepare():
    s3 = server.client("s3")
    s3.create_bucket(Bucket="jobs")
    lines = "".join(json.dumps({"source-ref": f"s3://jobs/images/{i}.jpg"}) + "\n" for i in range(20))
    s3.put_object(Bucket="jobs", Key="in/dataset.manifest", Body=lines.encode())
    labels = {"document-version": "2018-11-28", "labels": [{"label": "cat"}, {"label": "dog"}]}
    s3.put_object(Bucket="jobs", Key="in/labels.json", Body=json.dumps(labels).encode())
    s3.put_object(Bucket="jobs", Key="in/template.liquid", Body=TEMPLATE.encode())


def create_and_describe():
    client = server.client("sagemaker")
    for name, task in (("Pets-1", "ImageMultiClass"), ("pets-multi", "ImageMultiClassMultiLabel")):
        asked = request(name, task)
        arn = client.create_labeling_job(**asked)["LabelingJobArn"]
        equal(arn, f"arn:aws:sagemaker:{REGION}:000000000000:labeling-job/{name.lower()}")
        found = wait(client, name, "InProgress")
        for member, value in asked.items():
            equal(found[member], value)
        equal(found["LabelingJobArn"], arn)
        equal(found["LabelCounters"], {"TotalLabeled": 0, "HumanLabeled": 0, "MachineLabeled": 0,
                                       "FailedNonRetryableError": 0, "Unlabeled": 20})
        assert found["JobReferenceCode"].startswith("000000000000")
    found = client.describe_labeling_job(LabelingJobName="pets-1")
    equal(found["LabelingJobName"], "Pets-1")
    fails("ResourceInUse", client.create_labeling_job, **request("pets-1"))
    fails("ResourceNotFound", client.describe_labeling_job, LabelingJobName="none")
    least = request("least")
    for name in ("StoppingConditions", "Tags"):
        del least[name]
    for name in ("TaskKeywords", "TaskAvailabilityLifetimeInSeconds", "MaxConcurrentTaskCount",
                 "PublicWorkforceTaskPrice"):
        del least["HumanTaskConfig"][name]
    least["OutputConfig"] = {"S3OutputPath": "s3://jobs/out"}
    client.create_labeling_job(**least)
    found = client.describe_labeling_job(LabelingJobName="least")
    equal((found["OutputConfig"]["KmsKeyId"], found["HumanTaskConfig"]["MaxConcurrentTaskCount"]), ("", 1000))
    equal(found["Tags"], [])


def lists():
    client = server.client("sagemaker")
    for i in range(5):
        client.create_labeling_job(**request(f"job-{i}"))
        time.sleep(0.01)
    client.stop_labeling_job(LabelingJobName="job-3")
    wait(client, "job-3", "Stopped")
    names = ["Pets-1", "pets-multi", "least", "job-0", "job-1", "job-2", "job-3", "job-4"]

    def listed(**filters):
        return [j["LabelingJobName"] for j in client.list_labeling_jobs(**filters)["LabelingJobSummaryList"]]

    equal(listed(), names)
    equal(listed(SortOrder="Descending"), names[::-1])
    equal(listed(SortBy="Name"), sorted(names, key=str.lower))
    equal(listed(SortBy="Name", SortOrder="Descending"), sorted(names, key=str.lower, reverse=True))
    equal(set(listed(SortBy="Status")[-1:]), {"job-3"})
    equal(listed(NameContains="PETS"), names[:2])
    equal(listed(StatusEquals="Stopped"), ["job-3"])
    equal(listed(StatusEquals="Failed"), [])
    summary = {j["LabelingJobName"]: j for j in client.list_labeling_jobs()["LabelingJobSummaryList"]}
    at = summary["job-1"]["CreationTime"]
    day = datetime.timedelta(days=1)
    for member in ("CreationTime", "LastModifiedTime"):
        equal(listed(**{f"{member}After": at - day, f"{member}Before": at + day}), names)
        equal(listed(**{f"{member}After": at + day}), [])
        equal(listed(**{f"{member}Before": at - day}), [])
    # boto3 sends whole seconds; the service takes fractions.
    exact = server.client("sagemaker")
    exact.meta.events.register("before-call.sagemaker.ListLabelingJobs", lambda params, **_: params.update(
        body=json.dumps({"CreationTimeAfter": at.timestamp(), "SortOrder": "Ascending"}).encode()))
    equal([j["LabelingJobName"] for j in exact.list_labeling_jobs()["LabelingJobSummaryList"]], names[5:])
    equal(summary["job-1"]["InputConfig"], request("x")["InputConfig"])
    for size in (1, 3, 8, 100):
        pages = client.get_paginator("list_labeling_jobs").paginate(PaginationConfig={"PageSize": size})
        equal([j["LabelingJobName"] for p in pages for j in p["LabelingJobSummaryList"]], names)
    fails("ValidationException", client.list_labeling_jobs, NextToken="nonsense")
    team = request("x")["HumanTaskConfig"]["WorkteamArn"]
    pages = list(client.get_paginator("list_labeling_jobs_for_workteam").paginate(
        WorkteamArn=team, PaginationConfig={"PageSize": 3})) if client.can_paginate(
            "list_labeling_jobs_for_workteam") else [client.list_labeling_jobs_for_workteam(WorkteamArn=team)]
    equal([j["LabelingJobName"] for p in pages for j in p["LabelingJobSummaryList"]], names)
    code = pages[0]["LabelingJobSummaryList"][1]["JobReferenceCode"]
    found = client.list_labeling_jobs_for_workteam(WorkteamArn=team, JobReferenceCodeContains=code[12:20])
    equal([j["LabelingJobName"] for j in found["LabelingJobSummaryList"]], ["pets-multi"])
    fails("ResourceNotFound", client.list_labeling_jobs_for_workteam, WorkteamArn=team + "-none")


def stop():
    client = server.client("sagemaker")
    client.stop_labeling_job(LabelingJobName="job-4")
    found = wait(client, "job-4", "Stopped")
    equal(found["LabelingJobOutput"], {"OutputDatasetS3Uri": "s3://jobs/out/job-4/manifests/output/output.manifest"})
    fails("ValidationException", client.stop_labeling_job, LabelingJobName="job-4")
    fails("ResourceNotFound", client.stop_labeling_job, LabelingJobName="none")
    broken = request("broken")
    broken["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = "s3://jobs/in/none.manifest"
    client.create_labeling_job(**broken)
    assert wait(client, "broken", "Failed")["FailureReason"]


def tags():
    client = server.client("sagemaker")
    arn = client.describe_labeling_job(LabelingJobName="pets-1")["LabelingJobArn"]
    equal(client.list_tags(ResourceArn=arn)["Tags"], request("x")["Tags"])
    found = client.add_tags(ResourceArn=arn, Tags=[{"Key": "team", "Value": "new"}, {"Key": "ü", "Value": "1"}])["Tags"]
    equal(found, [{"Key": "empty", "Value": ""}, {"Key": "team", "Value": "new"}, {"Key": "ü", "Value": "1"}])
    client.delete_tags(ResourceArn=arn, TagKeys=["empty", "none"])
    equal(client.describe_labeling_job(LabelingJobName="pets-1")["Tags"], found[1:])
    fails("ResourceNotFound", client.list_tags, ResourceArn=arn + "-none")


def teams():
    client = server.client("sagemaker")
    member = {"CognitoMemberDefinition": {"UserPool": "us-east-1_abc", "UserGroup": "g", "ClientId": "c"}}
    client.create_workforce(WorkforceName="mine", CognitoConfig={"UserPool": "us-east-1_abc", "ClientId": "c"})
    equal(client.describe_workforce(WorkforceName="mine")["Workforce"]["WorkforceName"], "mine")
    arn = client.create_workteam(WorkteamName="Team-B", Description="Some", MemberDefinitions=[member],
                                 WorkforceName="mine")["WorkteamArn"]
    fails("ResourceInUse", client.create_workteam, WorkteamName="team-b", Description="x", MemberDefinitions=[member])
    team = client.describe_workteam(WorkteamName="Team-B")["Workteam"]
    equal((team["WorkteamArn"], team["MemberDefinitions"], team["Description"]), (arn, [member], "Some"))
    client.update_workteam(WorkteamName="Team-B", Description="Others")
    names = [t["WorkteamName"] for t in client.list_workteams(SortBy="Name")["Workteams"]]
    equal(names, ["Team-B", "this-computer"])
    equal([t["Description"] for t in client.list_workteams(NameContains="team")["Workteams"]], ["Others"])
    equal(len(client.list_workteams(MaxResults=1)["Workteams"]), 1)
    equal(client.list_labeling_jobs_for_workteam(WorkteamArn=arn)["LabelingJobSummaryList"], [])
    equal(client.list_subscribed_workteams()["SubscribedWorkteams"], [])
    equal(client.delete_workteam(WorkteamName="Team-B")["Success"], True)
    fails("ResourceNotFound", client.describe_workteam, WorkteamName="Team-B")
    for i in range(24):
        client.create_workteam(WorkteamName=f"t{i}", Description="x", MemberDefinitions=[member])
    fails("ResourceLimitExceeded", client.create_workteam, WorkteamName="t25", Description="x",
          MemberDefinitions=[member])


def render():
    client = server.client("sagemaker")
    task = {"Input": json.dumps({"taskObject": "s3://jobs/k.jpg", "labels": ["cat", "<b>"]})}
    found = client.render_ui_template(UiTemplate={"Content": TEMPLATE}, Task=task, RoleArn=ROLE)
    equal(found["Errors"], [])
    assert "crowd-image-classifier" in found["RenderedContent"] and "s3://jobs/k.jpg" in found["RenderedContent"]
    found = client.render_ui_template(UiTemplate={"Content": "{% if %}"}, Task=task, RoleArn=ROLE)
    assert found["Errors"] and not found["RenderedContent"], found
    fails("ValidationException", client.render_ui_template, UiTemplate={"Content": "x"}, Task={"Input": "{not json"},
          RoleArn=ROLE)
    fails("ResourceNotFound", client.render_ui_template, Task=task, RoleArn=ROLE,
          HumanTaskUiArn=f"arn:aws:sagemaker:{REGION}:111122223333:human-task-ui/none")


def validation():
    """What breaks the model is refused in the service's words."""
    client = server.client("sagemaker", config={"parameter_validation": False})
    head = "1 validation error detected: Value "
    rows = [
        ({"LabelingJobName": "a b"}, f"{head}'a b' at 'labelingJobName' failed to satisfy constraint: Member must "
         "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"),
        ({"RoleArn": None}, f"{head}null at 'roleArn' failed to satisfy constraint: Member must not be null"),
    ]
    for changes, message in rows:
        asked = request("valid", **changes)
        asked = {k: v for k, v in asked.items() if v is not None}
        equal(fails("ValidationException", client.create_labeling_job, **asked).response["Error"]["Message"], message)
    asked = request("valid")
    asked["HumanTaskConfig"].update(NumberOfHumanWorkersPerDataObject=10, TaskKeywords=["a-b"], TaskTitle="x" * 129)
    message = fails("ValidationException", client.create_labeling_job, **asked).response["Error"]["Message"]
    assert message.startswith("3 validation errors detected: "), message
    assert "'humanTaskConfig.taskKeywords.1.member'" in message, message
    fails("ValidationException", client.create_labeling_job, **request("valid", LabelAttributeName="x-metadata"))
    fails("ValidationException", client.list_labeling_jobs, SortBy="Color")
    fails("ValidationException", client.list_labeling_jobs, MaxResults=101)
    fails("SerializationException", client._make_api_call, "ListLabelingJobs", {"NameContains": "x", "MaxResults": 1.5})


def identity():
    equal(server.client("sts").get_caller_identity()["Account"], "000000000000")


def main():
    global server
    server = Server()
    try:
        prepare()
        lw_tap.run(create_and_describe, lists, stop, tags, teams, render, validation, identity)
    finally:
        server.close()


if __name__ == "__main__":
    main()
