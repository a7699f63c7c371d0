# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A process that serves a workspace to AWS's clients, and these clients: Debian's boto3, the AWS CLI, s3cmd and rclone.
Every answer that boto3 gets is compared with botocore's own model."""

import os
import shutil
import subprocess
import tempfile

from lw_tap import Skip

PROGRAM = os.path.abspath(os.path.join(os.environ.get("LW_BUILD_DIR", "_build"), "src", "labelwright-cli"))
REGION = "us-east-1"


def botocore():
    """Debian's botocore; the tests of this folder are skipped where it is not installed."""
    try:
        import boto3
        import botocore.config
        import botocore.validate
    except ImportError as error:
        raise Skip(str(error)) from error
    return boto3


class Server:
    """labelwright-cli serve on a free port of the loopback, with a folder of its own."""

    def __init__(self, *options):
        self.folder = tempfile.mkdtemp(prefix="lw-endpoint-")
        self.workspace = os.path.join(self.folder, "workspace")
        self.options = options
        self.process = None
        self.start()

    def start(self, address="127.0.0.1:0"):
        self.process = subprocess.Popen(
            [PROGRAM, "--workspace", self.workspace, "serve", "--listen", address, "--print-config", *self.options],
            stdout=subprocess.PIPE, text=True)
        self.config = {}
        for line in self.process.stdout:
            if line.startswith("AWS_"):
                name, value = line.rstrip("\n").split("=", 1)
                self.config[name] = value
            if "addressing_style" in line:
                break
        self.url = self.config["AWS_ENDPOINT_URL"]
        self.host = self.url.split("//")[1]
        self.port = int(self.url.rsplit(":", 1)[1])
        self.id, self.secret = self.config["AWS_ACCESS_KEY_ID"], self.config["AWS_SECRET_ACCESS_KEY"]

    def stop(self):
        self.process.terminate()
        code = self.process.wait(60)
        self.process.stdout.close()
        assert code == 0, code

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def environment(self):
        """For clients that read it; nothing of the user's own configuration."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        environment.update({k: v for k, v in self.config.items() if k != "AWS_ENDPOINT_URL"})
        environment.update(AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE="/dev/null", HOME=self.folder,
                           AWS_SHARED_CREDENTIALS_FILE="/dev/null", RCLONE_CONFIG="/dev/null")
        return environment

    def client(self, service, **options):
        """A client of boto3 whose answers keep to the model."""
        boto3 = botocore()
        from botocore.config import Config
        os.environ.update(AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null")
        os.environ.pop("AWS_CA_BUNDLE", None)
        settings = {"aws_access_key_id": self.id, "aws_secret_access_key": self.secret, "region_name": REGION,
                    "endpoint_url": self.url}
        config = {"retries": {"max_attempts": 0}, "s3": {"addressing_style": "path"}, "max_pool_connections": 32}
        config.update(options.pop("config", {}))
        settings.update(options)
        client = boto3.client(service, config=Config(**config), **settings)
        client.meta.events.register(f"after-call.{service}", check_answer)
        return client


def check_answer(http_response, parsed, model, **_):
    """What was read has the types and the required members that botocore's model gives the operation."""
    from botocore.validate import ParamValidator
    if http_response.status_code >= 300 or model.output_shape is None:
        return
    # A location of None is what boto3 makes of the empty element.
    answer = {k: v for k, v in parsed.items() if k != "ResponseMetadata" and v is not None}
    report = ParamValidator().validate(answer, model.output_shape)
    assert not report.has_errors(), f"{model.name}: {report.generate_report()}"
    unknown = set(answer) - set(model.output_shape.members)
    assert not unknown, f"{model.name}: {unknown}"


def fails(code, function, *args, **kwargs):
    """The call is refused with this code; the error is returned."""
    from botocore.exceptions import ClientError
    try:
        function(*args, **kwargs)
    except ClientError as error:
        found = error.response["Error"]["Code"]
        assert found == code, f"{found}, not {code}: {error}"
        return error
    raise AssertionError(f"no error; {code} was expected")


def equal(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def command(server, *arguments, code=0, **options):
    """Runs a client's program; its output."""
    if shutil.which(arguments[0]) is None:
        raise Skip(f"{arguments[0]} is not installed")
    done = subprocess.run(arguments, env=server.environment(), capture_output=True, text=True, timeout=300, **options)
    assert code is None or done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
