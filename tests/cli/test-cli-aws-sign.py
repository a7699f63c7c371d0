# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""aws sign: each step of a signature, against a signer written from the definition, published vectors, botocore."""

import datetime
import hashlib
import hmac
import json
import os
import random
import urllib.parse

from lw_cli import contains, equal, main, run, test

KEY = "LWTESTKEY"
SECRET = "not/a+secret"
STAMP = "20260401T093000Z"


def sign(request, *arguments, key=KEY, secret=SECRET, token=None, code=0):
    env = {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}
    if token is not None:
        env["AWS_SESSION_TOKEN"] = token
    result = run("aws", "sign", "--json", *arguments, stdin=request, env=env, code=code)
    return result.json() if code == 0 else result


def expected_signature(string, service, region="us-east-1", secret=SECRET, stamp=STAMP):
    key = ("AWS4" + secret).encode()
    for part in (stamp[:8], region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, string.encode(), hashlib.sha256).hexdigest()


def expected_request(method, path, query, headers, body_hash):
    """The canonical request of a list of (name, value) pairs, all distinct."""
    pairs = sorted((urllib.parse.quote(n, safe="-._~"), urllib.parse.quote(v, safe="-._~")) for n, v in query)
    fields = sorted((name.lower(), " ".join(value.split())) for name, value in headers)
    return "\n".join([method, path, "&".join(f"{n}={v}" for n, v in pairs), *(f"{n}:{v}" for n, v in fields), "",
                      ";".join(n for n, _ in fields), body_hash])


def random_text(chance, alphabet="abcXYZ019-._~ /+&=%ü€!*'()"):
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 9)))


@test
def random_requests(folder):
    chance = random.Random(2611)
    for _ in range(120):
        service = chance.choice(["s3", "sagemaker"])
        segments = [random_text(chance, "abcXYZ019-_~ +ü€!*") for _ in range(chance.randrange(0, 4))]
        path = "/" + "/".join(urllib.parse.quote(s, safe="-._~") for s in segments)
        query = [(random_text(chance), random_text(chance)) for _ in range(chance.randrange(0, 5))]
        target = path + ("?" + "&".join("=".join(urllib.parse.quote(part, safe="") for part in pair) for pair in query)
                         if query else "")
        body = random_text(chance).strip().encode() or b"x"
        headers = [("Host", "a.example.com:8080"), ("Content-Length", str(len(body))),
                   ("X-Amz-Target", "SageMaker." + random_text(chance, "abc"))]
        text = f"POST {target} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers) + "\r\n"
        body_hash = hashlib.sha256(body).hexdigest()
        signed = headers + [("X-Amz-Date", STAMP)] + ([("X-Amz-Content-SHA256", body_hash)] if service == "s3" else [])
        canonical = expected_request("POST", path if service == "s3" else urllib.parse.quote(path, safe="/-._~"), query,
                                     signed, body_hash)
        string = "\n".join(["AWS4-HMAC-SHA256", STAMP, f"{STAMP[:8]}/us-east-1/{service}/aws4_request",
                            hashlib.sha256(canonical.encode()).hexdigest()])
        document = sign(text.encode() + body, "--service", service, "--region", "us-east-1", "--time", STAMP)
        equal(document["canonicalRequest"], canonical, target)
        equal(document["stringToSign"], string)
        equal(document["signature"], expected_signature(string, service))
        contains(document["authorization"], f"Credential={KEY}/{STAMP[:8]}/us-east-1/{service}/aws4_request, ")


@test
def botocore_agrees(folder):
    try:
        from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials
    except ImportError:
        print("# botocore is not installed")
        return
    chance = random.Random(7)
    for number in range(60):
        kind, service = chance.choice([(SigV4Auth, "sagemaker"), (S3SigV4Auth, "s3"), (S3SigV4QueryAuth, "s3")])
        path = "/" + urllib.parse.quote(random_text(chance, "abcXYZ019-_~ +ü€!*"), safe="-._~")
        query = urllib.parse.urlencode({random_text(chance, "abc"): random_text(chance)}, quote_via=urllib.parse.quote)
        token = chance.choice([None, "token/with+signs="])
        url = f"https://a.example.com{path}?{query}"
        request = AWSRequest(method="GET", url=url, headers={"X-Amz-Meta": f"{number}"})
        arguments = ["--service", service, "--region", "eu-west-1"]
        if kind is S3SigV4QueryAuth:
            kind(Credentials(KEY, SECRET, token), service, "eu-west-1", expires=900).add_auth(request)
            given = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(request.url).query))
            stamp, theirs = given["X-Amz-Date"], given["X-Amz-Signature"]
            arguments += ["--presign", "900"]
        else:
            kind(Credentials(KEY, SECRET, token), service, "eu-west-1").add_auth(request)
            stamp, theirs = request.headers["X-Amz-Date"], request.headers["Authorization"].split("Signature=")[1]
        text = f"GET {path}?{query} HTTP/1.1\nHost: a.example.com\nX-Amz-Meta: {number}\n\n"
        document = sign(text.encode(), *arguments, "--time", stamp, token=token)
        equal(document["signature"], theirs, text)


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


@test
def published_vectors(folder):
    cases = os.path.join(os.environ.get("LW_CASES", "/nonexistent"), "sigv4", "v4")
    for name in sorted(os.listdir(cases)) if os.path.isdir(cases) else []:
        case = os.path.join(cases, name)
        context = json.loads(read(case, "context.json"))
        stamp = datetime.datetime.fromisoformat(context["timestamp"].rstrip("Z")).strftime("%Y%m%dT%H%M%SZ")
        arguments = ["--service", context["service"], "--region", context["region"], "--time", stamp]
        arguments += [] if context["normalize"] else ["--no-normalize"]
        arguments += ["--sign-body"] if context["sign_body"] else []
        keys = context["credentials"]
        for form, more in (("header", []), ("query", ["--presign", str(context["expiration_in_seconds"])])):
            document = sign(read(case, "request.txt"), *arguments, *more, key=keys["access_key_id"],
                            secret=keys["secret_access_key"], token=keys.get("token"))
            for key, file in (("canonicalRequest", "canonical-request"), ("stringToSign", "string-to-sign"),
                              ("signature", "signature")):
                equal(document[key].encode(), read(case, f"{form}-{file}.txt").strip(), f"{name} {form} {key}")
            signed = read(case, f"{form}-signed-request.txt").decode()
            if form == "header":
                contains(signed, document["authorization"])
            else:
                target = signed.split("\n")[0].split(" ", 1)[1].rsplit(" ", 1)[0]
                equal(document["url"], "https://example.amazonaws.com" + target, name)


@test
def published_s3_examples(folder):
    path = os.path.join(os.environ.get("LW_CASES", "/nonexistent"), "sigv4", "s3_guide_examples.json")
    document = json.loads(read("/", path)) if os.path.isfile(path) else {"cases": []}
    for case in document["cases"]:
        query = [pair for pair in case["query"] if not pair[0].startswith("X-Amz-")]
        expires = next((value for name, value in case["query"] if name == "X-Amz-Expires"), None)
        target = case["path"] + ("?" + urllib.parse.urlencode(query) if query else "")
        fields = "".join(f"{name}: {value}\n" for name, value in case["headers"].items())
        text = f"{case['method']} {target} HTTP/1.1\n{fields}\n"
        answer = sign(text.encode(), "--service", "s3", "--region", document["region"], "--time", document["timestamp"],
                      *(["--presign", expires] if expires else []), key=document["access_key"],
                      secret=document["secret_key"])
        equal(answer["canonicalRequest"], case["canonical_request"], case["name"])
        equal(answer["signature"], case["signature"], case["name"])


@test
def paths_and_fields(folder):
    def canonical(text, *arguments, service="sagemaker"):
        document = sign(text, "--service", service, "--region", "r", "--time", STAMP, *arguments)
        return document["canonicalRequest"].split("\n")

    equal(canonical(b"GET /a/./b/../c// HTTP/1.1\nHost: h\n\n")[1], "/a/c/")
    equal(canonical(b"GET /a/../b HTTP/1.1\nHost: h\n\n", "--no-normalize")[1], "/a/../b")
    equal(canonical(b"GET /a//../b HTTP/1.1\nHost: h\n\n", service="s3")[1], "/a//../b")
    equal(canonical(b"GET /a b HTTP/1.1\nHost: h\n\n")[1], "/a%20b")
    equal(canonical(b"GET /?b&a=2&a=1 HTTP/1.1\nHost: h\n\n")[2], "a=1&a=2&b=")
    equal(canonical(b"GET / HTTP/1.1\nHost: h\nB: 2\nA:  x   y\nb: 1\nUser-Agent: me\n\n")[3:7],
          ["a:x y", "b:2,1", "host:h", "x-amz-date:" + STAMP])
    equal(canonical(b"GET / HTTP/1.1\nHost: h\nA: x\n  y\n\n")[3], "a:x y")
    equal(canonical(b"GET / HTTP/1.1\nHost: h\n\n", "--unsigned-payload")[-1], "UNSIGNED-PAYLOAD")
    contains("\n".join(canonical(b"GET / HTTP/1.1\nHost: h\n\n", "--sign-body")), "x-amz-content-sha256:e3b0c442")


@test
def what_is_wrong(folder):
    arguments = ["--service", "s3", "--region", "r"]
    contains(sign(b"", *arguments, code=1).err, "stdin:1: error: expected a request line")
    contains(sign(b"GET /\n\n", *arguments, code=1).err, "stdin:1: error:")
    contains(sign(b"GET / HTTP/1.1\nHost h\n\n", *arguments, code=1).err, "stdin:2: error: expected a header field")
    contains(sign(b"GET / HTTP/1.1\nHo\0st: h\n\n", *arguments, code=1).err, "stdin:2: error:")
    contains(sign(b"GET / HTTP/1.1\n\n", *arguments, code=1).err, "no Host field")
    contains(sign(b"GET / HTTP/1.1\nHost: h\n\n", *arguments, "--time", "noon", code=2).err, "noon")
    contains(sign(b"GET / HTTP/1.1\nHost: h\n\n", "--region", "r", code=2).err, "--service")
    empty = {"AWS_ACCESS_KEY_ID": KEY}
    contains(run("aws", "sign", *arguments, stdin=b"GET / HTTP/1.1\nHost: h\n\n", env=empty, code=4).err,
             "AWS_SECRET_ACCESS_KEY")
    chance = random.Random(3)
    whole = b"POST /a%20b?c=d&e HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        code = run("aws", "sign", *arguments, stdin=bytes(broken), code=None,
                   env={"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}).code
        if code not in (0, 1):
            raise AssertionError(f"exit {code} for {bytes(broken)!r}")


main()
