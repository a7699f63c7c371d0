/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many images at once, for jobs with one label an image that allow it: select images, and one key labels them all.
 * What the categories are is asked of the document of one task. */

import { jobPath, post } from './api.js';
import { TaskFrame } from './frames.js';
import { Tile } from './tile.js';
import { StatusBar } from './status.js';
import { askCategory } from './palette.js';
import { actionButton, choiceRow, open, showKeys, showSettings, speak, toast, format } from './windows.js';
import { onSettings, settings } from './settings.js';

const { h, _, ngettext, assignKeys, keyLabel, keyOf, N_ } = window.crowdElements;
const POLL = 3000;

const KEYS = () => [
  [_('Arrows'), _('Go to another image')],
  [_('Space'), _('Select the image, or not')],
  ['Ctrl+A', _('Select all images')],
  ['Esc', _('Select none')],
  ['1 … 9, 0, ⇧1 …', _('Label the selected images')],
  ['/', _('Find a category by its name')],
  ['Backspace', _('Take the label of the selected images away')],
  ['Enter', _('Submit all labeled images')],
  ['?', _('Show these keys')],
];

export class GridWork {
  constructor(page, job, outbox, language, left) {
    Object.assign(this, { page, job, outbox, language, left });
    this.tiles = [];
    this.info = null;
    this.done = job.done || 0;
    this.remaining = job.remaining || 0;
    this.status = new StatusBar(job, outbox);
    this.build();
    this.off = new AbortController();
    document.addEventListener('keydown', (event) => this.keydown(event), { signal: this.off.signal });
    window.addEventListener('online', () => this.refill(), { signal: this.off.signal });
    this.offSettings = onSettings((name) => (['columns', 'rows'].includes(name) ? this.resize() : undefined));
    this.ticker = setInterval(() => this.expire(), 1000);
  }

  build() {
    this.header = h('h2');
    this.board = h('div', { class: 'board', role: 'group', click: (event) => this.clicked(event) });
    this.picks = h('div', { class: 'picks', role: 'group', 'aria-label': _('Label the selected images') });
    this.notice = h('div', { class: 'notice', role: 'status' });
    this.submitButton = h('button', {
      type: 'button',
      class: 'primary',
      'aria-keyshortcuts': 'Enter',
      click: () => this.submit(),
    });
    this.node = h(
      'div',
      { class: 'work grid' },
      h(
        'header',
        null,
        this.status.node,
        h(
          'div',
          { class: 'tools', role: 'toolbar', 'aria-label': _('Actions') },
          actionButton(N_('Instructions'), () => this.showInstructions()),
          actionButton(N_('Select all'), () => this.selectAll(true)),
          actionButton(N_('Images shown'), () => this.showSize()),
          actionButton(N_('Keys'), () => showKeys(KEYS(), this.shortcuts())),
          actionButton(N_('Settings'), () => showSettings()),
          actionButton(N_('Stop and resume later'), () => this.leave())
        )
      ),
      h(
        'main',
        null,
        this.header,
        h('div', { class: 'columns' }, this.board, this.picks),
        this.notice,
        h('footer', null, this.submitButton)
      )
    );
    this.hidden = h('div', { class: 'frames hidden' });
    this.node.append(this.hidden);
    this.resize();
  }

  get size() {
    return Number(settings.columns) * Number(settings.rows);
  }

  resize() {
    this.board.style.setProperty('--columns', settings.columns);
    this.refill();
  }

  showSize() {
    const counts = ['1', '2', '3', '4', '5', '6', '8'].map((count) => [count, count]);
    open(
      () => _('Images shown'),
      h(
        'form',
        { method: 'dialog', class: 'settings' },
        choiceRow('columns', _('Images in a row'), counts),
        choiceRow('rows', _('Rows'), counts)
      )
    );
  }

  start() {
    this.page.replaceChildren(this.node);
    this.status.showProgress(this.done, this.remaining);
    this.update();
    this.refill();
  }

  async refill() {
    const count = this.size - this.tiles.length;
    if (this.taking || this.over || count <= 0 || !this.node.isConnected) return;
    this.taking = true;
    clearTimeout(this.poll);
    try {
      const waiting = [...this.outbox.waiting.values()].map((row) => row.task);
      const answer = await post(jobPath(this.job.name, 'take'), {
        count,
        width: this.tileWidth,
        holding: [...this.tiles.map((tile) => tile.task.id), ...waiting],
      });
      this.add(answer, new Set(waiting));
    } catch (error) {
      this.takeFailed(error);
    } finally {
      this.taking = false;
    }
  }

  takeFailed(error) {
    if (error.status === 401) {
      this.outbox.dispatchEvent(new Event('signed-out'));
      return;
    }
    this.notice.textContent = error.passing
      ? _('No connection. Your answers wait here and are sent when it is back.')
      : error.message;
    this.poll = setTimeout(() => this.refill(), POLL);
  }

  get tileWidth() {
    return (
      Math.ceil((this.board.getBoundingClientRect().width / Number(settings.columns)) * devicePixelRatio) ||
      320
    );
  }

  add(answer, waiting) {
    if (this.over) return;
    const known = new Set(this.tiles.map((tile) => tile.task.id));
    const fresh = (answer.tasks || []).filter(
      (task) => task.image && !known.has(task.id) && !waiting.has(task.id)
    );
    this.done = Math.max(this.done, answer.done);
    this.remaining = answer.remaining - waiting.size;
    this.status.showProgress(this.done, this.remaining);
    const tiles = fresh.map((task) => new Tile(task, this.tileWidth));
    this.tiles.push(...tiles);
    this.board.append(...tiles.map((tile) => tile.node));
    if (this.info === null && fresh.length > 0) this.learn(fresh[0]);
    this.renumber();
    this.announceRest(answer);
  }

  announceRest(answer) {
    this.notice.textContent = '';
    if (this.tiles.length > 0) return;
    this.notice.textContent =
      answer.remaining <= 0
        ? format(
            ngettext(
              'All done. You labeled %d image of this job.',
              'All done. You labeled %d images of this job.',
              this.done
            ),
            this.done
          )
        : _('Others have the rest. Images that they give back appear here.');
    if (answer.remaining > 0) this.poll = setTimeout(() => this.refill(), POLL);
  }

  /* Header and categories stand in the task's document. */
  learn(task) {
    this.frame = new TaskFrame(this.hidden, task, () => ({ ...settings, ...this.language }));
    this.frame.addEventListener('ready', () => {
      if (this.info !== null) return;
      this.info = this.frame.info;
      if (this.info.element !== 'crowd-image-classifier') {
        toast(_('This task can only be done one image at a time.'));
        this.leave();
        return;
      }
      this.names = this.info.categories;
      this.keys = assignKeys(this.names);
      this.header.textContent = this.info.header;
      this.picks.replaceChildren(
        ...this.names.map((name, index) =>
          h(
            'button',
            {
              type: 'button',
              'aria-keyshortcuts': window.crowdElements.keyShortcut(this.keys[index]) || null,
              click: () => this.label(index),
            },
            h('span', null, name),
            this.keys[index] ? h('kbd', { 'aria-hidden': 'true' }, keyLabel(this.keys[index])) : null
          )
        )
      );
    });
  }

  shortcuts() {
    return (this.names || [])
      .map((label, index) => ({ key: keyLabel(this.keys[index]), label }))
      .filter((row) => row.key);
  }

  async showInstructions() {
    if (!this.info) return;
    this.hidden.classList.remove('hidden');
    const { closed } = open(() => _('Instructions'), this.hidden);
    this.frame.load();
    this.frame.shown = true;
    this.frame.iframe.inert = false;
    await closed;
    this.hidden.classList.add('hidden');
    this.node.append(this.hidden);
  }

  renumber() {
    this.tiles.forEach((tile, index) => tile.number(index + 1, this.tiles.length));
    const focus = this.tiles.find((tile) => tile.node.tabIndex === 0) || this.tiles[0];
    this.tiles.forEach((tile) => {
      tile.node.tabIndex = tile === focus ? 0 : -1;
    });
    if (focus && (document.activeElement === document.body || document.activeElement === null))
      focus.node.focus();
    this.update();
  }

  update() {
    const labeled = this.tiles.filter((tile) => tile.label !== null).length;
    this.submitButton.disabled = labeled === 0;
    this.submitButton.textContent =
      labeled === 0 ? _('Submit') : format(ngettext('Submit %d image', 'Submit %d images', labeled), labeled);
    this.board.setAttribute(
      'aria-label',
      format(ngettext('%d image', '%d images', this.tiles.length), this.tiles.length)
    );
  }

  focused() {
    return this.tiles.find((tile) => tile.node === document.activeElement);
  }

  clicked(event) {
    const tile = this.tiles.find((one) => one.node.contains(event.target));
    if (!tile) return;
    if (event.shiftKey && this.last) this.range(this.last, tile);
    else tile.select(!tile.selected);
    this.last = tile;
    this.go(tile);
  }

  range(from, to) {
    const [low, high] = [this.tiles.indexOf(from), this.tiles.indexOf(to)].sort((a, b) => a - b);
    this.tiles.slice(low, high + 1).forEach((tile) => tile.select(true));
  }

  selectAll(selected) {
    this.tiles.forEach((tile) => tile.select(selected));
  }

  go(tile) {
    this.tiles.forEach((one) => {
      one.node.tabIndex = one === tile ? 0 : -1;
    });
    tile.node.focus();
  }

  /* The selected images, or the one that has the focus. */
  get meant() {
    const selected = this.tiles.filter((tile) => tile.selected);
    const focused = this.focused();
    return selected.length > 0 || !focused ? selected : [focused];
  }

  label(index) {
    const tiles = this.meant;
    if (tiles.length === 0) toast(_('Select images first.'));
    tiles.forEach((tile) => {
      tile.setLabel(index === null ? null : this.names[index]);
      tile.select(false);
    });
    if (tiles.length > 0 && index !== null)
      speak(format(ngettext('%d image: %s', '%d images: %s', tiles.length), tiles.length, this.names[index]));
    this.update();
  }

  async find() {
    const tiles = this.meant;
    const index = this.names ? await askCategory(this.job.name, this.names, this.keys) : null;
    if (index === null) return;
    tiles.forEach((tile) => tile.select(true));
    this.label(index);
  }

  keydown(event) {
    if (document.querySelector('dialog[open]') || event.defaultPrevented || !this.info) return;
    if (this.command(event) || this.move(event)) event.preventDefault();
  }

  command(event) {
    const onButton = document.activeElement.localName === 'button' && !this.focused();
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      this.selectAll(true);
      return true;
    }
    const key = keyOf(event);
    const index = settings.keys && key ? this.keys.indexOf(key) : -1;
    const commands = {
      Escape: () => this.selectAll(false),
      Backspace: () => this.label(null),
      '/': () => this.find(),
      '?': () => showKeys(KEYS(), this.shortcuts()),
      ...(onButton ? {} : { Enter: () => this.submit() }),
    };
    const run = index >= 0 ? () => this.label(index) : commands[key] || commands[event.key];
    if (run && !event.repeat) run();
    return run !== undefined;
  }

  move(event) {
    const tile = this.focused();
    const columns = Number(settings.columns);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (!tile || !step) return false;
    const next = this.tiles[this.tiles.indexOf(tile) + step];
    if (next && event.shiftKey) this.range(tile, next);
    if (next) this.go(next);
    return true;
  }

  submit() {
    const labeled = this.tiles.filter((tile) => tile.label !== null);
    labeled.forEach((tile) => {
      this.outbox.add({
        task: tile.task.id,
        job: this.job.name,
        content: { [this.info.name]: { label: tile.label } },
        startedAt: tile.startedAt.toISOString(),
        seconds: Number((tile.seconds / labeled.length).toFixed(3)),
      });
      tile.node.remove();
    });
    this.tiles = this.tiles.filter((tile) => tile.label === null);
    this.done += labeled.length;
    this.remaining -= labeled.length;
    this.status.showProgress(this.done, this.remaining);
    this.renumber();
    this.refill();
  }

  expire() {
    const gone = this.tiles.filter((tile) => tile.deadline <= performance.now());
    if (gone.length === 0) return;
    gone.forEach((tile) => tile.node.remove());
    this.tiles = this.tiles.filter((tile) => !gone.includes(tile));
    toast(_('The time for some images is over. Others can label them now.'));
    this.renumber();
    this.refill();
  }

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
    if (this.frame) this.frame.remove();
    this.status.close();
  }
}
