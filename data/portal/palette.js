/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds a category by typing parts of its name: for two categories or a thousand, those chosen last on top. */

import { open, format } from './windows.js';
import { recentOf, remember } from './settings.js';

const { h, _, ngettext } = window.crowdElements;
const SHOWN = 60;

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/* 0 is no match; the start of the name is best, then the start of a word, then anywhere, then letters in order. */
function rank(name, wanted) {
  const at = name.indexOf(wanted);
  if (at === 0) return 4;
  if (at > 0) return /[\s\-_/.,(]/.test(name[at - 1]) ? 3 : 2;
  let from = 0;
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 1;
}

/* Positions of the categories that match, best first. */
export function find(categories, text, recent) {
  const wanted = fold(text.trim());
  const indexes = categories.map((name, index) => index);
  if (wanted === '') {
    const first = recent.map((name) => categories.indexOf(name)).filter((index) => index >= 0);
    return [...first, ...indexes.filter((index) => !first.includes(index))];
  }
  return indexes
    .map((index) => [index, rank(fold(categories[index]), wanted)])
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([index]) => index);
}

class Palette {
  constructor(job, categories, keys) {
    this.job = job;
    this.categories = categories;
    this.keys = keys;
    this.list = h('ul', {
      role: 'listbox',
      id: 'palette-list',
      'aria-label': _('Categories'),
      click: (event) => this.clicked(event),
    });
    this.input = h('input', {
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'true',
      'aria-controls': 'palette-list',
      'aria-label': _('Part of a name'),
      placeholder: _('Part of a name'),
      autocomplete: 'off',
      spellcheck: 'false',
      input: () => this.refresh(),
      keydown: (event) => this.keydown(event),
    });
    this.count = h('p', { class: 'hint', role: 'status' });
  }

  async ask() {
    const { dialog, closed } = open(
      () => _('Find a category'),
      h('div', { class: 'palette' }, this.input, this.list, this.count)
    );
    this.dialog = dialog;
    this.chosen = null;
    this.refresh();
    this.input.focus();
    await closed;
    if (this.chosen !== null) remember(this.job, this.categories[this.chosen]);
    return this.chosen;
  }

  refresh() {
    this.found = find(this.categories, this.input.value, recentOf(this.job));
    this.list.replaceChildren(
      ...this.found
        .slice(0, SHOWN)
        .map((index) =>
          h(
            'li',
            { role: 'option', id: `option-${index}`, 'data-index': index },
            h('span', null, this.categories[index]),
            this.keys[index]
              ? h('kbd', { 'aria-hidden': 'true' }, window.crowdElements.keyLabel(this.keys[index]))
              : null
          )
        )
    );
    this.count.textContent =
      this.found.length === 0
        ? _('No label category has this in its name')
        : format(ngettext('%d category', '%d categories', this.found.length), this.found.length);
    this.list.hidden = this.found.length === 0;
    this.mark(0);
  }

  mark(at) {
    const rows = [...this.list.children];
    this.at = Math.max(0, Math.min(rows.length - 1, at));
    rows.forEach((row, index) => row.setAttribute('aria-selected', String(index === this.at)));
    if (rows[this.at]) {
      rows[this.at].scrollIntoView({ block: 'nearest' });
      this.input.setAttribute('aria-activedescendant', rows[this.at].id);
    }
  }

  keydown(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (!step && event.key !== 'Enter') return;
    event.preventDefault();
    if (step) this.mark(this.at + step);
    else if (this.found.length > 0) this.choose(this.found[this.at]);
  }

  clicked(event) {
    const row = event.target.closest('[data-index]');
    if (row) this.choose(Number(row.dataset.index));
  }

  choose(index) {
    this.chosen = index;
    this.dialog.close();
  }
}

/* Resolves to the position of the category, or to null. */
export const askCategory = (job, categories, keys) => new Palette(job, categories, keys).ask();
