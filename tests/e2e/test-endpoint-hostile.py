# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests that nobody with a key has sent, and clients that mean no good: all are refused or outlived, while others
are served. Requests are signed here, by hand, so that each part of them can be wrong."""

import datetime
import hashlib
import hmac
import json
import os
import resource
import select
import socket
import time

import lw_tap
from lw_endpoint import REGION, Server, equal

EMPTY = hashlib.sha256(b"").hexdigest()
MINUTE = datetime.timedelta(minutes=1)
server = None


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def derive(secret, scope):
    key = ("AWS4" + secret).encode()
    for part in scope.split("/"):
        key = mac(key, part)
    return key


class Request:
    """A signed request; what is changed after sign() is not signed."""

    def __init__(self, method="GET", path="/", query="", body=b"", service="s3", headers=(), payload=None, shift=None):
        self.method, self.path, self.query, self.body, self.service = method, path, query, body, service
        self.time = datetime.datetime.now(datetime.timezone.utc) + (shift or datetime.timedelta())
        self.headers = {"host": server.host, "x-amz-date": self.time.strftime("%Y%m%dT%H%M%SZ"),
                        "x-amz-content-sha256": payload or hashlib.sha256(body).hexdigest()}
        self.headers.update(headers)
        self.sign()

    def sign(self, key_id=None, secret=None, names=None):
        names = sorted(names or self.headers)
        self.scope = f"{self.time:%Y%m%d}/{REGION}/{self.service}/aws4_request"
        fields = "".join(f"{n}:{self.headers[n]}\n" for n in names)
        canonical = "\n".join([self.method, self.path, self.query, fields, ";".join(names),
                               self.headers["x-amz-content-sha256"]])
        text = "\n".join(["AWS4-HMAC-SHA256", self.headers["x-amz-date"], self.scope,
                          hashlib.sha256(canonical.encode()).hexdigest()])
        self.signature = mac(derive(secret or server.secret, self.scope), text).hex()
        self.authorization = (f"AWS4-HMAC-SHA256 Credential={key_id or server.id}/{self.scope}, "
                              f"SignedHeaders={';'.join(names)}, Signature={self.signature}")

    def head(self):
        query = f"?{self.query}" if self.query else ""
        fields = dict(self.headers, authorization=self.authorization)
        fields.setdefault("content-length", str(len(self.body)))
        lines = [f"{self.method} {self.path}{query} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in fields.items() if value is not None]
        return ("\r\n".join(lines) + "\r\nconnection: close\r\n\r\n").encode()

    def send(self):
        return raw(self.head() + self.body)


def connect():
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def raw(data):
    """Status and all that is answered to some bytes."""
    with connect() as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
    return (int(answer.split(b" ", 2)[1]) if answer else 0), answer


def refused(request, status, code):
    found, answer = request.send()
    assert found == status and code.encode() in answer, f"{found} {answer!r} is not {status} {code}"


def serves():
    status, answer = Request("GET", "/box/k").send()
    equal((status, answer.rpartition(b"\r\n\r\n")[2]), (200, b"content"))


def signatures():
    equal(Request("PUT", "/box").send()[0], 200)
    equal(Request("PUT", "/box/k", body=b"content").send()[0], 200)
    serves()
    for service in ("s3", "sagemaker"):
        s3 = service == "s3"
        extra = {} if s3 else {"headers": {"x-amz-target": "SageMaker.ListLabelingJobs",
                                           "content-type": "application/x-amz-json-1.1"}, "method": "POST"}
        path = "/box/k" if s3 else "/"

        def make(**changes):
            return Request(**{"path": path, "body": b"" if s3 else b"{}", "service": service, **extra, **changes})

        equal(make().send()[0], 200)
        unsigned = make()
        unsigned.authorization = None
        refused(unsigned, *(403, "AccessDenied") if s3 else (400, "MissingAuthenticationTokenException"))
        wrong = make()
        wrong.sign(secret="wrong")
        refused(wrong, *(403, "SignatureDoesNotMatch") if s3 else (400, "InvalidSignatureException"))
        stranger = make()
        stranger.sign(key_id="AKIDSTRANGER")
        refused(stranger, *(403, "InvalidAccessKeyId") if s3 else (400, "UnrecognizedClientException"))
        for shift in (-16 * MINUTE, 16 * MINUTE):
            refused(make(shift=shift), *(403, "RequestTimeTooSkewed") if s3 else (400, "InvalidSignatureException"))
        equal(make(shift=-14 * MINUTE).send()[0], 200)
        for broken in ("AWS4-HMAC-SHA256 Credential=x", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request", "Bearer x",
                       "AWS4-HMAC-SHA256 " + "," * 1000, "AWS4-HMAC-SHA256 Credential=////,SignedHeaders=,Signature="):
            malformed = make()
            malformed.authorization = broken
            assert malformed.send()[0] == 400, broken
        added = make()
        added.headers["x-amz-meta-added"] = "1"
        refused(added, *(403, "AccessDenied") if s3 else (400, "AccessDeniedException"))
        moved = make()
        moved.path = "/box/other" if s3 else "/"
        moved.query = "" if s3 else "x=1"
        assert moved.send()[0] in (400, 403)
        token = make(headers={**extra.get("headers", {}), "x-amz-security-token": "abc"})
        refused(token, 400, "InvalidToken" if s3 else "UnrecognizedClientException")


def changed_bodies():
    """A request is sent again with another body: its hash was signed."""
    put = Request("PUT", "/box/k", body=b"content")
    put.body = b"CONTENT"
    refused(put, 400, "XAmzContentSHA256Mismatch")
    call = Request("POST", "/", body=b'{"MaxResults":1}', service="sagemaker",
                   headers={"x-amz-target": "SageMaker.ListLabelingJobs", "content-type": "application/x-amz-json-1.1"})
    call.body = b'{"MaxResults":2}'
    refused(call, 400, "InvalidSignatureException")
    serves()


def chunk(request, key, previous, data, wrong=False):
    text = "\n".join(["AWS4-HMAC-SHA256-PAYLOAD", request.headers["x-amz-date"], request.scope, previous, EMPTY,
                      hashlib.sha256(data).hexdigest()])
    signature = mac(key, text).hex() if not wrong else "0" * 64
    return signature, b"%x;chunk-signature=%s\r\n%s\r\n" % (len(data), signature.encode(), data)


def chunks():
    """Signed one by one: whole, changed, out of order, cut off."""
    def send(*pieces, spoil=None, length=None):
        wanted = length if length is not None else sum(map(len, pieces))
        request = Request("PUT", "/box/chunked", payload="STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                          headers={"content-encoding": "aws-chunked", "x-amz-decoded-content-length": str(wanted)})
        key, previous, body = derive(server.secret, request.scope), request.signature, []
        for i, piece in enumerate([*pieces, b""]):
            previous, text = chunk(request, key, previous, piece, wrong=spoil == i)
            body.append(text)
        if spoil == "swap":
            body[0], body[1] = body[1], body[0]
        request.body = b"".join(body[:-1] if spoil == "cut" else body)
        return request.send()

    large = os.urandom(200000)
    status, answer = send(large, b"x" * 70000, b"end")
    assert status == 200, answer
    status, answer = Request("GET", "/box/chunked").send()
    equal((status, answer.partition(b"\r\n\r\n")[2]), (200, large + b"x" * 70000 + b"end"))
    for spoil in (0, 1, 2, "swap"):
        status, answer = send(b"a" * 9000, b"b" * 9000, spoil=spoil)
        assert status == 403 and b"SignatureDoesNotMatch" in answer, (spoil, answer)
    equal(send(b"abc", spoil="cut")[0], 400)
    equal(send(b"abc", length=4)[0], 400)
    status, answer = Request("GET", "/box/chunked").send()
    equal(len(answer.partition(b"\r\n\r\n")[2]), 270003)


def traversal():
    outside = os.path.join(server.folder, "secret")
    with open(outside, "w", encoding="utf-8") as file:
        file.write("secret")
    os.symlink(server.folder, os.path.join(server.workspace, "endpoint", "buckets", "box", "link"))
    for path in ("/box/../../../../secret", "/box/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret",
                 "/box/..%2f..%2f..%2f..%2fsecret",
                 "/box/link/secret", "/../secret", "/box/%00", "/box/a%", "/box/%ff",
                 "/..%2f..%2fsecret/x", "/box/./k"):
        for method in ("GET", "PUT", "DELETE"):
            status, answer = Request(method, path, body=b"evil" if method == "PUT" else b"").send()
            assert 400 <= status < 500 and not answer.endswith(b"secret"), (method, path, answer)
    with open(outside, encoding="utf-8") as file:
        equal(file.read(), "secret")
    serves()


def smuggling():
    """What two programs could read differently."""
    host = f"Host: {server.host}\r\n"
    for head in (f"{host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                 f"{host}Content-Length: 5\r\nContent-Length: 6\r\n",
                 f"{host}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                 f"{host}Content-Length : 5\r\n",
                 f"{host}Transfer-Encoding : chunked\r\n", f"{host}Transfer-Encoding:\x0bchunked\r\n",
                 f"{host}X: a\r\n b\r\n",
                 f"{host}X: a\nContent-Length: 5\r\n", f"{host}X: a\x00b\r\n", f"{host}{host}",
                 f"{host}Content-Length: +5\r\n",
                 f"{host}Transfer-Encoding: gzip, chunked\r\n", ""):
        smuggled = f"GET /box/smuggled HTTP/1.1\r\n{host}\r\n"
        status, answer = raw(f"PUT /box/k HTTP/1.1\r\n{head}\r\n0\r\n\r\n{smuggled}".encode())
        assert status in (400, 501) and answer.count(b"HTTP/1.1") == 1, (head, answer)
    serves()


def long_head():
    """A header of a gigabyte: refused after a few thousand bytes of it."""
    with connect() as connection:
        sent = 0
        try:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: {server.host}\r\nX: ".encode())
            while sent < 1 << 30:
                sent += connection.send(b"x" * (1 << 20))
        except OSError:
            pass
    assert sent < 1 << 27, sent
    serves()


def documents():
    """XML and JSON that mean to cost much."""
    laughs = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)) + (
            "]><Delete><Object><Key>&m;</Key></Object></Delete>")
    outside = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&a;</Key></Object></Delete>'
    for text in (laughs, outside, "<Delete>" + "<a>" * 100000, "<Delete/>", "", "\0", "<Tagging/>"):
        status, answer = Request("POST", "/box", "delete=", text.encode()).send()
        assert status == 400 and b"root:" not in answer, (text[:80], answer)
    for text in ("[" * 100000, "{" * 1000, '{"a":' * 200 + "1" + "}" * 200, "nul", '"x"', "\0", '{"MaxResults":1e999}'):
        status, _ = Request("POST", "/", body=text.encode(), service="sagemaker", headers={
            "x-amz-target": "SageMaker.ListLabelingJobs", "content-type": "application/x-amz-json-1.1"}).send()
        equal(status, 400)
    serves()


def wire_samples():
    """What real clients sent once: understood, though the keys are not known here."""
    path = os.path.join(os.environ.get("LW_CASES", ""), "clients", "wire-samples.json")
    if not os.path.exists(path):
        raise lw_tap.Skip("LW_CASES is not set")
    with open(path, encoding="utf-8") as file:
        samples = json.load(file)
    for sample in samples:
        body = sample["body"].encode()
        fields = {k: v for k, v in sample["headers"].items() if k.lower() not in ("content-length", "connection")}
        fields.update({"Authorization": "AWS4-HMAC-SHA256 Credential=X/20260401/us-east-1/s3/aws4_request, "
                       "SignedHeaders=host, Signature=0", "Content-Length": str(len(body)), "Connection": "close"})
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        status, answer = raw(f"{sample['line']}\r\n{lines}\r\n".encode() + body)
        # The answer to HEAD has no body.
        assert b" 403 " in answer or b"UnrecognizedClient" in answer, (sample["client"], status, answer)


def killed_uploads():
    """A client that goes away in the middle leaves nothing, and what was there stays."""
    request = Request("PUT", "/box/k", payload="UNSIGNED-PAYLOAD", headers={"content-length": str(1 << 24)})
    for _ in range(20):
        with connect() as connection:
            connection.sendall(request.head() + b"x" * (1 << 20))
    serves()
    left = [f for _, _, files in os.walk(os.path.join(server.workspace, "endpoint", "buckets")) for f in files]
    equal(sorted(left), ["chunked", "k"])


def slow_clients():
    """Hundreds that drip, in the head and in the body."""
    body = Request("PUT", "/box/slow", payload="UNSIGNED-PAYLOAD", headers={"content-length": "1000000"}).head()
    small = Request("PUT", "/box/slow", payload="UNSIGNED-PAYLOAD", headers={"content-length": "100"}).head()
    clients = [connect() for _ in range(300)]
    for i, client in enumerate(clients):
        client.sendall((b"GET / HTTP/1.1\r\nX: ", body + b"x", small + b"x")[i % 3])
    for _ in range(5):
        for client in clients:
            client.send(b"y")
        begin = time.monotonic()
        serves()
        assert time.monotonic() - begin < 5
    for client in clients:
        client.close()


def many_idle():
    """Ten thousand connections that say nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    wanted = min(10000, hard - 500)
    clients = [connect() for _ in range(wanted)]
    for _ in range(10):
        serves()
    ready, _, _ = select.select([], clients[:1], [], 0) if wanted < 1000 else ([], [], [])
    equal(ready, [])
    for client in clients:
        client.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    serves()


def main():
    global server
    server = Server()
    try:
        lw_tap.run(signatures, changed_bodies, chunks, traversal, smuggling, long_head, documents, wire_samples,
                   killed_uploads, slow_clients, many_idle)
    finally:
        server.close()


if __name__ == "__main__":
    main()
