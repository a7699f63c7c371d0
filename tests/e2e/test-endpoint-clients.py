# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The endpoint, driven by programs that nobody here wrote: the AWS CLI, s3cmd, rclone and curl, as Debian has them."""

import filecmp
import json
import os
import shutil

import lw_tap
from lw_endpoint import Server, command, equal

NAMES = ["a.jpg", "b c.jpg", "é/ü+1.jpg", "deep/er/x&y.txt", "per%20cent.txt", "empty", "🐈.png"]
server = None


def local(name):
    return os.path.join(server.folder, name)


def make_files():
    for i, name in enumerate(NAMES):
        path = os.path.join(local("files"), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(b"" if name == "empty" else os.urandom(1000 + i))
    with open(os.path.join(local("files"), "large.bin"), "wb") as file:
        file.write(os.urandom(20 << 20))


def same(folder):
    compared = filecmp.dircmp(local("files"), folder)

    def check(node):
        equal((node.left_only, node.right_only, node.diff_files, node.funny_files), ([], [], [], []))
        for below in node.subdirs.values():
            check(below)

    check(compared)
    shutil.rmtree(folder)


def aws_cli():
    def aws(*arguments, **options):
        return command(server, "/usr/bin/aws", "--endpoint-url", server.url, *arguments, **options)

    aws("s3", "mb", "s3://cli")
    aws("s3", "sync", local("files"), "s3://cli/in", "--no-progress")
    equal(aws("s3", "sync", local("files"), "s3://cli/in", "--no-progress"), "")
    aws("s3", "cp", "--recursive", "s3://cli/in", "s3://cli/copy", "--no-progress")
    equal(len(aws("s3", "ls", "--recursive", "s3://cli/copy").splitlines()), len(NAMES) + 1)
    aws("s3", "sync", "s3://cli/copy", local("back"), "--no-progress")
    same(local("back"))
    url = aws("s3", "presign", "s3://cli/in/é/ü+1.jpg").strip()
    command(server, "curl", "-sf", "-o", local("one"), url)
    assert filecmp.cmp(local("one"), os.path.join(local("files"), "é/ü+1.jpg"), shallow=False)
    aws("s3", "rm", "--recursive", "s3://cli", "--quiet")
    aws("s3", "rb", "s3://cli")
    equal(json.loads(aws("sts", "get-caller-identity"))["Account"], "000000000000")
    equal(json.loads(aws("sagemaker", "list-labeling-jobs"))["LabelingJobSummaryList"], [])
    aws("s3", "ls", "s3://none", code=254)
    aws("sagemaker", "describe-labeling-job", "--labeling-job-name", "none", code=254)


def s3cmd():
    def run(*arguments, **options):
        return command(server, "s3cmd", "--config=/dev/null", f"--access_key={server.id}",
                       f"--secret_key={server.secret}", f"--host={server.host}", f"--host-bucket={server.host}",
                       "--no-ssl", *arguments, **options)

    run("mb", "s3://cmd")
    run("sync", "--quiet", local("files") + "/", "s3://cmd/in/")
    equal(run("sync", local("files") + "/", "s3://cmd/in/"), "")
    equal(len(run("ls", "--recursive", "s3://cmd").splitlines()), len(NAMES) + 1)
    run("cp", "--quiet", "s3://cmd/in/a.jpg", "s3://cmd/a copy.jpg")
    run("info", "s3://cmd/a copy.jpg")
    os.makedirs(local("back"))
    run("sync", "--quiet", "s3://cmd/in/", local("back") + "/")
    same(local("back"))
    run("del", "--quiet", "--recursive", "--force", "s3://cmd")
    run("rb", "s3://cmd")
    run("ls", "s3://none", code=12)


def rclone():
    def run(*arguments, **options):
        return command(server, "rclone", "--s3-provider", "Other", "--s3-access-key-id", server.id,
                       "--s3-secret-access-key", server.secret, "--s3-endpoint", server.url, "--s3-region", "us-east-1",
                       "--s3-force-path-style", *arguments, **options)

    run("mkdir", ":s3:clone")
    run("sync", local("files"), ":s3:clone/in")
    for _ in range(2):
        stats = run("sync", local("files"), ":s3:clone/in", "--stats-one-line", "-v", "--use-json-log")
        assert "Copied" not in stats, stats
    run("check", local("files"), ":s3:clone/in")
    equal(len(run("lsf", "-R", "--files-only", ":s3:clone").splitlines()), len(NAMES) + 1)
    run("copy", ":s3:clone/in", ":s3:clone/copy")
    run("move", ":s3:clone/copy/a.jpg", ":s3:clone/moved")
    run("copy", ":s3:clone/in", local("back"))
    same(local("back"))
    run("purge", ":s3:clone")


def curl():
    """Signs by itself; sends a body that it does not know the length of."""
    def run(*arguments, **options):
        return command(server, "curl", "-sf", "--aws-sigv4", "aws:amz:us-east-1:s3", "--user",
                       f"{server.id}:{server.secret}", "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD",
                       *arguments, **options)

    run("-X", "PUT", f"{server.url}/curl-box")
    run("-T", os.path.join(local("files"), "large.bin"), f"{server.url}/curl-box/large")
    run("-o", local("one"), f"{server.url}/curl-box/large")
    assert filecmp.cmp(local("one"), os.path.join(local("files"), "large.bin"), shallow=False)


def main():
    global server
    server = Server()
    try:
        make_files()
        lw_tap.run(aws_cli, s3cmd, rclone, curl)
    finally:
        server.close()


if __name__ == "__main__":
    main()
