/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar above the work: what the job is, how much is done, whether everything is saved, the time that is left. */

import { afterPaint, format, clock, speak } from './windows.js';

const { h, _, ngettext } = window.crowdElements;
const WARN = 60;

export class StatusBar {
  constructor(job, outbox) {
    this.outbox = outbox;
    this.bar = h('progress', { 'aria-label': _('Progress') });
    this.progress = h('span', { class: 'done' });
    this.saved = h('span', { class: 'saved', role: 'status' });
    this.time = h('span', { class: 'time', role: 'timer' });
    this.node = h(
      'div',
      { class: 'status' },
      h('h1', null, job.title || job.name),
      this.progress,
      this.time,
      this.saved,
      this.bar
    );
    /* The next image comes first. */
    this.update = () => afterPaint(() => this.showSaved());
    outbox.addEventListener('change', this.update);
    this.showSaved();
  }

  close() {
    this.outbox.removeEventListener('change', this.update);
  }

  /* What the server knows, and what still waits here. */
  showProgress(done, remaining) {
    const left = Math.max(0, remaining);
    this.bar.max = Math.max(1, done + left);
    this.bar.value = done;
    this.progress.textContent = `${format(ngettext('%d done', '%d done', done), done)}, ${
      left === 0
        ? _('none left')
        : format(
            left >= 100
              ? ngettext('about %d left', 'about %d left', left)
              : ngettext('%d left', '%d left', left),
            left >= 100 ? Number(left.toPrecision(2)) : left
          )
    }`;
  }

  showSaved() {
    const { outbox } = this;
    const count = outbox.waiting.size;
    let text = count === 0 ? _('All saved') : format(ngettext('%d waiting', '%d waiting', count), count);
    if (!outbox.online && count > 0)
      text = format(ngettext('No connection, %d waiting', 'No connection, %d waiting', count), count);
    else if (!outbox.kept && count > 0) text = format(_('%s: keep this page open'), text);
    this.saved.textContent = text;
    this.saved.classList.toggle('waiting', count > 0);
  }

  showTime(seconds) {
    this.time.hidden = !Number.isFinite(seconds);
    if (this.time.hidden) return;
    this.time.textContent = format(_('%s left for this image'), clock(seconds));
    this.time.classList.toggle('soon', seconds <= WARN);
    if (Math.ceil(seconds) === WARN && this.warned !== WARN) speak(_('One minute is left for this image.'));
    this.warned = Math.ceil(seconds);
  }
}
