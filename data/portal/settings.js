/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the worker has set on this device, and the categories that were chosen last. */

const KEY = 'labelwright-settings';
const RECENT = 8;

export const DEFAULTS = {
  oneKey: false,
  keys: true,
  theme: 'auto',
  side: 'right',
  instructions: null,
  recent: {},
  columns: '4',
  rows: '3',
};

function read() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) || '{}') };
  } catch (error) {
    return { ...DEFAULTS };
  }
}

export const settings = read();

const listeners = new Set();

/* Returns what ends it. */
export function onSettings(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function set(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch (error) {
    /* Private windows may keep nothing: the setting holds until the page is left. */
  }
  listeners.forEach((listener) => listener(name));
}

export const recentOf = (job) => settings.recent[job] || [];

export function remember(job, category) {
  const list = [category, ...recentOf(job).filter((name) => name !== category)].slice(0, RECENT);
  set('recent', { ...settings.recent, [job]: list });
}
