/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers on their way to the server. Each has an id of its own and waits in the browser's database until the server
 * says that it is on disk; a reload, a lost network or a server that restarts loses and doubles nothing. */

import { post } from './api.js';

const DATABASE = 'labelwright';
const STORE = 'answers';
const BATCH = 20;
const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 8000;

/* crypto.randomUUID() is for secure pages only; a portal in a local network often is none. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function openDatabase() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return done(request);
}

/* Events: 'change' when the number of waiting answers or the connection changed, 'refused' with the answer and why,
 * 'signed-out'. */
export class Outbox extends EventTarget {
  constructor() {
    super();
    this.waiting = new Map();
    this.saved = 0;
    this.online = true;
    this.kept = true;
    this.pause = 0;
    this.limit = BATCH;
    window.addEventListener('online', () => this.retry());
    window.addEventListener('beforeunload', (event) => {
      if (!this.kept && this.waiting.size > 0) event.preventDefault();
    });
  }

  /* Answers of another worker on this device stay where they are until that worker is back. */
  async open(worker) {
    this.worker = worker;
    this.signedOut = false;
    this.pause = 0;
    this.waiting.clear();
    try {
      this.database = this.database || (await openDatabase());
      const rows = await done(this.store('readonly').getAll());
      rows
        .filter((row) => row.worker === worker)
        .sort((a, b) => a.order - b.order)
        .forEach((row) => this.waiting.set(row.id, row));
    } catch (error) {
      this.kept = false;
    }
    this.changed();
    this.flush();
  }

  close() {
    this.worker = null;
    this.waiting.clear();
    clearTimeout(this.timer);
  }

  store(mode) {
    return this.database.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE);
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  /* Takes an answer: it counts as waiting at once. Returns its id. */
  add(answer) {
    const row = { ...answer, id: newId(), worker: this.worker, order: Date.now() + this.waiting.size / 1000 };
    this.waiting.set(row.id, row);
    this.changed();
    if (this.database)
      done(this.store('readwrite').put(row)).catch(() => {
        this.kept = false;
      });
    this.flush();
    return row.id;
  }

  forget(id) {
    this.waiting.delete(id);
    if (this.database) done(this.store('readwrite').delete(id)).catch(() => {});
  }

  retry() {
    clearTimeout(this.timer);
    this.pause = 0;
    this.flush();
  }

  async flush() {
    if (this.sending || this.worker === null || this.worker === undefined || this.waiting.size === 0) return;
    const batch = [...this.waiting.values()].slice(0, this.limit);
    this.sending = true;
    try {
      const { results } = await post('/api/answers', {
        answers: batch.map(({ worker, order, ...answer }) => answer),
      });
      this.settle(results || []);
    } catch (error) {
      this.failed(error, batch);
    } finally {
      this.sending = false;
    }
    if (this.pause === 0) this.flush();
    else if (!this.signedOut) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.pause);
  }

  slower() {
    this.pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, this.pause * 2));
  }

  settle(results) {
    const known = results.filter((result) => this.waiting.has(result.id));
    this.online = true;
    this.pause = 0;
    this.limit = BATCH;
    known.forEach((result) => {
      const answer = this.waiting.get(result.id);
      this.forget(result.id);
      if (result.state === 'saved') this.saved += 1;
      else
        this.dispatchEvent(
          new CustomEvent('refused', { detail: { answer, message: result.message, code: result.code } })
        );
    });
    /* A server that says nothing about an answer is asked again, not at once. */
    if (known.length === 0) this.slower();
    this.changed();
  }

  failed(error, batch) {
    this.slower();
    this.signedOut = error.status === 401;
    if (this.signedOut) this.dispatchEvent(new Event('signed-out'));
    else if (!error.passing && batch.length === 1)
      this.settle([{ id: batch[0].id, state: 'refused', code: error.code, message: error.message }]);
    else if (!error.passing) this.limit = 1;
    this.online = error.code !== 'offline';
    this.changed();
  }
}
