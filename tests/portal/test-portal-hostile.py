# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is not invited, and workers who send what no page would send: refused, and written to the log."""

import json
import os
import struct
import time
import zlib

from lw_portal import Portal, Refused, Worker, contains, equal, lw_pictures, main, test


def refused(status, code, function, *arguments, **more):
    try:
        function(*arguments, **more)
    except Refused as error:
        equal((error.status, error.code), (status, code), "refused")
        return
    raise AssertionError(f"not refused as {code}")


def joined(portal, token, name):
    worker = Worker(portal)
    worker.join(token, name)
    return worker


@test
def links_cannot_be_guessed_or_used_up(folder):
    with Portal(folder) as portal:
        token = portal.start()
        equal(len(token) >= 12 + 22, True, "at least 128 bits behind the name of the link")
        once = portal.run("portal", "invite", "--uses", "1", "--json").json()["token"]
        for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), token[:-1], token + "A", "", "../key",
                      once[:12] + token[12:], token[:12], "x" * 5000):
            refused(403, "bad-link", Worker(portal).join, wrong, "Eve")
        equal(Worker(portal).join(once, "Ann"), "Ann")
        refused(403, "bad-link", Worker(portal).join, once, "Eve")
        for _ in range(30):
            try:
                Worker(portal).join("0" * 44, "Eve")
            except Refused as error:
                status = error.status
        equal(status, 429, "after many wrong links")
        contains(portal.stop(), "a join link that is not valid")
        for root, _, files in os.walk(os.path.join(portal.path, "portal")):
            for name in files:
                with open(os.path.join(root, name), "rb") as file:
                    data = file.read()
                for secret in (token, once, token[12:]):
                    equal(secret.encode() in data, False, "a token on the disk")
        equal(os.stat(os.path.join(portal.path, "portal")).st_mode & 0o077, 0, "others may look into the folder")


@test
def links_end(folder):
    with Portal(folder) as portal:
        token = portal.start()
        link = portal.run("portal", "invite", "--name", "Cem", "--json").json()
        cem = Worker(portal)
        equal(cem.join(link["token"], "Somebody else"), "Cem")
        listed = {entry["id"]: entry for entry in portal.run("portal", "list", "--json").json()["links"]}
        equal((listed[link["id"]]["state"], listed[link["id"]]["uses"], listed[link["id"]]["name"]), ("open", 1, "Cem"))
        portal.run("portal", "revoke", link["id"])
        refused(403, "bad-link", Worker(portal).join, link["token"], "Cem")
        portal.run("portal", "revoke", "0" * 12, code=3)
        ended = portal.run("portal", "invite", "--expires", "1s", "--json").json()
        # Who came by a revoked link is out as soon as the server has looked.
        for _ in range(200):
            if cem.call("/api/me")["worker"] is None:
                break
            equal(Worker(portal).request("GET", "/")[0], 200)
            time.sleep(0.05)
        equal(cem.call("/api/me")["worker"], None)
        while next(entry for entry in portal.run("portal", "list", "--json").json()["links"]
                   if entry["id"] == ended["id"])["state"] != "expired":
            pass
        refused(403, "bad-link", Worker(portal).join, ended["token"], "Dan")
        equal(Worker(portal).join(token, "Ann"), "Ann")


@test
def names_belong_to_one(folder):
    with Portal(folder) as portal:
        portal.create("pets", 8)
        token = portal.start()
        ann, eve = Worker(portal), Worker(portal)
        equal(ann.join(token, "Ann"), "Ann")
        equal(eve.join(token, " ann"), "ann (2)")
        task, = ann.take(count=1)
        ann.answer(task)
        equal(eve.call("/api/jobs/pets/recent")["answers"], [])
        ann.call("/api/sign-out", {})
        equal(Worker(portal).join(token, "Ann"), "Ann (3)", "another browser, after she left")
        equal(ann.join(token, "Ann"), "Ann", "her own browser")
        equal(len(ann.call("/api/jobs/pets/recent")["answers"]), 1)
        for name in ("", "   ", "\u0007", None, 7):
            refused(400, "no-name", Worker(portal).join, token, name)


@test
def tasks_of_others(folder):
    with Portal(folder) as portal:
        portal.create("pets", 8)
        portal.create("birds", 8)
        token = portal.start()
        ann, eve = joined(portal, token, "Ann"), joined(portal, token, "Eve")
        task, = ann.take(count=1)
        own, = eve.take(count=1)
        for stolen in (task["id"], own["id"][:-2] + "AA", "1", "", "A" * 4000, "1:0:1"):
            equal(eve.answer({"id": stolen})["code"], "forged", stolen)
            refused(403, "forged", eve.call,
                    f"/api/jobs/pets/tasks/{stolen}/decline", {})
        equal(eve.answer(own, job="birds")["code"], "forged", "a task of another job")
        equal(eve.answer(own, job="nothing")["code"], "no-job")
        # The same id for something else, and another's id.
        first = ann.new_answer(task)
        equal(ann.send(first)[0]["state"], "saved")
        equal(eve.send({**eve.new_answer(own), "id": first["id"]})[0]["code"], "replayed")
        equal(eve.answer(own)["state"], "saved")
        equal([len(w.call("/api/jobs/pets/recent")["answers"]) for w in (ann, eve)], [1, 1])
        for path in ("/frame/", "/image/"):
            for token in ("", "A", own["id"], own["frame"].split("/")[-1][:-2] + "AA"):
                equal(eve.request("GET", path + token)[0], 404)
        contains(portal.stop(), "an answer for a task of somebody else, from 127.0.0.1, worker Eve")


@test
def answers_that_are_no_answers(folder):
    with Portal(folder) as portal:
        portal.create("pets", 8)
        worker = joined(portal, portal.start(), "Ann")
        task, = worker.take(count=1)
        good = worker.new_answer(task)
        bad = [({**good, "content": None}, "bad-answer"), ({**good, "content": "x"}, "bad-answer"),
               ({**good, "id": "short"}, "bad-answer"), ({**good, "id": "x" * 65}, "bad-answer"),
               ({**good, "id": "a b c d e f"}, "bad-answer"), ({**good, "id": 7}, "bad-answer"),
               ({**good, "job": None}, "no-job"), ({**good, "task": 7}, "forged"),
               ({**good, "content": {"x": "y" * 200_000}}, "too-large")]
        for answer, code in bad:
            equal(worker.send(answer)[0]["code"], code, json.dumps(answer)[:200])
        refused(413, "too-large", worker.send, *[good] * 101)
        refused(413, "too-large", worker.call, "/api/answers", {"answers": ["x" * 5_000_000]})
        refused(413, "too-large", worker.call, "/api/jobs/pets/take", {"count": 1, "x": "x" * 100_000})
        refused(400, "bad-request", worker.call, "/api/answers", [])
        refused(400, "bad-request", worker.call, "/api/answers", {"answers": 7})
        equal(worker.request("POST", "/api/answers", b"{")[0], 400)
        equal(worker.request("POST", "/api/answers", b"[" * 100_000)[0], 400)
        equal(worker.request("POST", "/api/answers", b'{"answers":"\xff"}')[0], 400)
        equal(worker.send(None, 7, "x", []), [], "what is not even an object")
        equal(worker.take(count=-5), [])
        equal(len(worker.take(count=10 ** 12)) <= 50, True)
        equal(worker.answer(task, "elephant")["state"], "saved", "said, but it will make no label")


@test
def calls_of_other_sites(folder):
    with Portal(folder) as portal:
        portal.create("pets", 8)
        worker = joined(portal, portal.start(), "Ann")
        cookie = worker.headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
            contains(cookie, part)
        own = f"http://127.0.0.1:{portal.port}"
        for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": None},
                        {"Origin": own + ".evil.example"}, {"Origin": f"https://127.0.0.1:{portal.port}"},
                        {"X-Labelwright": None}, {"X-Labelwright": "2"}, {"Content-Type": "text/plain"},
                        {"Content-Type": None}, {"Host": "evil.example"}):
            refused(403, "not-from-here", worker.call, "/api/jobs/pets/take", {"count": 1}, headers=headers)
        for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
            equal(worker.request(method, "/api/jobs")[0], 405)
        for path in ("/api/join", "/api/answers", "/api/jobs/pets/take", "/api/sign-out"):
            equal(worker.request("GET", path)[0] in (404, 401), True, path)
        worker.cookies = {name: value[:-1] + "A" for name, value in worker.cookies.items()}
        refused(401, "not-in", worker.call, "/api/jobs")


@test
def too_many_calls(folder):
    with Portal(folder) as portal:
        portal.create("pets", 8)
        token = portal.start()
        worker, other = joined(portal, token, "Ann"), joined(portal, token, "Bob")
        statuses = {worker.request("GET", "/api/jobs")[0] for _ in range(3000)}
        equal(statuses, {200, 429})
        equal(other.request("GET", "/api/jobs")[0], 200, "somebody else")


def bomb(width, height):
    """A PNG of few bytes that would need many gigabytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b""))


@test
def images_that_are_no_images(folder):
    pictures = os.path.join(folder, "pictures-pets")
    script = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
    for name, data in (("0.png", bomb(30000, 30000)), ("1.png", bomb(60000, 60000)), ("2.png", bomb(7000, 7000)),
                       ("3.jpg", b"\xff\xd8\xff" + b"x" * 1000), ("4.jpg", b"<script>alert(1)</script>"),
                       ("5.png", lw_pictures.png(1, 3000, 2000)[:-5000]), ("6.svg", script), ("7.jpg", b""),
                       ("8.png", lw_pictures.png(1, 3000, 2000, says=(300, 200)))):
        lw_pictures.write(pictures, name, data)
    with Portal(folder) as portal:
        portal.create("pets", 0)
        worker = joined(portal, portal.start(), "Ann")
        for task in worker.take(count=20, width=800):
            status, headers, data = worker.request("GET", task["image"])
            equal(status in (200, 404, 415), True, f"{task['objectId']}: {status}")
            equal(headers["X-Content-Type-Options"], "nosniff")
            if status == 200:
                contains(headers["Content-Type"], "image/")
                contains(headers["Content-Security-Policy"], "default-src 'none'")
                contains(headers["Content-Security-Policy"], "sandbox")
                equal(len(data) < 2_000_000, True, "size")
        with open(f"/proc/{portal.process.pid}/status", encoding="utf-8") as file:
            peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
        equal(peak < 700_000, True, f"memory: {peak} KiB")
        equal(worker.call("/api/me")["worker"]["name"], "Ann")


main()
