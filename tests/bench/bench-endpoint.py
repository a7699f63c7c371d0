# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signed GETs of 100 KB with keep-alive from the endpoint, beside nginx, in one run; and the memory that one large
object takes, up and down: usage bench-endpoint.py [ROUNDS [GIGABYTES]]. Fails below half of nginx's rate or above
100 MB."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import lw_tap  # noqa: E402  (the folder is known only now)
from lw_endpoint import Server  # noqa: E402
from lw_tap import Skip  # noqa: E402

N_ROUNDS, GIGABYTES = (int(n) for n in (sys.argv[1:] + ["5", "5"][len(sys.argv) - 1:]))
N_OBJECTS, N_BYTES, N_CONNECTIONS, SECONDS = 500, 102400, 16, 2
WANTED_RATIO, MAX_MEGABYTES = 0.5, 100
CONFIG = """
worker_processes 1; daemon off; pid @/pid; error_log @/error warn; events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=20000 inactive=300s;
  client_body_temp_path @/t0; proxy_temp_path @/t1; fastcgi_temp_path @/t2; uwsgi_temp_path @/t3; scgi_temp_path @/t4;
  server { listen 127.0.0.1:PORT; root @/www; location / { } }
}
"""
SCRIPT = """
local paths, i = {}, 0
for line in io.lines("@/paths") do paths[#paths + 1] = line end
request = function() i = i % #paths + 1; return wrk.format("GET", paths[i]) end
"""
server = None


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Skip(f"{program} is not installed")


def fill(s3, folder):
    """The same objects in both servers, and an address of each that is signed."""
    body = os.urandom(N_BYTES)
    s3.create_bucket(Bucket="bucket")
    os.makedirs(f"{folder}/www/bucket")
    with open(f"{folder}/paths", "w", encoding="ascii") as paths:
        for i in range(N_OBJECTS):
            s3.put_object(Bucket="bucket", Key=f"{i}.jpg", Body=body)
            with open(f"{folder}/www/bucket/{i}.jpg", "wb") as file:
                file.write(body)
            at = {"Bucket": "bucket", "Key": f"{i}.jpg"}
            url = s3.generate_presigned_url("get_object", Params=at, ExpiresIn=9999)
            paths.write(url.split(server.host)[1] + "\n")


def write(folder, name, text):
    with open(f"{folder}/{name}", "w", encoding="ascii") as file:
        file.write(text.replace("@", folder))


def rate(folder, url):
    answer = subprocess.run(["wrk", "-t1", f"-c{N_CONNECTIONS}", f"-d{SECONDS}", "-s", f"{folder}/script.lua", url],
                            capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in answer and "Socket errors" not in answer, answer
    return float(answer.split("Requests/sec:")[1].split()[0])


def objects_per_second():
    need("nginx", "wrk")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        fill(server.client("s3", config={"signature_version": "s3v4"}), folder)
        port = server.port + 1 if server.port < 60000 else server.port - 1
        write(folder, "nginx.conf", CONFIG.replace("PORT", str(port)))
        write(folder, "script.lua", SCRIPT)
        peer = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"])
        try:
            time.sleep(0.5)
            ratios = []
            for _ in range(N_ROUNDS + 1):
                theirs, ours = rate(folder, f"http://127.0.0.1:{port}"), rate(folder, server.url)
                print(f"# GET of 100 KB: nginx {theirs:.0f}/s, endpoint {ours:.0f}/s, ratio {ours / theirs:.2f}",
                      flush=True)
                ratios.append(ours / theirs)
        finally:
            peer.terminate()
            peer.wait()
    # The first round warms up.
    ratio = statistics.median(ratios[1:])
    print(f"# median ratio {ratio:.2f}, at least {WANTED_RATIO} is wanted")
    assert ratio >= WANTED_RATIO, ratio


def megabytes():
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) / 1024


def large_object():
    need("curl")
    s3 = server.client("s3", config={"signature_version": "s3v4"})
    s3.create_bucket(Bucket="large")
    at = {"Bucket": "large", "Key": "object"}
    path = os.path.join(server.folder, "large")
    with open(path, "wb") as file:
        file.truncate(GIGABYTES << 30)
    before = megabytes()
    for name, options in (("put_object", ["-T", path]), ("get_object", ["-o", "/dev/null"])):
        begin = time.monotonic()
        url = s3.generate_presigned_url(name, Params=at, ExpiresIn=9999)
        subprocess.run(["curl", "-sSf", *options, url], check=True)
        print(f"# {name} of {GIGABYTES} GB: {time.monotonic() - begin:.1f} s, at most {megabytes():.0f} MB of memory "
              f"(before {before:.0f})", flush=True)
    assert megabytes() < MAX_MEGABYTES, megabytes()


def main():
    global server
    server = Server()
    try:
        lw_tap.run(objects_per_second, large_object)
    finally:
        server.close()


if __name__ == "__main__":
    main()
