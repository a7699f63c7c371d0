/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls of the portal's API. The cookie is the session; every call that changes something is JSON with a header that
 * no other site can send. */

const TIMEOUT = 15000;

export class ApiError extends Error {
  /* code: the server's word for it, or 'offline' when it could not be asked. */
  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /* Whether the same call may work later. */
  get passing() {
    return this.code === 'offline' || this.status === 429 || this.status >= 500;
  }
}

async function ask(path, options) {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT);
  try {
    const response = await fetch(path, {
      ...options,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: timeout.signal,
    });
    const text = await response.text();
    return { response, document: text === '' ? {} : JSON.parse(text) };
  } catch (error) {
    throw new ApiError('offline', String(error), 0);
  } finally {
    clearTimeout(timer);
  }
}

async function call(path, options) {
  const { response, document } = await ask(path, options);
  if (response.ok) return document;
  const { code = 'unknown', message = response.statusText } = document.error || {};
  throw new ApiError(code, message, response.status);
}

export const get = (path) => call(path, { method: 'GET' });

export const post = (path, body) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Labelwright': '1' },
    body: JSON.stringify(body || {}),
  });

export const jobPath = (job, rest) => `/api/jobs/${encodeURIComponent(job)}/${rest}`;
