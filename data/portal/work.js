/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The work loop of one job: shows a task, takes the answer, shows the next at once; tasks are fetched and decoded
 * ahead, answers are sent behind. See frames.js and outbox.js. */

import { jobPath, get, post } from './api.js';
import { TaskFrame } from './frames.js';
import { StatusBar } from './status.js';
import { askCategory } from './palette.js';
import { Stopwatch } from './stopwatch.js';
import { Toolbar } from './toolbar.js';
import {
  askComment,
  askWhyDeclined,
  showKeys,
  showSettings,
  afterPaint,
  speak,
  toast,
  format,
} from './windows.js';
import { onSettings, set, settings } from './settings.js';

const { h, _, ngettext, word, N_ } = window.crowdElements;
const AHEAD = 3;
const HISTORY = 20;
const POLL = 3000;
/* A task that is shown with less time than this would be gone before it is answered. */
const MIN_SECONDS = 3;

const KEYS = () => [
  ['1 … 9, 0, ⇧1 …', _('Choose a category')],
  ['Enter', _('Submit and go on')],
  ['Ctrl+Enter', _('Submit, also from a text or a list')],
  ['/', _('Find a category by its name')],
  ['Backspace', _('Go back to the image before')],
  [_('Space'), _('Decline this image')],
  ['I', _('Show or hide the instructions')],
  ['C', _('Comment')],
  ['Z', _('Zoom to the pixel under the pointer')],
  ['F', _('Fit the image')],
  ['+ −', _('Zoom in, zoom out')],
  ['?', _('Show these keys')],
];

export class Work {
  /* left: called when the worker goes back to the list of jobs. */
  constructor(page, job, outbox, language, left) {
    Object.assign(this, { page, job, outbox, language, left });
    this.queue = [];
    this.history = [];
    this.done = job.done || 0;
    this.remaining = job.remaining || 0;
    this.taking = false;
    this.comment = '';
    this.watch = new Stopwatch();
    this.status = new StatusBar(job, outbox);
    this.tools = new Toolbar(this);
    this.stage = h('div', { class: 'frames' });
    this.notice = h('div', { class: 'notice', role: 'status' });
    this.node = h(
      'div',
      { class: 'work' },
      h('header', null, this.status.node, this.tools.node),
      h('main', { 'aria-label': _('Task') }, this.stage, this.notice)
    );
    this.listen();
  }

  listen() {
    this.off = new AbortController();
    const { signal } = this.off;
    document.addEventListener('keydown', (event) => this.keydown(event), { signal });
    document.addEventListener(
      'visibilitychange',
      () => (document.hidden ? this.watch.stop() : this.watch.start()),
      { signal }
    );
    window.addEventListener('online', () => this.refill(), { signal });
    this.outbox.addEventListener('change', () => this.connected(this.outbox.online), { signal });
    this.outbox.addEventListener('refused', (event) => this.refused(event.detail), { signal });
    this.offSettings = onSettings(() =>
      this.queue.forEach((frame) => frame.send({ type: 'settings', ...this.greeting() }))
    );
    this.ticker = setInterval(() => this.tick(), 1000);
  }

  greeting() {
    const { oneKey, keys, theme, side, instructions } = settings;
    return { oneKey, keys, theme, side, instructions, ...this.language };
  }

  get current() {
    return this.queue[0];
  }

  start() {
    this.page.replaceChildren(this.node);
    this.status.showProgress(this.done, this.remaining);
    this.say(_('The first images are being fetched'));
    this.refill();
    this.recall();
  }

  /* Answers of before a reload can be gone back to. */
  async recall() {
    try {
      const { answers } = await get(jobPath(this.job.name, 'recent'));
      const known = new Set(this.history.map((entry) => entry.task.id));
      const before = (answers || [])
        .filter((answer) => answer.changeable && !known.has(answer.task))
        .reverse();
      this.history.unshift(
        ...before.map((answer) => ({
          task: { id: answer.task, frame: answer.frame },
          content: answer.content,
        }))
      );
      this.tools.update();
    } catch (error) {
      /* Only going back further than this page is not possible then. */
    }
  }

  async refill() {
    const count = AHEAD - this.queue.filter((frame) => frame.past === undefined).length;
    if (this.taking || this.over || count <= 0) return;
    this.taking = true;
    clearTimeout(this.poll);
    try {
      const { width } = this.stage.getBoundingClientRect();
      const answer = await post(jobPath(this.job.name, 'take'), {
        count,
        width: Math.ceil(width * devicePixelRatio),
        holding: [
          ...this.queue.map((frame) => frame.task.id),
          ...[...this.outbox.waiting.values()].map((row) => row.task),
        ],
      });
      this.add(answer);
    } catch (error) {
      this.takeFailed(error);
    } finally {
      this.taking = false;
    }
  }

  /* Nothing waits longer than it must when the server is there again. */
  connected(online) {
    const back = online && this.online === false;
    this.online = online;
    if (!back) return;
    this.queue.forEach((frame) => frame.hurry());
    this.refill();
  }

  add(answer) {
    this.connected(true);
    const pending = [...this.outbox.waiting.values()]
      .filter((row) => row.job === this.job.name)
      .map((row) => row.task);
    const known = new Set([...this.queue.map((frame) => frame.task.id), ...pending]);
    const fresh = (answer.tasks || []).filter((task) => !known.has(task.id));
    if (this.over) return;
    this.remaining = Math.max(this.queue.length, answer.remaining - pending.length);
    /* What this page knows to be done is not counted again while the server hears of it. */
    this.done = Math.max(this.done, answer.done);
    this.status.showProgress(this.done, this.remaining);
    fresh.forEach((task) => this.append(task));
    if (this.queue.length === 0) this.nothing(answer);
    else if (fresh.length > 0 && this.queue.length < AHEAD) this.later(0);
  }

  append(task) {
    const frame = this.makeFrame(task);
    this.queue.push(frame);
    this.present();
  }

  makeFrame(task) {
    const frame = new TaskFrame(this.stage, task, () => this.greeting());
    frame.addEventListener('ready', () => this.present());
    frame.addEventListener('submit', (event) => this.submitted(frame, event.detail));
    frame.addEventListener('invalid', (event) => frame === this.current && speak(event.detail.message || ''));
    frame.addEventListener('key', (event) => frame === this.current && this.press(event.detail.key));
    frame.addEventListener('swipe', (event) => frame === this.current && this.swiped(event.detail.way));
    frame.addEventListener(
      'setting',
      (event) => event.detail.name === 'instructions' && set('instructions', event.detail.value === true)
    );
    frame.addEventListener('broken', () =>
      this.drop(frame, _('This task could not be shown. It was given back.'), 'release')
    );
    return frame;
  }

  /* Shows the first task once its document is there; @bare: and nothing else, before it is painted. */
  present(bare = false) {
    const frame = this.current;
    if (!frame || frame.shown || frame.info === null) return;
    if (frame.past === undefined && frame.deadline - performance.now() < MIN_SECONDS * 1000) {
      this.drop(frame, '', null);
      return;
    }
    this.say('');
    frame.show();
    frame.startedAt = frame.startedAt || new Date();
    this.watch = new Stopwatch();
    this.watch.start();
    this.comment = '';
    if (!bare) this.tools.update();
    if (!document.querySelector('dialog[open]')) frame.focus();
  }

  submitted(frame, { answer, at }) {
    if (frame !== this.current || !frame.shown) return;
    this.watch.stop();
    const entry = { task: frame.task, content: answer };
    const same = frame.past && JSON.stringify(frame.past.content) === JSON.stringify(answer);
    if (!same) {
      this.outbox.add({
        task: frame.task.id,
        job: this.job.name,
        content: answer,
        startedAt: frame.startedAt.toISOString(),
        seconds: Number(this.watch.seconds.toFixed(3)),
        ...(this.comment ? { comment: this.comment } : {}),
      });
    }
    if (frame.past) {
      frame.past.content = answer;
    } else {
      this.history.push(entry);
      this.history.splice(0, this.history.length - HISTORY);
      this.done += 1;
      this.remaining -= 1;
    }
    this.advance(at);
  }

  /* The next task lies ready under this one: it is put on top, everything else is done after it was painted. */
  advance(at) {
    const old = this.queue.shift();
    this.present(true);
    if (old) old.cover();
    const shown = this.current && this.current.shown && this.current.decoded;
    afterPaint(() => {
      if (at && shown)
        performance.measure('labelwright-next', {
          start: at - performance.timeOrigin,
          end: performance.now(),
        });
      if (old) old.hide();
      this.retire(old);
      this.advanced();
    });
  }

  /* The last task stays for a while: going back to it takes no time, and keys still on their way find it. */
  retire(frame) {
    if (this.spent) this.spent.remove();
    this.spent = frame || null;
  }

  advanced() {
    this.status.showProgress(this.done, this.remaining);
    this.tools.update();
    this.tick();
    if (!this.current)
      this.say(
        this.outbox.online
          ? _('The next image is being fetched')
          : _('No connection. Your answers wait here and are sent when it is back.')
      );
    this.refill();
  }

  /* reason: what the server is told about the task, 'release' or null for nothing. */
  drop(frame, text, way) {
    if (way) this.tell(frame, way, {});
    this.queue = this.queue.filter((other) => other !== frame);
    frame.remove();
    if (text) toast(text);
    this.present();
    this.advanced();
  }

  tell(frame, way, body) {
    post(jobPath(this.job.name, `tasks/${encodeURIComponent(frame.task.id)}/${way}`), body).catch((error) => {
      if (error.passing) setTimeout(() => !this.over && this.tell(frame, way, body), POLL);
    });
  }

  tick() {
    const frame = this.current;
    const seconds =
      frame && frame.past === undefined ? (frame.deadline - performance.now()) / 1000 : Infinity;
    this.status.showTime(seconds);
    if (seconds <= 0) this.drop(frame, _('The time for this image is over. Others can label it now.'), null);
  }

  later(pause) {
    clearTimeout(this.poll);
    this.poll = setTimeout(() => this.refill(), pause);
  }

  takeFailed(error) {
    if (error.code === 'offline') this.online = false;
    if (error.status === 401) {
      this.outbox.dispatchEvent(new Event('signed-out'));
      return;
    }
    if (!this.current && !error.passing) this.finish(error.message);
    else if (!this.current)
      this.say(_('No connection. Your answers wait here and are sent when it is back.'));
    this.later(error.passing ? 1000 : POLL);
  }

  /* Nothing is there to show: all done, or others have the rest. */
  nothing(answer) {
    const closed = answer.status && !['InProgress', 'Initializing'].includes(answer.status);
    if (answer.remaining <= 0 || closed) {
      this.finish(closed && answer.remaining > 0 ? _('The job has ended.') : '');
      return;
    }
    this.say(
      _('Nothing to label right now'),
      _('Others have the rest. Images that they give back appear here.')
    );
    this.later(POLL);
  }

  say(text, more) {
    this.notice.replaceChildren(
      ...(text ? [h('p', null, text), more ? h('p', { class: 'hint' }, more) : ''] : [])
    );
    this.notice.hidden = !text;
  }

  finish(text) {
    const back = word(
      h('button', { type: 'button', class: 'primary', click: () => this.leave() }),
      N_('Back to the jobs')
    );
    this.say('');
    this.ended = true;
    this.tools.update();
    this.notice.hidden = false;
    this.notice.replaceChildren(
      h('h2', null, text || _('All done')),
      h(
        'p',
        null,
        format(
          ngettext('You labeled %d image of this job.', 'You labeled %d images of this job.', this.done),
          this.done
        )
      ),
      back
    );
    back.focus();
  }

  goBack() {
    const shown = this.current && this.current.past;
    const index = shown ? this.history.indexOf(shown) - 1 : this.history.length - 1;
    const entry = this.history[index];
    if (!entry) {
      toast(_('There is no image before this one to go back to.'));
      return;
    }
    if (shown) this.queue.shift().remove();
    else if (this.current) this.current.hide();
    const frame = this.again(entry);
    frame.past = entry;
    frame.deadline = Infinity;
    this.queue.unshift(frame);
    this.say(_('The image before is being fetched'));
    this.ended = false;
    this.present();
    speak(_('Back at an image that you have answered. Submit it again, with or without a change, to go on.'));
    this.tools.update();
  }

  /* The document of a task that has been answered, with its answer. */
  again(entry) {
    const { spent } = this;
    this.spent = null;
    if (spent && spent.task.id === entry.task.id) return spent;
    if (spent) spent.remove();
    const frame = this.makeFrame(entry.task);
    frame.answer = entry.content;
    return frame;
  }

  async decline() {
    const frame = this.current;
    if (!frame || !frame.shown || frame.past) return;
    const reason = await askWhyDeclined();
    frame.focus();
    if (reason === null || frame !== this.current) return;
    this.tell(frame, 'decline', reason ? { reason } : {});
    speak(_('Declined. The next image is shown.'));
    this.advance();
  }

  release() {
    const frame = this.current;
    if (!frame || !frame.shown || frame.past) return;
    this.tell(frame, 'release', {});
    speak(_('Given back. The next image is shown.'));
    this.advance();
  }

  async writeComment() {
    const frame = this.current;
    if (!frame || !frame.shown) return;
    if (frame.info.comment) {
      frame.focus();
      frame.send({ type: 'comment' });
      return;
    }
    const text = await askComment(this.comment);
    if (text !== null) this.comment = text;
    frame.focus();
  }

  async findCategory() {
    const frame = this.current;
    if (!frame || !frame.info || frame.info.categories.length === 0) return;
    const { categories, exclusion } = frame.info;
    const names = exclusion === null ? categories : [...categories, exclusion];
    const index = await askCategory(this.job.name, names, window.crowdElements.assignKeys(names));
    frame.focus();
    if (index !== null && frame === this.current) frame.send({ type: 'choose', index });
  }

  async showShortcuts() {
    const frame = this.current;
    await showKeys(KEYS(), frame && frame.info ? frame.info.shortcuts : []).closed;
    if (this.current) this.current.focus();
  }

  async changeSettings() {
    await showSettings().closed;
    if (this.current) this.current.focus();
  }

  showInstructions() {
    if (!this.current) return;
    this.current.focus();
    this.current.send({ type: 'instructions' });
  }

  swiped(way) {
    if (way === 'right') this.goBack();
    else this.current.send({ type: 'submit' });
  }

  /* Keys that were pressed outside of the task's document. */
  keydown(event) {
    const { keyOf, wantsKey } = window.crowdElements;
    if (
      document.querySelector('dialog[open]') ||
      event.defaultPrevented ||
      event.repeat ||
      wantsKey(event) ||
      !settings.keys
    )
      return;
    const key = keyOf(event);
    if (this.press(key) || this.press(event.key)) {
      event.preventDefault();
    } else if (this.current && this.current.shown && (key === 'Enter' || /^(⇧?\d|[a-z]|[-+=])$/.test(key))) {
      event.preventDefault();
      /* Enter is for the answer then, not for a button of this page that was pressed before. */
      this.current.focus();
      this.current.send({
        type: 'key',
        key: event.key,
        code: event.code,
        shift: event.shiftKey,
        at: performance.timeOrigin + event.timeStamp,
      });
    }
  }

  /* Returns whether the key was one of the page. */
  press(key) {
    const run = {
      Backspace: () => this.goBack(),
      ' ': () => this.decline(),
      '/': () => this.findCategory(),
      '?': () => this.showShortcuts(),
      c: () => this.writeComment(),
    }[key];
    if (run) run();
    return run !== undefined;
  }

  refused({ answer, message }) {
    if (answer.job !== this.job.name) return;
    toast(format(_('An answer was not taken: %s'), message || _('the server gave no reason')));
    this.refill();
  }

  /* Gives back what is held; answers that wait are still sent. */
  leave() {
    this.close();
    post(jobPath(this.job.name, 'leave'), {}).catch(() => {});
    this.left();
  }

  close() {
    this.over = true;
    this.off.abort();
    this.offSettings();
    clearInterval(this.ticker);
    clearTimeout(this.poll);
    this.queue.forEach((frame) => frame.remove());
    this.queue = [];
    this.retire(null);
    this.status.close();
  }
}
