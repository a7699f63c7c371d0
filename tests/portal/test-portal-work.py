# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers label through the portal: join, take, see, answer, go back, give back; and find all of it after a restart."""

import hashlib
import http.client
import os
import re
import signal
import ssl

from lw_portal import Portal, Refused, Worker, contains, equal, main, test


def refused(code, function, *arguments, **more):
    try:
        function(*arguments, **more)
    except Refused as error:
        equal(error.code, code, "refused")
        return error
    raise AssertionError(f"not refused as {code}")


def joined(portal, token, name="Ann"):
    worker = Worker(portal)
    worker.join(token, name)
    return worker


@test
def a_job_is_labeled(folder):
    with Portal(folder) as portal:
        portal.create("pets", 12, "--title", "Which <pet>?", "--description", "Say what you see.")
        token = portal.start()
        worker = Worker(portal)
        equal(worker.call("/api/me")["worker"], None)
        refused("not-in", worker.call, "/api/jobs")
        equal(worker.join(token, "  Ann\n of  Green  Gables "), "Ann of Green Gables")
        equal(worker.call("/api/me")["worker"]["name"], "Ann of Green Gables")
        job, = worker.call("/api/jobs")["jobs"]
        equal((job["name"], job["title"], job["taskType"], job["remaining"], job["done"], job["status"]),
              ("pets", "Which <pet>?", "single", 12, 0, "InProgress"))
        seen = []
        while tasks := worker.take(count=5):
            for task in tasks:
                equal(worker.answer(task)["state"], "saved")
                seen.append(task["objectId"])
        equal(sorted(seen), list(range(12)), "objects")
        job, = worker.call("/api/jobs")["jobs"]
        equal((job["remaining"], job["done"]), (0, 12))
        worker.call("/api/jobs/pets/leave", {})
        portal.stop()
        portal.run("job", "wait", "pets")
        equal(portal.run("job", "show", "pets", "--json").json()["LabelCounters"]["HumanLabeled"], 12)


@test
def the_task_is_shown(folder):
    with Portal(folder) as portal:
        pictures = portal.create()
        worker = joined(portal, portal.start())
        task, = worker.take(width=800)
        stranger = Worker(portal)
        status, headers, data = stranger.request("GET", task["frame"])
        equal(status, 200)
        text = data.decode()
        policy = headers["Content-Security-Policy"]
        for part in ("sandbox allow-scripts allow-forms;", "default-src 'none';", "connect-src 'none';",
                     "form-action 'none'", "base-uri 'none'"):
            contains(policy, part)
        equal("allow-same-origin" in policy, False)
        contains(text, "<!DOCTYPE html>")
        equal("assets.crowd.aws" in text, False, "address of AWS's script")
        contains(text, 'src="/elements/crowd-html-elements.js?v=')
        address = re.search(r'src="(/image/[^"]+)"', text)[1]
        equal(address, task["image"])
        contains(text, "categories=\"[&quot;cat&quot;")
        status, headers, data = stranger.request("GET", address)
        equal((status, headers["Content-Type"]), (200, "image/png"))
        name = sorted(os.listdir(pictures))[task["objectId"]]
        with open(os.path.join(pictures, name), "rb") as file:
            equal(data, file.read(), "small picture, as it is")
        worker.call("/api/sign-out", {})
        equal(stranger.request("GET", address)[0], 404, "image after signing out")
        equal(stranger.request("GET", task["frame"])[0], 404, "frame after signing out")
        refused("not-in", worker.call, "/api/jobs")


@test
def files_of_the_page(folder):
    with Portal(folder) as portal:
        token = portal.start()
        worker = Worker(portal)
        for path in ("/", f"/join/{token}"):
            status, headers, data = worker.request("GET", path)
            equal((status, headers["Content-Type"]), (200, "text/html; charset=utf-8"))
            contains(headers["Content-Security-Policy"], "script-src 'self'")
            contains(headers["Content-Security-Policy"], "frame-ancestors 'none'")
            equal(headers["Referrer-Policy"], "no-referrer")
        for path in re.findall(r'(?:src|href)="(/[^"]+)"', data.decode()):
            status, headers, _ = worker.request("GET", path)
            equal(status, 200, path)
            equal(headers["X-Content-Type-Options"], "nosniff")
            equal(worker.request("GET", path, headers={"If-None-Match": headers["ETag"]})[0], 304, path)
        for path in ("/portal/", "/portal/../api.js", "/portal/elements/order.txt", "/portal/%2e%2e/x.js", "/nothing",
                     "/portal/portal.gresource.xml", "/elements/core.js"):
            equal(worker.request("GET", path)[0], 404, path)


@test
def going_back_and_giving_back(folder):
    with Portal(folder) as portal:
        portal.create("pets", 6)
        worker = joined(portal, portal.start())
        first, second, third = worker.take(count=3, width=640)
        worker.answer(first, "cat")
        worker.answer(second, "dog", comment="blurred <b>")
        newest, oldest = worker.call("/api/jobs/pets/recent?width=640")["answers"]
        equal(newest["content"], {"crowd-image-classifier": {"label": "dog", "workerComment": "blurred <b>"}})
        equal((oldest["objectId"], oldest["changeable"]), (first["objectId"], True))
        equal(worker.request("GET", newest["frame"])[0], 200)
        equal(worker.send({"id": "second-thoughts", "task": oldest["task"], "job": "pets",
                           "content": {"crowd-image-classifier": {"label": "other"}}})[0]["state"], "saved")
        changed = worker.call("/api/jobs/pets/recent")["answers"]
        equal([a["content"]["crowd-image-classifier"]["label"] for a in changed if a["objectId"] == first["objectId"]],
              ["other"])
        worker.call(f"/api/jobs/pets/tasks/{third['id']}/decline", {"reason": "not for me"})
        fourth, = worker.take(count=1)
        worker.call(f"/api/jobs/pets/tasks/{fourth['id']}/release", {})
        left = worker.take(count=10)
        equal(sorted({first["objectId"], second["objectId"], third["objectId"], fourth["objectId"]} |
                     {t["objectId"] for t in left}), list(range(6)))
        equal(len(left), 2, "neither the declined nor the released one again")
        equal(worker.answer(third)["state"], "refused")
        worker.call("/api/jobs/pets/leave", {})


@test
def what_a_reload_forgets_comes_again(folder):
    with Portal(folder) as portal:
        portal.create("pets", 10)
        worker = joined(portal, portal.start())
        held = worker.take(count=3)
        equal(len({t["id"] for t in held + worker.take(count=3)}), 6, "without a list, all are new")
        again = worker.take(count=4, holding=[held[0]["id"]])
        equal(held[0]["id"] in {t["id"] for t in again}, False)
        again = worker.take(count=6, holding=[])
        equal({t["id"] for t in held} <= {t["id"] for t in again}, True, "what was forgotten")


@test
def a_restart_loses_nothing(folder):
    for how in (signal.SIGKILL, signal.SIGTERM):
        name = f"pets-{how}"
        with Portal(folder) as portal:
            portal.create(name, 8)
            token = portal.start()
            worker = joined(portal, token, f"Ann {how}")
            tasks = worker.take(name, count=4)
            saved = worker.new_answer(tasks[0], "cat", name)
            waiting = worker.new_answer(tasks[1], "dog", name)
            equal(worker.send(saved)[0]["state"], "saved")
            portal.stop(how)
            portal.start()
            worker.connection = None
            equal(worker.call("/api/me")["worker"]["name"], f"Ann {how}", "the session")
            equal(worker.request("GET", tasks[2]["frame"])[0], 200, "the document")
            equal([r["state"] for r in worker.send(saved, waiting)], ["saved", "saved"])
            equal(worker.call("/api/jobs")["jobs"][0]["done"], 2, "answers")
            held = [t["id"] for t in tasks[2:]]
            more = worker.take(name, count=10, holding=held)
            equal(len(more), 4, "new tasks")
            equal(len(worker.send(*(worker.new_answer(t, "cat", name) for t in more))), 4)
            equal([worker.answer(t, "dog", name)["state"] for t in tasks[2:]], ["saved", "saved"])
            Worker(portal).join(token, "Bob")
            worker.call(f"/api/jobs/{name}/leave", {})
            portal.stop()
            portal.run("job", "wait", name)
            portal.start()
            worker.connection = None
            equal(worker.send(saved)[0]["state"], "saved", "a known answer, after the job's end")
            equal(worker.send(worker.new_answer(tasks[0], "dog", name))[0]["code"], "job-ended")
            portal.stop()
            shown = portal.run("job", "show", name, "--json").json()
            equal(shown["LabelCounters"]["HumanLabeled"], 8)
            equal([w["Answers"] for w in shown["Workers"]], [8])


class SecureWorker(Worker):
    scheme = "https"

    def connect(self):
        context = ssl.create_default_context(cafile=os.path.join(self.portal.path, "portal", "certificate.pem"))
        return http.client.HTTPSConnection("127.0.0.1", self.portal.port, timeout=30, context=context)


@test
def with_a_certificate(folder):
    with Portal(folder) as portal:
        portal.create()
        token = portal.start("--portal-tls")
        worker = SecureWorker(portal)
        equal(worker.join(token), "Ann")
        contains(worker.headers["Set-Cookie"], "; Secure")
        task, = worker.take()
        equal(worker.answer(task)["state"], "saved")
        _, headers, _ = worker.request("GET", task["frame"])
        contains(headers["Content-Security-Policy"], f"img-src https://127.0.0.1:{portal.port}/image/")
        first = worker.connection.sock.getpeercert(binary_form=True)
        digest = hashlib.sha256(first).hexdigest()
        contains(portal.stop().replace(":", "").lower(), digest)
        portal.start("--portal-tls")
        again = SecureWorker(portal)
        again.request("GET", "/")
        equal(again.connection.sock.getpeercert(binary_form=True), first, "the same certificate")
        portal.stop()
        certificate, key = (os.path.join(portal.path, "portal", name)
                            for name in ("certificate.pem", "certificate-key.pem"))
        portal.start("--portal-tls-certificate", certificate, "--portal-tls-key", key)
        SecureWorker(portal).request("GET", "/")
        portal.stop()
        for options in (["--portal-tls-key", key], ["--portal-tls-certificate", certificate]):
            portal.run("serve", "--portal", "127.0.0.1:0", *options, code=2)
        portal.run("serve", "--portal", "nowhere", code=3)


main()
