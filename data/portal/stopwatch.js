/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a task was looked at. */

/* The seconds somebody looked at a task: a hidden page and a closed lid do not count. */
export class Stopwatch {
  constructor() {
    this.total = 0;
    this.since = null;
  }

  start() {
    if (this.since === null && !document.hidden) this.since = performance.now();
  }

  stop() {
    if (this.since !== null) this.total += performance.now() - this.since;
    this.since = null;
  }

  get seconds() {
    return (this.total + (this.since === null ? 0 : performance.now() - this.since)) / 1000;
  }
}
