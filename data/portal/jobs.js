/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in with a link, and the list of jobs. */

import { get, post } from './api.js';
import { clock, format, showSettings, actionButton } from './windows.js';

const { h, _, ngettext, N_ } = window.crowdElements;
const POLL = 10000;

const card = (...content) => h('main', { class: 'card' }, ...content);

/* Somebody is signed in and opens a link: it may be for another person on this device. */
export function showKnown(page, worker, goOn, join) {
  page.replaceChildren(
    card(
      h('h1', null, format(_('You are signed in as %s'), worker.name)),
      h(
        'p',
        { class: 'buttons' },
        h('button', { type: 'button', class: 'primary', click: goOn }, _('Go on')),
        h('button', { type: 'button', click: join }, _('Join as somebody else'))
      )
    )
  );
  page.querySelector('button').focus();
}

/* token: of the link, or null when there was none. joined: called with the worker. */
export function showJoin(page, token, joined) {
  if (token === null) {
    page.replaceChildren(
      card(
        h('h1', null, _('Labelwright')),
        h('p', null, _('Open the link that you were given to take part.'))
      )
    );
    return;
  }
  const name = h('input', {
    id: 'name',
    type: 'text',
    required: true,
    maxlength: '100',
    autocomplete: 'name',
    'aria-describedby': 'problem',
  });
  const problem = h('p', { id: 'problem', class: 'problem', role: 'alert' });
  const button = h('button', { class: 'primary' }, _('Join'));
  const form = h(
    'form',
    {
      novalidate: true,
      submit: async (event) => {
        event.preventDefault();
        problem.textContent = name.value.trim() === '' ? _('Type a name.') : '';
        name.setAttribute('aria-invalid', String(problem.textContent !== ''));
        if (problem.textContent !== '') {
          name.focus();
          return;
        }
        button.disabled = true;
        try {
          joined((await post('/api/join', { token, name: name.value.trim() })).worker);
        } catch (error) {
          button.disabled = false;
          joinFailed(page, error, problem);
        }
      },
    },
    h('label', { for: 'name' }, _('Your name')),
    name,
    h('p', { class: 'hint' }, _('The people who set the jobs up see it beside your answers.')),
    problem,
    button
  );
  page.replaceChildren(card(h('h1', null, _('Join')), form));
  name.focus();
}

function joinFailed(page, error, problem) {
  if (error.code === 'offline') problem.textContent = _('There is no connection. Try again in a moment.');
  else if ([401, 403, 404, 409, 410].includes(error.status))
    page.replaceChildren(
      card(
        h('h1', null, _('This link cannot be used')),
        h('p', { role: 'alert' }, error.message),
        h(
          'p',
          { class: 'hint' },
          _('A link can be used up, withdrawn or too old. Ask whoever gave it to you for a new one.')
        )
      )
    );
  else problem.textContent = error.message;
}

function jobRow(job, start) {
  const words = [format(ngettext('%d task left', '%d tasks left', job.remaining), job.remaining)];
  if (job.done > 0) words.push(format(ngettext('%d done', '%d done', job.done), job.done));
  if (job.timeLimitSeconds > 0) words.push(format(_('%s for each'), clock(job.timeLimitSeconds)));
  words.push(job.reward ? String(job.reward) : _('no reward'));
  const title = job.title || job.name;
  const open = (text, grid, kind) =>
    h(
      'button',
      {
        type: 'button',
        class: kind,
        'aria-label': `${text}: ${title}`,
        disabled: job.remaining <= 0,
        click: () => start(job, grid),
      },
      text
    );
  return h(
    'li',
    { class: 'job' },
    h(
      'div',
      null,
      h('h2', null, title),
      job.description ? h('p', null, job.description) : null,
      h('p', { class: 'hint' }, words.join(' · ')),
      (job.keywords || []).length > 0
        ? h('p', { class: 'keywords' }, ...job.keywords.map((text) => h('span', null, text)))
        : null
    ),
    h(
      'div',
      { class: 'start' },
      open(job.done > 0 ? _('Resume') : _('Start working'), false, 'primary'),
      job.grid ? open(_('Many at once'), true, '') : null
    )
  );
}

export class JobList {
  /* start: called with the job and whether many images are shown at once; signOut: called without anything. */
  constructor(page, worker, outbox, start, signOut) {
    Object.assign(this, { page, worker, outbox, start });
    this.list = h('ul', { class: 'jobs' });
    this.note = h('p', { role: 'status' });
    this.node = h(
      'div',
      { class: 'home' },
      h(
        'header',
        null,
        h('p', null, format(_('Signed in as %s'), worker.name)),
        actionButton(N_('Settings'), () => showSettings()),
        actionButton(N_('Sign out'), signOut)
      ),
      h('main', null, h('h1', null, _('Jobs')), this.note, this.list)
    );
  }

  show() {
    this.page.replaceChildren(this.node);
    this.open = true;
    this.refresh();
  }

  close() {
    this.open = false;
    clearTimeout(this.timer);
  }

  async refresh() {
    try {
      const { jobs } = await get('/api/jobs');
      this.fill(jobs);
    } catch (error) {
      if (error.status === 401) this.outbox.dispatchEvent(new Event('signed-out'));
      this.note.textContent =
        error.code === 'offline' ? _('There is no connection. It is tried again.') : error.message;
    }
    if (this.open) this.timer = setTimeout(() => this.refresh(), POLL);
  }

  /* Only what changed is written anew, so that the focus stays where it is. */
  fill(jobs) {
    const text = JSON.stringify(jobs);
    if (text === this.text) return;
    this.text = text;
    this.jobs = jobs;
    const focused = document.activeElement ? document.activeElement.getAttribute('aria-label') : null;
    this.note.textContent =
      jobs.length === 0
        ? _('There is nothing to label for you right now. Jobs appear here when there is.')
        : '';
    this.list.replaceChildren(...jobs.map((job) => jobRow(job, this.start)));
    const same =
      focused &&
      [...this.list.querySelectorAll('button')].find(
        (button) => button.getAttribute('aria-label') === focused
      );
    if (same) same.focus();
  }
}
