/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of the grid: a button that is pressed when the image is selected, with its label once it has one. */

import { format } from './windows.js';

const { h, _ } = window.crowdElements;

export class Tile {
  constructor(task, width) {
    this.task = task;
    this.label = null;
    this.selected = false;
    this.startedAt = new Date();
    this.shownAt = performance.now();
    this.deadline = task.secondsLeft > 0 ? performance.now() + task.secondsLeft * 1000 : Infinity;
    this.image = h('img', {
      src: task.image.includes('?') ? task.image : `${task.image}?w=${width}`,
      alt: '',
      draggable: 'false',
    });
    this.caption = h('span', { class: 'caption' });
    this.node = h(
      'button',
      { type: 'button', class: 'tile', 'aria-pressed': 'false', tabindex: '-1' },
      this.image,
      this.caption
    );
    this.image.addEventListener('error', () => this.node.classList.add('broken'));
  }

  get seconds() {
    return (performance.now() - this.shownAt) / 1000;
  }

  number(index, count) {
    this.place = format(_('Image %d of %d'), index, count);
    this.name();
  }

  name() {
    this.node.setAttribute('aria-label', this.label === null ? this.place : `${this.place}: ${this.label}`);
  }

  select(selected) {
    this.selected = selected;
    this.node.setAttribute('aria-pressed', String(selected));
  }

  setLabel(label) {
    this.label = label;
    this.caption.textContent = label || '';
    this.node.classList.toggle('labeled', label !== null);
    this.name();
  }
}
