# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many small objects from and to a fast server (nginx) on loopback, beside rclone, in one run: usage
bench-s3.py [OBJECTS [BYTES [ROUNDS]]]. Fails when labelwright-cli is not 1.6 times as fast or takes 40 MB of memory.
Signatures are not checked by the server; lists are written beforehand."""

import os
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(os.path.join(os.environ.get("LW_BUILD_DIR", "_build"), "src", "labelwright-cli"))
N_OBJECTS, N_BYTES, N_ROUNDS = (int(n) for n in (sys.argv[1:] + ["10000", "102400", "3"][len(sys.argv) - 1:]))
WANTED_RATIO, MAX_MEGABYTES = 1.6, 40
CONFIG = """
worker_processes 1; daemon off; pid @/pid; error_log @/error warn; events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=20000 inactive=300s;
  client_body_temp_path @/body; client_body_buffer_size 256k; client_max_body_size 1g;
  proxy_temp_path @/t1; fastcgi_temp_path @/t2; uwsgi_temp_path @/t3; scgi_temp_path @/t4;
  map $args $page { default first; "~(?:marker|continuation-token)=page(?<number>[0-9]+)" $number; }
  server {
    listen 127.0.0.1:PORT backlog=1024; root @/www;
    location = /bucket  { default_type application/xml; rewrite ^ /lists/$page.xml last; }
    location = /bucket/ { default_type application/xml; rewrite ^ /lists/$page.xml last; }
    location /lists/ { types {} default_type application/xml; }
    location /put/ { dav_methods PUT DELETE; create_full_put_path on; }
    location / { }
  }
}
"""
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}


def make_objects(www):
    os.makedirs(f"{www}/bucket/obj")
    os.makedirs(f"{www}/lists")
    os.makedirs(f"{www}/put")
    generator = random.Random(1)
    for first in range(0, N_OBJECTS, 1000):
        last = min(N_OBJECTS, first + 1000)
        more = last < N_OBJECTS
        text = ("<ListBucketResult><Name>bucket</Name><Prefix>obj/</Prefix>"
                f"<IsTruncated>{str(more).lower()}</IsTruncated>")
        if more:
            text += f"<NextContinuationToken>page{last}</NextContinuationToken><NextMarker>page{last}</NextMarker>"
        for i in range(first, last):
            with open(f"{www}/bucket/obj/{i:05d}.jpg", "wb") as file:
                file.write(generator.randbytes(N_BYTES))
            text += (f"<Contents><Key>obj/{i:05d}.jpg</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                     f"<ETag>&quot;{i}-1&quot;</ETag><Size>{N_BYTES}</Size></Contents>")
        with open(f"{www}/lists/{first if first > 0 else 'first'}.xml", "w", encoding="ascii") as file:
            file.write(text + "</ListBucketResult>")


def measure(command):
    """Seconds of the wall and megabytes of memory."""
    environment = {**os.environ, **KEYS}
    environment.pop("AWS_CA_BUNDLE", None)
    start = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} failed: {errors[-500:]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def compare(what, ours, theirs, target):
    """Turns about, each into an empty folder; the medians."""
    results = {"labelwright-cli": [], "rclone": []}
    for _ in range(N_ROUNDS):
        for name, command in (("labelwright-cli", ours), ("rclone", theirs)):
            shutil.rmtree(target, ignore_errors=True)
            os.makedirs(target)
            os.chmod(target, 0o777)
            results[name].append(measure(command))
            found = sum(len(files) for _, _, files in os.walk(target))
            assert found == N_OBJECTS, f"{name}: {found} of {N_OBJECTS} objects"
    seconds, memory = (statistics.median(part) for part in zip(*results["labelwright-cli"]))
    peer, peer_memory = (statistics.median(part) for part in zip(*results["rclone"]))
    good = peer / seconds >= WANTED_RATIO and memory <= MAX_MEGABYTES
    print(f"# {what}: {N_OBJECTS} objects of {N_BYTES} bytes: {seconds:.2f} s, {memory:.0f} MB; "
          f"rclone {peer:.2f} s, {peer_memory:.0f} MB")
    print(f"{'ok' if good else 'not ok'} - {what}: {peer / seconds:.2f} times rclone's rate")
    return good


def main():
    missing = [name for name in ("rclone", "nginx") if shutil.which(name, path=os.defpath + ":/usr/sbin") is None]
    if missing:
        print(f"1..0 # SKIP {' and '.join(missing)} not installed")
        return 0
    # nginx keeps the files open that it has sent.
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=shared) as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        os.chmod(folder, 0o777)
        make_objects(f"{folder}/www")
        with open(f"{folder}/nginx.conf", "w", encoding="ascii") as file:
            file.write(CONFIG.replace("@", folder).replace("PORT", str(port)))
        with subprocess.Popen([shutil.which("nginx", path=os.defpath + ":/usr/sbin"), "-c", f"{folder}/nginx.conf"],
                              stderr=subprocess.DEVNULL) as server:
            try:
                time.sleep(0.5)
                url = f"http://127.0.0.1:{port}"
                rclone = ["rclone", "--config", "/dev/null", "--s3-provider", "Other", "--s3-access-key-id", "a",
                          "--s3-secret-access-key", "b", "--s3-endpoint", url, "--s3-region", "us-east-1",
                          "--s3-force-path-style", "--s3-no-check-bucket", "--transfers", "16", "copy"]
                print("1..2")
                down = compare("down", [PROGRAM, "s3", "cp", "-r", "s3://bucket/obj", f"{folder}/down",
                                        "--endpoint-url", url],
                               [*rclone, ":s3:bucket/obj", f"{folder}/down"], f"{folder}/down")
                # The fewest requests that rclone can do with.
                up = compare("up", [PROGRAM, "s3", "cp", "-r", f"{folder}/www/bucket/obj", "s3://put/obj",
                                    "--endpoint-url", url],
                             [*rclone, "--s3-no-head", "--no-traverse", f"{folder}/www/bucket/obj", ":s3:put/obj"],
                             f"{folder}/www/put")
                return 0 if down and up else 1
            finally:
                server.terminate()


sys.exit(main())
