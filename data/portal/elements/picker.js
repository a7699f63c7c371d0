/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of categories of a classifier: one row each with its key, one or several to choose. */

(function (crowd) {
  'use strict';

  if (crowd.Picker) return;

  const { h, N_ } = crowd;
  const MANY = 20;

  crowd.pickerCss = `
    .category-picker-wrapper { display: flex; flex-direction: column; min-height: 0; gap: 8px; }
    .category-picker-wrapper h3 { margin: 0; font-size: 1rem; }
    .rows { display: grid; gap: 6px; align-content: start; overflow: auto; padding: 3px; }
    .rows.many label { content-visibility: auto; contain-intrinsic-size: auto 44px; }
    .rows label { display: flex; align-items: center; gap: 10px; min-height: 44px; padding: 6px 12px; cursor:
      pointer;
                  border: 1px solid var(--lw-line); border-radius: 10px; background: var(--lw-paper); }
    .rows label:hover { background: var(--lw-wash); }
    .rows label:has(:checked) { border-color: var(--lw-accent); background: var(--lw-pick); box-shadow: inset
      0 0 0 1px var(--lw-accent); }
    .rows label:has(:focus-visible) { outline: 3px solid var(--lw-accent); outline-offset: 1px; }
    .rows input { flex: none; width: 20px; height: 20px; margin: 0; outline: none; accent-color:
      var(--lw-accent); }
    .rows .name { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .rows kbd { flex: none; }
    .find { display: flex; justify-content: space-between; align-items: center; gap: 8px; }
    @media (max-width: 700px) { .rows { grid-template-columns: repeat(auto-fill, minmax(min(150px, 100%), 1fr)); }
      .rows label { min-height: 52px; } }
    @media (pointer: coarse) { .rows label { min-height: 52px; } .rows kbd { display: none; } }
  `;

  crowd.Picker = class {
    /* multiple: checkboxes; chosen: called with true when the choice was made at once, by key or pointer. */
    constructor({ multiple, chosen }) {
      this.multiple = multiple;
      this.chosen = chosen;
      this.names = [];
      this.title = h('h3', { id: 'pick' });
      crowd.live(() => {
        this.title.textContent = multiple
          ? crowd._('Select appropriate categories')
          : crowd._('Select an option');
      });
      this.list = h('div', {
        class: 'rows',
        role: multiple ? 'group' : 'radiogroup',
        'aria-labelledby': 'pick',
      });
      const find = h('span');
      crowd.word(find, N_('Find a category'));
      this.find = h(
        'button',
        { type: 'button', class: 'find', click: () => crowd.post({ type: 'key', key: '/', code: 'Slash' }) },
        find,
        h('kbd', { 'aria-hidden': 'true' }, '/')
      );
      this.node = h('section', { class: 'category-picker-wrapper' }, this.title, this.find, this.list);
      this.list.addEventListener('change', (event) => this.toggled(event.target));
      this.list.addEventListener('click', (event) => this.clicked(event));
    }

    /* exclusion: the text of the choice that shuts all others out, or null. */
    fill(names, exclusion) {
      this.exclusion = exclusion;
      this.names = exclusion === null ? names : [...names, exclusion];
      this.keys = crowd.assignKeys(this.names);
      this.find.hidden = this.names.length <= MANY || window.parent === window;
      this.list.classList.toggle('many', this.names.length > MANY);
      this.inputs = this.names.map((name, index) =>
        h('input', {
          type: this.multiple ? 'checkbox' : 'radio',
          name: 'category',
          value: index,
          'aria-keyshortcuts': crowd.keyShortcut(this.keys[index]) || null,
        })
      );
      this.list.replaceChildren(
        ...this.inputs.map((input, index) =>
          h(
            'label',
            null,
            input,
            h('span', { class: 'name' }, this.names[index]),
            this.keys[index] && h('kbd', { 'aria-hidden': 'true' }, crowd.keyLabel(this.keys[index]))
          )
        )
      );
    }

    get selected() {
      return this.names.filter((name, index) => this.inputs[index].checked);
    }

    set selected(names) {
      this.inputs.forEach((input, index) => {
        input.checked = names.includes(this.names[index]);
      });
    }

    /* None of the others goes together with the exclusion category. */
    toggled(input) {
      const last = this.inputs[this.inputs.length - 1];
      if (this.multiple && this.exclusion !== null && input.checked)
        this.inputs.forEach((other) => {
          if ((input === last) !== (other === last)) other.checked = false;
        });
      this.chosen(false);
    }

    /* Arrow keys make clicks too, but only try choices out. */
    clicked(event) {
      if (event.target.localName === 'input' && !this.multiple && event.pointerType) this.chosen(true);
    }

    choose(index) {
      const input = this.inputs[index];
      input.checked = this.multiple ? !input.checked : true;
      input.closest('label').scrollIntoView({ block: 'nearest' });
      /* Enter is for the answer then, not for a button that was pressed before. */
      if (input.getRootNode().activeElement) input.focus({ preventScroll: true });
      this.toggled(input);
      this.chosen(true);
    }

    /* Returns whether the key was one of a category. */
    press(key) {
      const index = key ? this.keys.indexOf(key) : -1;
      if (index >= 0) this.choose(index);
      return index >= 0;
    }
  };
})((window.crowdElements = window.crowdElements || {}));
