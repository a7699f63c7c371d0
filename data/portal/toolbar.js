/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The buttons above the work. Where there is no room, those that are pressed seldom are in a window. */

import { open } from './windows.js';

const { h, _, word, N_ } = window.crowdElements;
const NARROW = '(max-width: 900px)';

export class Toolbar {
  constructor(work) {
    this.work = work;
    const button = (text, key, run) => {
      const label = word(h('span'), text);
      return h(
        'button',
        { type: 'button', 'aria-keyshortcuts': key, click: run },
        label,
        key && h('kbd', { 'aria-hidden': 'true' }, key)
      );
    };
    this.back = button(N_('Back'), 'Backspace', () => work.goBack());
    this.back.querySelector('kbd').textContent = '⌫';
    this.instructions = button(N_('Instructions'), null, () => work.showInstructions());
    this.comment = button(N_('Comment'), 'C', () => work.writeComment());
    this.decline = button(N_('Decline'), 'Space', () => work.decline());
    this.decline.querySelector('kbd').textContent = '␣';
    this.release = button(N_('Release'), null, () => work.release());
    this.find = button(N_('Find'), '/', () => work.findCategory());
    this.stop = button(N_('Stop and resume later'), null, () => work.leave());
    this.keys = button(N_('Keys'), '?', () => work.showShortcuts());
    this.settings = button(N_('Settings'), null, () => work.changeSettings());
    this.more = button(N_('More'), null, () => this.openMore());
    this.more.setAttribute('aria-haspopup', 'dialog');
    this.seldom = [this.find, this.comment, this.release, this.keys, this.settings, this.stop];
    this.node = h('div', { class: 'tools', role: 'toolbar', 'aria-label': _('Actions') });
    this.media = window.matchMedia(NARROW);
    this.media.addEventListener('change', () => this.fill());
    this.fill();
    this.update();
  }

  fill() {
    const first = [this.back, this.instructions, this.decline];
    this.node.replaceChildren(...first, ...(this.media.matches ? [this.more] : this.seldom));
  }

  async openMore() {
    const list = h('div', { class: 'more' }, ...this.seldom);
    const { dialog, closed } = open(() => _('More'), list);
    list.addEventListener('click', (event) => event.target.closest('button') && dialog.close(), true);
    await closed;
    this.fill();
  }

  update() {
    const { current, history } = this.work;
    const fresh = Boolean(current && current.shown && current.past === undefined);
    const past = current && current.past;
    const info = current && current.info;
    this.back.disabled = past ? history.indexOf(past) <= 0 : !history || history.length === 0;
    this.decline.disabled = !fresh;
    this.release.disabled = !fresh;
    this.comment.disabled = !current;
    this.instructions.disabled = !info || !(info.shortInstructions || info.fullInstructions);
    this.find.hidden = Boolean(info && info.categories.length === 0);
  }
}
