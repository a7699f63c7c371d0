# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many workers at one labeling job through the portal: how long they wait for the next task and until an answer is on
the disk. Usage: bench-portal.py [WORKERS [OBJECTS [SECONDS]]]

Each worker asks for a task, looks at it for as long as it takes to get through the job in the time, and answers. All
numbers are checked afterwards: no object twice to a worker, counters as answered."""

import asyncio
import json
import os
import random
import shutil
import sys
import tempfile
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "portal"))
from lw_portal import Portal  # noqa: E402  (the folder is known only now)

N_WORKERS, N_OBJECTS, SECONDS = (int(n) for n in (sys.argv[1:] + ["200", "20000", "60"][len(sys.argv) - 1:]))
LIMIT_MILLISECONDS = 50


class Worker:
    def __init__(self, port, number):
        self.port = port
        self.number = number
        self.cookie = ""
        self.taken, self.saved, self.errors = [], 0, []
        self.take_times, self.submit_times = [], []

    async def call(self, path, body):
        text = json.dumps(body)
        self.writer.write((f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: application/json\r\n"
                           f"Origin: http://127.0.0.1:{self.port}\r\nX-Labelwright: 1\r\nCookie: {self.cookie}\r\n"
                           f"Content-Length: {len(text)}\r\n\r\n{text}").encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        length = next(int(line.split(":")[1]) for line in head if line.lower().startswith("content-length:"))
        self.cookie = self.cookie or "; ".join(line.split(": ")[1].split(";")[0] for line in head
                                               if line.lower().startswith("set-cookie:"))
        data = await self.reader.readexactly(length)
        if head[0] != "HTTP/1.1 200 OK":
            self.errors.append(f"{path}: {head[0]} {data.decode()}")
            return {}
        return json.loads(data)

    async def join(self, token):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        await self.call("/api/join", {"token": token, "name": f"Worker {self.number}"})

    async def one(self, pause):
        start = time.perf_counter()
        tasks = (await self.call("/api/jobs/load/take", {"count": 1})).get("tasks", [])
        self.take_times.append(time.perf_counter() - start)
        if not tasks:
            # The first ten objects are out: the others come when somebody has answered.
            await asyncio.sleep(pause)
            return
        self.taken.append(tasks[0]["objectId"])
        await asyncio.sleep(random.uniform(0.5, 1.5) * pause)
        answer = {"id": str(uuid.uuid4()), "task": tasks[0]["id"], "job": "load", "seconds": pause,
                  "content": {"crowd-image-classifier": {"label": random.choice(["cat", "dog"])}}}
        start = time.perf_counter()
        results = (await self.call("/api/answers", {"answers": [answer]})).get("results", [])
        self.submit_times.append(time.perf_counter() - start)
        if results and results[0]["state"] == "saved":
            self.saved += 1
        else:
            self.errors.append(f"not saved: {results}")

    async def work(self, token, pause, end):
        await asyncio.sleep(random.uniform(0, pause))
        while time.perf_counter() < end:
            await self.one(pause)


def percentile(times, share):
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def label(workers, token):
    await asyncio.gather(*(worker.join(token) for worker in workers))
    pause = SECONDS * len(workers) / N_OBJECTS
    end = time.perf_counter() + SECONDS
    await asyncio.gather(*(worker.work(token, pause, end) for worker in workers))
    for worker in workers:
        await worker.call("/api/jobs/load/leave", {})


def prepare(portal, folder):
    manifest = os.path.join(folder, "in.manifest")
    with open(manifest, "w", encoding="utf-8") as file:
        for i in range(N_OBJECTS):
            file.write(json.dumps({"source-ref": f"s3://photos/{i}.jpg"}) + "\n")
    portal.run("job", "create", "load", "--manifest", manifest, "--labels", "cat,dog")


def check(portal, workers):
    """Returns whether all numbers fit."""
    errors = [error for worker in workers for error in worker.errors]
    twice = sum(len(worker.taken) - len(set(worker.taken)) for worker in workers)
    saved = sum(worker.saved for worker in workers)
    portal.stop()
    shown = portal.run("job", "show", "load", "--json").json()
    recorded = sum(worker["Answers"] for worker in shown["Workers"])
    print(f"answers saved: {saved}, recorded: {recorded}; objects twice to a worker: {twice}; errors: {len(errors)}")
    for error in errors[:5]:
        print("  " + error)
    return not errors and twice == 0 and saved == recorded


def main():
    folder = tempfile.mkdtemp(prefix="lw-bench-portal-")
    try:
        with Portal(folder) as portal:
            prepare(portal, folder)
            token = portal.start()
            workers = [Worker(portal.port, i) for i in range(N_WORKERS)]
            start = time.perf_counter()
            asyncio.run(label(workers, token))
            seconds = time.perf_counter() - start
            good = True
            for name, times in (("next task", [t for w in workers for t in w.take_times]),
                                ("submit", [t for w in workers for t in w.submit_times])):
                good &= percentile(times, 0.99) <= LIMIT_MILLISECONDS
                print(f"{name}: {len(times)} calls, median {percentile(times, 0.5):.1f} ms, 99 % within "
                      f"{percentile(times, 0.99):.1f} ms, longest {max(times) * 1000:.1f} ms "
                      f"(99 % wanted within {LIMIT_MILLISECONDS} ms)")
            print(f"{len(workers)} workers, {N_OBJECTS} objects, {seconds:.1f} s")
            good &= check(portal, workers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if good else 1)


main()
