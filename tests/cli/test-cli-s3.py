# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""s3 ls, cp and sync against a server that nobody here wrote, through a proxy that breaks answers, and while the server
is killed: every transfer completes or fails clearly, and no file is half there."""

import http.server
import os
import random
import subprocess
import threading
import time

import lw_s3
from lw_cli import PROGRAM, contains, equal, main, run, test

FAULTS = ["500", "503", "reset", "truncate", "upset", "slow"]


def environment(folder, **more):
    return {**lw_s3.KEYS, "XDG_STATE_HOME": os.path.join(folder, "state"), **more}


def s3(folder, url, *arguments, **options):
    return run("s3", *arguments, "--endpoint-url", url, env=environment(folder), timeout=120, **options)


def make_files(folder, count, size, seed=1):
    generator = random.Random(seed)
    os.makedirs(os.path.join(folder, "deep", "er"), exist_ok=True)
    names = [os.path.join("deep", "er", "ä b+c%20&'.jpg"), "empty.txt"]
    names += [f"{i:04d}.jpg" for i in range(count - len(names))]
    for name in names:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(generator.randbytes(0 if name == "empty.txt" else generator.randrange(1, size)))
    return names


def read(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def check_whole(left, right):
    """What is in the right folder is whole; returns how much of the left one it is."""
    names = [os.path.relpath(os.path.join(at, name), right) for at, _, files in os.walk(right) for name in files]
    for name in names:
        equal(read(right, name), read(left, name), name)
    return len(names)


@test
def copies_lists_and_syncs(folder):
    source, target = os.path.join(folder, "photos"), os.path.join(folder, "back")
    names = make_files(source, 60, 50000)
    with lw_s3.Server(folder) as server:
        first = s3(folder, server.url, "sync", source, "s3://bucket/pets", "--json").json()
        equal((first["transferred"], first["failed"]), (60, 0))
        second = s3(folder, server.url, "sync", source, "s3://bucket/pets", "--json").json()
        equal((second["transferred"], second["unchanged"], second["bytes"]), (0, 60, 0))

        listed = s3(folder, server.url, "ls", "s3://bucket/pets/", "--recursive", "--json").json()
        equal(sorted(item["key"] for item in listed["objects"]), sorted("pets/" + name for name in names))
        equal(listed["bytes"], sum(os.path.getsize(os.path.join(source, name)) for name in names))
        flat = s3(folder, server.url, "ls", "s3://bucket", "--json").json()
        equal((flat["prefixes"], flat["objects"]), (["pets/"], []))
        contains(s3(folder, server.url, "ls").out, "bucket")

        s3(folder, server.url, "cp", "--recursive", "s3://bucket/pets", target)
        equal(check_whole(source, target), 60)
        again = s3(folder, server.url, "sync", "s3://bucket/pets/", target, "--json").json()
        equal((again["transferred"], again["unchanged"]), (0, 60))
        os.truncate(os.path.join(target, names[-1]), 0)
        equal(s3(folder, server.url, "sync", "s3://bucket/pets/", target, "--json").json()["transferred"], 1)

        s3(folder, server.url, "cp", os.path.join(source, names[-1]), "s3://bucket/one/")
        s3(folder, server.url, "cp", "--recursive", "s3://bucket/one/", "s3://bucket/copies/")
        equal(s3(folder, server.url, "ls", "s3://bucket/copies/", "-r", "--json").json()["count"], 1)
        s3(folder, server.url, "cp", "s3://bucket/one/" + names[-1], os.path.join(folder, "one.jpg"))
        equal(read(folder, "one.jpg"), read(source, names[-1]))


@test
def large_files_go_in_parts(folder):
    source, target = os.path.join(folder, "large.bin"), os.path.join(folder, "back.bin")
    content = random.Random(2).randbytes(1000003) * 20
    with open(source, "wb") as file:
        file.write(content)
    with lw_s3.Server(folder) as server:
        s3(folder, server.url, "cp", source, "s3://bucket/large.bin")
        equal(os.listdir(os.path.join(folder, "state", "labelwright", "uploads")), [])
        with lw_s3.Proxy(server.port, ["truncate"], 0.5) as proxy:
            s3(folder, proxy.url, "cp", "s3://bucket/large.bin", target)
        equal(read(target) == content, True, "content")
        equal([name for name in os.listdir(folder) if name.startswith(".")], [])


@test
def faults_are_tried_again(folder):
    source, target = os.path.join(folder, "photos"), os.path.join(folder, "back")
    make_files(source, 150, 60000)
    with lw_s3.Server(folder) as server, lw_s3.Proxy(server.port, FAULTS, 0.15) as proxy:
        result = s3(folder, proxy.url, "sync", source, "s3://bucket/pets/", code=None)
        equal(result.code in (0, 3), True, f"exit code {result.code}: {result.err}")
        s3(folder, server.url, "sync", source, "s3://bucket/pets/")
        result = s3(folder, proxy.url, "sync", "s3://bucket/pets/", target, code=None)
        equal(result.code in (0, 3), True, f"exit code {result.code}: {result.err}")
        equal(result.code == 3, "labelwright-cli: s3://" in result.err, result.err)
        check_whole(source, target)
        equal(sum(count for fault, count in proxy.seen.items() if fault != "none") > 20, True, "faults")
        s3(folder, server.url, "sync", "s3://bucket/pets/", target)
        equal(check_whole(source, target), 150)


@test
def a_server_that_is_killed(folder):
    source, target = os.path.join(folder, "photos"), os.path.join(folder, "back")
    make_files(source, 400, 150000)
    with lw_s3.Server(folder) as server:
        s3(folder, server.url, "sync", source, "s3://bucket/pets/")
        with subprocess.Popen([PROGRAM, "s3", "cp", "-r", "s3://bucket/pets", target, "--endpoint-url", server.url],
                              env={**os.environ, **environment(folder)}, stderr=subprocess.PIPE) as process:
            while not os.path.isdir(target) or len(os.listdir(target)) < 20:
                time.sleep(0.005)
            server.kill()
            _, errors = process.communicate(timeout=90)
        equal(process.returncode, 3, errors.decode())
        contains(errors.decode(), "127.0.0.1")
        equal(check_whole(source, target) < 400, True, "the server was killed too late")
        server.start()
        s3(folder, server.url, "sync", "s3://bucket/pets", target)
        equal(check_whole(source, target), 400)


@test
def a_client_that_is_killed_goes_on(folder):
    target = os.path.join(folder, "back.bin")
    content = random.Random(3).randbytes(1000003) * 30
    with lw_s3.Server(folder) as server:
        source = os.path.join(folder, "large.bin")
        with open(source, "wb") as file:
            file.write(content)
        s3(folder, server.url, "cp", source, "s3://bucket/large.bin")
        with subprocess.Popen([PROGRAM, "s3", "cp", "s3://bucket/large.bin", target, "--endpoint-url", server.url],
                              env={**os.environ, **environment(folder)}) as process:
            while process.poll() is None and not any(name.startswith(".lw-") for name in os.listdir(folder)):
                time.sleep(0.001)
            process.kill()
        equal(os.path.exists(target) and os.path.getsize(target) != len(content), False, "half a file")
        s3(folder, server.url, "cp", "s3://bucket/large.bin", target)
        equal(read(target) == content, True, "content")


@test
def what_goes_wrong_has_its_exit_code(folder):
    port = lw_s3.free_port()
    result = s3(folder, f"http://127.0.0.1:{port}", "ls", "s3://bucket/", code=3)
    contains(result.err, "127.0.0.1")
    with lw_s3.Server(folder) as server:
        result = s3(folder, server.url, "ls", "s3://nothing-here/", code=5)
        contains(result.err, "NoSuchBucket")
        result = s3(folder, server.url, "cp", "s3://bucket/nothing", os.path.join(folder, "x"), code=5)
        contains(result.err, "s3://bucket/nothing")
        equal(os.path.exists(os.path.join(folder, "x")), False)
        wrong = {**environment(folder), "AWS_ACCESS_KEY_ID": "wrong"}
        result = run("s3", "ls", "s3://bucket/", "--endpoint-url", server.url, env=wrong, code=4)
        contains(result.err, "InvalidAccessKeyId")
        nobody = {**environment(folder), "HOME": folder, "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
        run("s3", "ls", "s3://bucket/", "--endpoint-url", server.url, env=nobody, code=4)
    run("s3", "cp", "a", "b", code=2)
    run("s3", "ls", "http://bucket", code=2)


@test
def manifests_in_a_bucket(folder):
    manifest = os.path.join(folder, "input.manifest")
    with open(manifest, "w", encoding="utf-8") as file:
        file.write("".join(f'{{"source-ref":"s3://pets/{i}.jpg"}}\n' for i in range(100)))
    with lw_s3.Server(folder) as server:
        s3(folder, server.url, "cp", manifest, "s3://bucket/")
        env = {**environment(folder), "XDG_CACHE_HOME": os.path.join(folder, "cache")}
        for verb in ("stats", "query", "check"):
            there = run("manifest", verb, "s3://bucket/input.manifest", "--endpoint-url", server.url, env=env)
            equal(there.out.replace("s3://bucket/input.manifest", manifest), run("manifest", verb, manifest).out, verb)

        pictures = os.path.join(folder, "pictures")
        make_files(pictures, 12, 1000)
        s3(folder, server.url, "sync", pictures, "s3://bucket/pets")
        scan = run("dataset", "scan", "s3://bucket/pets/", "--json", "--endpoint-url", server.url, env=env).json()
        equal((scan["images"], scan["other-files"], scan["formats"]), (11, 1, {"JPEG": 11}))


@test
def keys_do_not_leave_the_folder(folder):
    """A server that lists what no file may be called."""
    listing = ("<ListBucketResult><IsTruncated>false</IsTruncated>"
               + "".join(f"<Contents><Key>p/{key}</Key><Size>3</Size></Contents>"
                         for key in ("../../evil", "a/../b", "ok"))
               + "</ListBucketResult>").encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = listing if "list-type" in self.path else b"abc"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        target = os.path.join(folder, "in", "here")
        result = s3(folder, f"http://127.0.0.1:{server.server_port}", "cp", "-r", "s3://b/p/", target, "--json", code=3)
        equal((result.json()["transferred"], result.json()["failed"]), (1, 2))
        equal(sorted(os.listdir(folder)), ["in"])
        equal(os.listdir(target), ["ok"])
        server.shutdown()


lw_s3.skip_without_server()
main()
