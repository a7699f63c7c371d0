# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An S3 server that nobody here wrote (s3rver from npm), and a proxy that breaks what passes through it."""

import collections
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

SOURCE = os.path.abspath(os.environ.get("LW_SOURCE_DIR", "."))
S3RVER = os.path.join(SOURCE, "tests", "node_modules", ".bin", "s3rver")
KEYS = {"AWS_ACCESS_KEY_ID": "S3RVER", "AWS_SECRET_ACCESS_KEY": "S3RVER", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_CA_BUNDLE": ""}


def skip_without_server():
    if not os.path.exists(S3RVER) or shutil.which("node") is None:
        print("1..0 # SKIP s3rver is not installed (./dev setup)")
        sys.exit(0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """s3rver with one bucket, “bucket”; its objects survive when it is killed."""

    def __init__(self, folder):
        self.folder, self.port = os.path.join(folder, "s3rver"), free_port()
        os.makedirs(self.folder, exist_ok=True)
        self.start()

    def start(self):
        self.process = subprocess.Popen([S3RVER, "-d", self.folder, "-a", "127.0.0.1", "-p", str(self.port), "--silent",
                                         "--configure-bucket", "bucket"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    raise
                time.sleep(0.05)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


class Proxy:
    """Passes connections on. For each request a fault is drawn: "500" and "503" are answered at once, "reset" closes at
    once, "truncate" closes in the middle of the answer, "upset" in the middle of the request, "slow" takes its time."""

    def __init__(self, port, faults, rate, seed=1):
        self.port_of_server, self.faults, self.rate = port, faults, rate
        self.random = random.Random(seed)
        self.seen = collections.Counter()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def draw(self):
        fault = self.random.choice(self.faults) if self.random.random() < self.rate else "none"
        self.seen[fault] += 1
        return fault

    def serve(self, client):
        try:
            with client, socket.create_connection(("127.0.0.1", self.port_of_server)) as server:
                while self.exchange(client, server, self.draw()):
                    pass
        except OSError:
            pass

    @staticmethod
    def read_head(source):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = source.recv(1)
            if not piece:
                return None, {}
            head += piece
        lines = head.decode("latin-1").split("\r\n")
        return head, {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}

    @staticmethod
    def pass_on(source, target, length):
        while length > 0:
            piece = source.recv(min(length, 65536))
            if not piece:
                return False
            target.sendall(piece)
            length -= len(piece)
        return True

    @staticmethod
    def pass_chunks(source, target):
        """A chunked body, a line at a time."""
        while True:
            line = b""
            while not line.endswith(b"\r\n"):
                piece = source.recv(1)
                if not piece:
                    return False
                line += piece
            target.sendall(line)
            size = int(line.split(b";")[0], 16)
            if not Proxy.pass_on(source, target, size + 2):
                return False
            if size == 0:
                return True

    def refuse(self, client, fields, fault):
        length = int(fields.get("content-length", 0))
        while length > 0:
            length -= len(client.recv(min(length, 65536)) or b"x" * length)
        code = "InternalError" if fault == "500" else "SlowDown"
        body = f"<Error><Code>{code}</Code><Message>made for a test</Message></Error>".encode()
        client.sendall(f"HTTP/1.1 {fault} Made\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        return True

    def exchange(self, client, server, fault):
        head, fields = self.read_head(client)
        if head is None or fault == "reset":
            return False
        if fault in ("500", "503"):
            return self.refuse(client, fields, fault)
        length = int(fields.get("content-length", 0))
        server.sendall(head)
        if fault == "upset" and length > 0:
            self.pass_on(client, server, length // 2)
            return False
        if not self.pass_on(client, server, length):
            return False
        return self.answer(client, server, head, fault)

    def answer(self, client, server, request, fault):
        head, fields = self.read_head(server)
        if head is None:
            return False
        client.sendall(head)
        if request.startswith(b"HEAD ") or head.split()[1] in (b"204", b"304"):
            return True
        if fields.get("transfer-encoding", "").lower() == "chunked":
            return self.pass_chunks(server, client)
        length = int(fields.get("content-length", 0))
        if fault == "truncate" and length > 1:
            self.pass_on(server, client, length // 2)
            return False
        if fault == "slow" and length > 1:
            self.pass_on(server, client, 1)
            time.sleep(0.3)
            length -= 1
        return self.pass_on(server, client, length)
