# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Buckets and objects of the endpoint, driven by boto3: thousands of odd keys, ranges, conditions, multipart, copies,
tags, CORS, addresses that are signed, and each error that S3's reference has for them."""

import base64
import hashlib
import os
import random
import urllib.error
import urllib.request
import zlib
from concurrent.futures import ThreadPoolExecutor

import lw_tap
from lw_endpoint import Server, equal, fails

N_KEYS = 5000
ODD = ["a", "a/", "a//b", "a/b", "a/b/c", "/leading", "trailing/", "x" * 1024, "é/ü.jpg", "e\u0301", "😀/🐈.png",
       "a&b<c>\"'",
       "tab\there", "line\nfeed", "per%20cent", "100%", "plus+plus", " blank ", "semi;colon", "q?uery", "ha#sh",
       "back\\slash",
       "{{liquid}}", "...", "..a", "~", "*", "-rf", "=", "a=b&c=d", "COM1", "A", "con.jpg.", ".lw-odd/x",
       "\u200b", "ÿ" * 100]
server = None


def buckets():
    s3 = server.client("s3")
    s3.create_bucket(Bucket="pets")
    equal([b["Name"] for b in s3.list_buckets()["Buckets"]], ["labelwright", "pets"])
    equal(s3.head_bucket(Bucket="pets")["ResponseMetadata"]["HTTPStatusCode"], 200)
    equal(s3.get_bucket_location(Bucket="pets")["LocationConstraint"], None)
    fails("BucketAlreadyOwnedByYou", s3.create_bucket, Bucket="pets")
    fails("BucketAlreadyExists", s3.create_bucket, Bucket="labelwright")
    fails("InvalidBucketName", s3.create_bucket, Bucket="Not_valid")
    fails("404", s3.head_bucket, Bucket="missing")
    fails("NoSuchBucket", s3.list_objects_v2, Bucket="missing")
    s3.put_object(Bucket="pets", Key="x", Body=b"x")
    fails("BucketNotEmpty", s3.delete_bucket, Bucket="pets")
    s3.delete_object(Bucket="pets", Key="x")
    s3.delete_bucket(Bucket="pets")
    fails("NoSuchBucket", s3.delete_bucket, Bucket="pets")
    fails("AccessDenied", s3.delete_bucket, Bucket="labelwright")
    fails("NoSuchBucketPolicy", s3.get_bucket_policy, Bucket="labelwright")
    fails("NotImplemented", s3.get_bucket_lifecycle_configuration, Bucket="labelwright")


def many_keys():
    s3 = server.client("s3")
    s3.create_bucket(Bucket="many")
    numbers = random.Random(1)
    odd = ["ä", " ", "+", "%", "&", "é/"]
    keys = ODD + [f"{'abcdef'[i % 6]}/{numbers.choice(odd)}{i}.jpg" for i in range(N_KEYS - len(ODD))]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda k: s3.put_object(Bucket="many", Key=k, Body=k.encode()), keys))
    expected = sorted(keys, key=str.encode)
    pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket="many"))
    equal(len(pages), 5)
    equal([o["Key"] for p in pages for o in p["Contents"]], expected)
    pages = s3.get_paginator("list_objects").paginate(Bucket="many", PaginationConfig={"PageSize": 700})
    equal([o["Key"] for p in pages for o in p["Contents"]], expected)
    with ThreadPoolExecutor(16) as pool:
        bodies = list(pool.map(lambda k: s3.get_object(Bucket="many", Key=k)["Body"].read().decode(), keys[:500]))
    equal(bodies, keys[:500])


def lists():
    s3 = server.client("s3")
    keys = [o["Key"] for p in s3.get_paginator("list_objects_v2").paginate(Bucket="many") for o in p["Contents"]]
    for prefix in ("", "a/", "a", "é/", "nothing", "a//"):
        found, folders = [], []
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket="many", Prefix=prefix, Delimiter="/",
                                                                   PaginationConfig={"PageSize": 97}):
            found += [o["Key"] for o in page.get("Contents", [])]
            folders += [p["Prefix"] for p in page.get("CommonPrefixes", [])]
        below = [k for k in keys if k.startswith(prefix)]
        equal(found, [k for k in below if "/" not in k[len(prefix):]])
        cut = {prefix + k[len(prefix):].split("/")[0] + "/" for k in below if "/" in k[len(prefix):]}
        equal(folders, sorted(cut, key=str.encode))
    equal(s3.list_objects_v2(Bucket="many", MaxKeys=0)["KeyCount"], 0)
    later = s3.list_objects_v2(Bucket="many", StartAfter=keys[100], MaxKeys=1)
    equal(later["Contents"][0]["Key"], keys[101])
    fails("InvalidArgument", s3.list_objects_v2, Bucket="many", ContinuationToken="%%")


def delete_many():
    s3 = server.client("s3")
    keys = [o["Key"] for p in s3.get_paginator("list_objects_v2").paginate(Bucket="many") for o in p["Contents"]]
    # XML 1.0 has no form for some keys of this document; they are deleted one by one.
    for key in [k for k in keys if any(c < " " for c in k)]:
        s3.delete_object(Bucket="many", Key=key)
    keys = [k for k in keys if not any(c < " " for c in k)]
    for i in range(0, len(keys), 1000):
        batch = [{"Key": k} for k in keys[i:i + 1000]]
        answer = s3.delete_objects(Bucket="many", Delete={"Objects": batch, "Quiet": i > 0})
        equal(answer.get("Errors", []), [])
        equal(len(answer.get("Deleted", [])), 0 if i > 0 else 1000)
    equal(s3.list_objects_v2(Bucket="many")["KeyCount"], 0)
    s3.delete_bucket(Bucket="many")
    fails("NoSuchBucket", s3.list_objects_v2, Bucket="many")


def objects():
    s3 = server.client("s3")
    s3.create_bucket(Bucket="pets")
    body = os.urandom(100000)
    put = s3.put_object(Bucket="pets", Key="cat.jpg", Body=body, ContentType="image/x-cat", CacheControl="no-store",
                        Metadata={"owner": "ann", "n": "1"}, Tagging="a=1&b=two%20words")
    equal(put["ETag"], f'"{hashlib.md5(body).hexdigest()}"')
    got = s3.get_object(Bucket="pets", Key="cat.jpg")
    equal(got["Body"].read(), body)
    equal((got["ContentType"], got["CacheControl"], got["Metadata"], got["ETag"], got["TagCount"]),
          ("image/x-cat", "no-store", {"owner": "ann", "n": "1"}, put["ETag"], 2))
    head = s3.head_object(Bucket="pets", Key="cat.jpg")
    equal((head["ContentLength"], head["ETag"], head["Metadata"]), (len(body), put["ETag"], got["Metadata"]))
    for text, part in (("bytes=0-0", body[:1]), ("bytes=10-19", body[10:20]), ("bytes=99990-", body[99990:]),
                       ("bytes=-7", body[-7:]), ("bytes=99999-200000", body[99999:]), ("bytes=0-", body)):
        ranged = s3.get_object(Bucket="pets", Key="cat.jpg", Range=text)
        equal(ranged["Body"].read(), part)
        equal(ranged["ResponseMetadata"]["HTTPStatusCode"], 206)
    for text in ("bytes=100000-", "bytes=100000-100001", "bytes=-0"):
        fails("InvalidRange", s3.get_object, Bucket="pets", Key="cat.jpg", Range=text)
    equal(s3.get_object(Bucket="pets", Key="cat.jpg", Range="lines=1-2")["Body"].read(), body)
    fails("NoSuchKey", s3.get_object, Bucket="pets", Key="dog.jpg")
    fails("404", s3.head_object, Bucket="pets", Key="dog.jpg")
    fails("NoSuchVersion", s3.get_object, Bucket="pets", Key="cat.jpg", VersionId="xyz")
    fails("KeyTooLongError", s3.put_object, Bucket="pets", Key="k" * 1025, Body=b"")
    fails("MetadataTooLarge", s3.put_object, Bucket="pets", Key="k", Body=b"", Metadata={"m": "x" * 2100})
    s3.delete_object(Bucket="pets", Key="never there")


def conditions():
    s3 = server.client("s3")
    head = s3.head_object(Bucket="pets", Key="cat.jpg")
    at = {"Bucket": "pets", "Key": "cat.jpg"}
    later, earlier = (head["LastModified"].replace(year=head["LastModified"].year + d) for d in (1, -1))
    s3.get_object(**at, IfMatch=head["ETag"])
    s3.get_object(**at, IfUnmodifiedSince=later)
    s3.get_object(**at, IfNoneMatch='"other"', IfModifiedSince=later)
    fails("PreconditionFailed", s3.get_object, **at, IfMatch='"other"')
    fails("PreconditionFailed", s3.get_object, **at, IfUnmodifiedSince=earlier)
    fails("304", s3.get_object, **at, IfNoneMatch=head["ETag"])
    fails("304", s3.get_object, **at, IfModifiedSince=head["LastModified"])

    def only_if(name, value):
        client = server.client("s3")
        client.meta.events.register("before-sign.s3.PutObject",
                                    lambda request, **_: request.headers.add_header(name, value))
        return client.put_object

    fails("PreconditionFailed", only_if("If-None-Match", "*"), **at, Body=b"new")
    fails("PreconditionFailed", only_if("If-Match", '"other"'), **at, Body=b"new")
    fails("NoSuchKey", only_if("If-Match", '"other"'), Bucket="pets", Key="none", Body=b"new")
    only_if("If-None-Match", "*")(Bucket="pets", Key="new", Body=b"new")
    only_if("If-Match", f'"{hashlib.md5(b"new").hexdigest()}"')(Bucket="pets", Key="new", Body=b"newer")
    with ThreadPoolExecutor(8) as pool:
        def race(n):
            try:
                only_if("If-None-Match", "*")(Bucket="pets", Key="race", Body=b"%d" % n)
                return 1
            except s3.exceptions.ClientError:
                return 0
        equal(sum(pool.map(race, range(8))), 1)


def checksums():
    s3 = server.client("s3")
    body = b"123456789" * 1000
    sums = {"CRC32": zlib.crc32(body).to_bytes(4, "big"), "SHA1": hashlib.sha1(body).digest(),
            "SHA256": hashlib.sha256(body).digest()}
    for name, value in sums.items():
        text = base64.b64encode(value).decode()
        answer = s3.put_object(Bucket="pets", Key="sum", Body=body, ChecksumAlgorithm=name)
        equal(answer[f"Checksum{name}"], text)
        equal(s3.head_object(Bucket="pets", Key="sum", ChecksumMode="ENABLED")[f"Checksum{name}"], text)
        s3.put_object(Bucket="pets", Key="sum", Body=body, **{f"Checksum{name}": text})
        fails("BadDigest", s3.put_object, Bucket="pets", Key="sum", Body=b"other", **{f"Checksum{name}": text})
    # Known values of the two that Python has not: "123456789".
    s3.put_object(Bucket="pets", Key="sum", Body=b"123456789", ChecksumCRC32C="4waSgw==")
    md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
    s3.put_object(Bucket="pets", Key="sum", Body=body, ContentMD5=md5)
    fails("BadDigest", s3.put_object, Bucket="pets", Key="sum", Body=b"other", ContentMD5=md5)
    fails("InvalidDigest", s3.put_object, Bucket="pets", Key="sum", Body=b"other", ContentMD5="abc")
    equal(s3.get_object(Bucket="pets", Key="sum")["Body"].read(), body)


def copies():
    s3 = server.client("s3")
    source = {"Bucket": "pets", "Key": "cat.jpg"}
    original = s3.head_object(**source)
    s3.copy_object(Bucket="pets", Key="ü/copy +.jpg", CopySource=source)
    copy = s3.head_object(Bucket="pets", Key="ü/copy +.jpg")
    equal((copy["ETag"], copy["Metadata"], copy["ContentType"]),
          (original["ETag"], original["Metadata"], original["ContentType"]))
    s3.copy_object(Bucket="pets", Key="copy", CopySource={"Bucket": "pets", "Key": "ü/copy +.jpg"},
                   MetadataDirective="REPLACE", Metadata={"new": "yes"}, ContentType="text/plain")
    equal(s3.head_object(Bucket="pets", Key="copy")["Metadata"], {"new": "yes"})
    fails("PreconditionFailed", s3.copy_object, Bucket="pets", Key="copy", CopySource=source, CopySourceIfMatch='"no"')
    fails("NoSuchKey", s3.copy_object, Bucket="pets", Key="copy", CopySource={"Bucket": "pets", "Key": "none"})
    fails("NoSuchBucket", s3.copy_object, Bucket="pets", Key="copy", CopySource={"Bucket": "none", "Key": "none"})


def tags_and_cors():
    s3 = server.client("s3")
    at = {"Bucket": "pets", "Key": "cat.jpg"}
    equal(s3.get_object_tagging(**at)["TagSet"], [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "two words"}])
    new = [{"Key": "é&=", "Value": "<ü>"}, {"Key": "empty", "Value": ""}]
    s3.put_object_tagging(**at, Tagging={"TagSet": new})
    equal(s3.get_object_tagging(**at)["TagSet"], new)
    s3.delete_object_tagging(**at)
    equal(s3.get_object_tagging(**at)["TagSet"], [])
    fails("InvalidTag", s3.put_object_tagging, **at, Tagging={"TagSet": [{"Key": "k", "Value": "x" * 257}]})
    fails("NoSuchTagSet", s3.get_bucket_tagging, Bucket="pets")
    s3.put_bucket_tagging(Bucket="pets", Tagging={"TagSet": new})
    equal(s3.get_bucket_tagging(Bucket="pets")["TagSet"], new)
    s3.delete_bucket_tagging(Bucket="pets")
    fails("NoSuchCORSConfiguration", s3.get_bucket_cors, Bucket="pets")
    rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://*.example.com"], "AllowedHeaders": ["*"],
            "ExposeHeaders": ["Access-Control-Allow-Origin"], "MaxAgeSeconds": 60}
    s3.put_bucket_cors(Bucket="pets", CORSConfiguration={"CORSRules": [rule]})
    equal(s3.get_bucket_cors(Bucket="pets")["CORSRules"], [rule])
    ask = urllib.request.Request(f"{server.url}/pets/cat.jpg", method="OPTIONS", headers={
        "Origin": "https://a.example.com", "Access-Control-Request-Method": "GET"})
    with urllib.request.urlopen(ask) as answer:
        equal(answer.headers["Access-Control-Allow-Origin"], "https://a.example.com")
    ask.headers["Origin"] = "https://evil.example"
    try:
        urllib.request.urlopen(ask)
        raise AssertionError("allowed")
    except urllib.error.HTTPError as error:
        equal(error.code, 403)
    s3.delete_bucket_cors(Bucket="pets")


def multipart():
    from boto3.s3.transfer import TransferConfig
    s3 = server.client("s3")
    path = os.path.join(server.folder, "large")
    pieces = [os.urandom(1 << 20) for _ in range(8)]
    with open(path, "wb") as file:
        for i in range(200):
            file.write(pieces[i % 8])
    s3.upload_file(path, "pets", "large", Config=TransferConfig(multipart_chunksize=8 << 20),
                   ExtraArgs={"Metadata": {"k": "v"}})
    head = s3.head_object(Bucket="pets", Key="large")
    equal((head["ContentLength"], head["Metadata"]), (200 << 20, {"k": "v"}))
    assert head["ETag"].endswith('-25"'), head["ETag"]
    s3.download_file("pets", "large", path + ".back")
    with open(path, "rb") as first, open(path + ".back", "rb") as second:
        assert first.read() == second.read()
    os.unlink(path)
    os.unlink(path + ".back")
    at = {"Bucket": "pets", "Key": "parts"}
    upload = s3.create_multipart_upload(**at, ContentType="x/y")["UploadId"]
    equal([u["UploadId"] for u in s3.list_multipart_uploads(Bucket="pets")["Uploads"]], [upload])
    parts = []
    for number in (1, 2):
        answer = s3.upload_part(**at, UploadId=upload, PartNumber=number, Body=pieces[0] * 5 if number == 1 else b"end")
        parts.append({"PartNumber": number, "ETag": answer["ETag"]})
    copied = s3.upload_part_copy(**at, UploadId=upload, PartNumber=3, CopySource="pets/large",
                                 CopySourceRange="bytes=0-9")
    equal([p["Size"] for p in s3.list_parts(**at, UploadId=upload)["Parts"]], [5 << 20, 3, 10])
    end = s3.complete_multipart_upload

    def done(*some):
        return {"UploadId": upload, "MultipartUpload": {"Parts": list(some)}}

    fails("InvalidPartOrder", end, **at, **done(parts[1], parts[0]))
    fails("InvalidPart", end, **at, **done({"PartNumber": 1, "ETag": '"0"'}))
    fails("InvalidPart", end, **at, **done({"PartNumber": 9, "ETag": parts[0]["ETag"]}))
    fails("EntityTooSmall", end, **at, **done(parts[1], {"PartNumber": 3, "ETag": copied["CopyPartResult"]["ETag"]}))
    fails("MalformedXML", end, **at, **done())
    fails("InvalidArgument", s3.upload_part, **at, UploadId=upload, PartNumber=10001, Body=b"")
    end(**at, **done(*parts))
    equal(s3.get_object(**at)["Body"].read(), pieces[0] * 5 + b"end")
    equal(s3.head_object(**at)["ContentType"], "x/y")
    fails("NoSuchUpload", end, **at, **done(*parts))
    upload = s3.create_multipart_upload(**at)["UploadId"]
    s3.abort_multipart_upload(**at, UploadId=upload)
    fails("NoSuchUpload", s3.upload_part, **at, UploadId=upload, PartNumber=1, Body=b"")
    fails("NoSuchUpload", s3.abort_multipart_upload, **at, UploadId="../../etc")
    equal(os.listdir(os.path.join(server.workspace, "endpoint", "uploads")), [])


def signed_addresses():
    s3 = server.client("s3", config={"signature_version": "s3v4"})
    at = {"Bucket": "pets", "Key": "ü b+c.txt"}
    put = s3.generate_presigned_url("put_object", Params={**at, "ContentType": "text/x"}, ExpiresIn=60)
    request = urllib.request.Request(put, b"by address", {"Content-Type": "text/x"}, method="PUT")
    equal(urllib.request.urlopen(request).status, 200)
    get = s3.generate_presigned_url("get_object", Params={**at, "ResponseContentType": "a/b"}, ExpiresIn=60)
    with urllib.request.urlopen(get) as answer:
        equal((answer.read(), answer.headers["Content-Type"]), (b"by address", "a/b"))
    for url, method, code in ((get, "PUT", 403), (get.replace("a%2Fb", "a%2Fc"), "GET", 403),
                              (get.replace("Expires=60", "Expires=600"), "GET", 403),
                              (get.replace("Expires=60", "Expires=700000"), "GET", 400)):
        try:
            urllib.request.urlopen(urllib.request.Request(url, b"" if method == "PUT" else None, method=method))
            raise AssertionError(f"taken: {url}")
        except urllib.error.HTTPError as error:
            equal(error.code, code)


def restarts():
    """What is on disk is there after a restart, with all that is noted of it; the key stays."""
    before = server.client("s3").head_object(Bucket="pets", Key="cat.jpg")
    key = server.id
    server.stop()
    server.start()
    equal(server.id, key)
    after = server.client("s3").head_object(Bucket="pets", Key="cat.jpg")
    equal((after["ETag"], after["Metadata"]), (before["ETag"], before["Metadata"]))
    equal(os.stat(os.path.join(server.workspace, "access-key.json")).st_mode & 0o777, 0o600)


def main():
    global server
    tests = [buckets, many_keys, lists, delete_many, objects, conditions, checksums, copies, tags_and_cors, multipart,
             signed_addresses, restarts]
    server = Server()
    try:
        lw_tap.run(*tests)
    finally:
        server.close()


if __name__ == "__main__":
    main()
