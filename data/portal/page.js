/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker's page: who is signed in, and which of its views is shown. The job that is worked on stands after the # of
 * the address, so that a reload goes on with it. */

import { get, post } from './api.js';
import { GridWork } from './grid.js';
import { JobList, showJoin, showKnown } from './jobs.js';
import { Outbox } from './outbox.js';
import { onSettings, settings } from './settings.js';
import { toast } from './windows.js';
import { Work } from './work.js';

const { h, _, setCatalog, setTheme } = window.crowdElements;
const page = document.getElementById('page');
const outbox = new Outbox();
const AGAIN = 1500;

let language = {};
let worker = null;
let view = null;

function joinToken() {
  const match = /^\/join\/([^/]+)\/?$/.exec(window.location.pathname);
  return match ? decodeURIComponent(match[1]) : null;
}

function change(next) {
  if (view && view.close) view.close();
  view = next;
}

function showJobs() {
  window.history.replaceState(null, '', '/');
  change(new JobList(page, worker, outbox, startJob, signOut));
  view.show();
}

function startJob(job, grid) {
  window.history.replaceState(null, '', `/#${grid ? 'grid' : 'job'}=${encodeURIComponent(job.name)}`);
  change(new (grid ? GridWork : Work)(page, job, outbox, language, showJobs));
  view.start();
}

async function resume() {
  const match = /^#(job|grid)=(.+)$/.exec(window.location.hash);
  if (!match) {
    showJobs();
    return;
  }
  const { jobs } = await get('/api/jobs');
  const job = jobs.find((row) => row.name === decodeURIComponent(match[2]));
  if (job) startJob(job, match[1] === 'grid');
  else showJobs();
}

async function joined(who) {
  worker = who;
  await outbox.open(who.id);
  if (joinToken() !== null) window.history.replaceState(null, '', '/');
  await resume();
}

async function signOut() {
  if (outbox.waiting.size > 0)
    toast(_('Some answers are not saved yet. They stay on this device and are sent when you sign in again.'));
  await post('/api/sign-out', {}).catch(() => {});
  outbox.close();
  worker = null;
  change(null);
  showJoin(page, null, joined);
}

outbox.addEventListener('signed-out', () => {
  if (worker === null) return;
  worker = null;
  change(null);
  page.replaceChildren(
    h(
      'main',
      { class: 'card' },
      h('h1', null, _('You are signed out')),
      h(
        'p',
        { role: 'alert' },
        _('Open the link that you were given again. Answers that are not saved yet wait on this device.')
      )
    )
  );
});

function applyTheme() {
  setTheme(settings.theme);
}

async function start() {
  try {
    const me = await get('/api/me');
    language = me.locale ? { locale: me.locale, catalog: me.catalog || null } : {};
    setCatalog(me.catalog, me.locale || document.documentElement.lang);
    if (me.worker && joinToken() === null) await joined(me.worker);
    else if (me.worker)
      showKnown(
        page,
        me.worker,
        () => joined(me.worker),
        () => showJoin(page, joinToken(), joined)
      );
    else showJoin(page, joinToken(), joined);
  } catch (error) {
    page.replaceChildren(
      h(
        'main',
        { class: 'card' },
        h('h1', null, _('No connection')),
        h(
          'p',
          { role: 'alert' },
          error.code === 'offline' ? _('The server does not answer. It is tried again.') : error.message
        )
      )
    );
    setTimeout(start, AGAIN);
  }
}

applyTheme();
onSettings(applyTheme);
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
start();
