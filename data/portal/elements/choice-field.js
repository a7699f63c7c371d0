/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* crowd-checkbox, crowd-toggle-button (and -switch), crowd-radio-button, crowd-radio-group and crowd-slider. In the
 * answer a box is { value: true or false } under its name; boxes of one name share that object. */

(function (crowd) {
  'use strict';

  const { h, _ } = crowd;

  class Box extends crowd.Field {
    static css = `${crowd.fieldCss}
      :host { display: inline-block; }
      label { display: inline-flex; align-items: center; gap: 8px; min-height: 32px; cursor: pointer; }
      input { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--lw-accent); }
      @media (pointer: coarse) { label { min-height: 48px; } }`;

    build(root) {
      this.control = h('input', { type: this.kind, checked: this.is('checked') });
      this.control.setAttribute('aria-label', this.caption);
      if (this.kind === 'checkbox' && this.boxRole) this.control.setAttribute('role', this.boxRole);
      root.append(h('label', null, this.control, h('slot')));
      this.control.addEventListener('change', () => this.switched());
      this.addMessage(root);
      this.update();
    }

    get kind() {
      return 'checkbox';
    }
    get caption() {
      return this.textContent.trim() || super.caption;
    }
    switched() {
      this.changed('change');
    }

    get checked() {
      return this.control ? this.control.checked : this.is('checked');
    }
    set checked(checked) {
      if (this.control) this.control.checked = Boolean(checked);
      else this.toggleAttribute('checked', Boolean(checked));
    }

    get value() {
      return this.text('value', 'on');
    }
    set value(value) {
      this.setAttribute('value', value);
    }

    get _submittableValue() {
      return crowd.record([[this.value, this.checked]]);
    }

    restore(value) {
      this.checked = typeof value === 'object' && value !== null && value[this.value] === true;
    }

    get problem() {
      return this.required && !this.checked ? _('This must be ticked.') : '';
    }
  }

  class Toggle extends Box {
    get boxRole() {
      return 'switch';
    }
    get problem() {
      return this.required && !this.checked ? _('This must be switched on.') : '';
    }
  }

  /* Buttons of one group have names of their own, so the browser does not make them a group. */
  class RadioButton extends Box {
    get kind() {
      return 'radio';
    }

    get group() {
      return this.closest('crowd-radio-group');
    }

    get siblings() {
      return this.group ? [...this.group.querySelectorAll('crowd-radio-button')] : [this];
    }

    switched() {
      this.siblings.forEach((button) => {
        button.checked = button === this;
      });
      this.roam();
      super.switched();
    }

    build(root) {
      super.build(root);
      this.control.addEventListener('keydown', (event) => this.walk(event));
      queueMicrotask(() => this.roam());
    }

    /* One stop for Tab in a group, arrows within. */
    roam() {
      const all = this.siblings.filter((button) => button.control && !button.disabled);
      const current = all.find((button) => button.checked) || all[0];
      all.forEach((button) => {
        button.control.tabIndex = button === current ? 0 : -1;
      });
    }

    walk(event) {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!step || this.siblings.length < 2) return;
      const all = this.siblings.filter((button) => !button.disabled);
      const next = all[(all.indexOf(this) + step + all.length) % all.length];
      event.preventDefault();
      next.checked = true;
      next.switched();
      next.focus();
    }

    get problem() {
      return this.required && !this.siblings.some((button) => button.checked)
        ? _('One of these must be chosen.')
        : '';
    }
  }

  class RadioGroup extends crowd.Element {
    static css = ':host { display: block; }';

    build(root) {
      this.setAttribute('role', 'radiogroup');
      if (!this.hasAttribute('aria-label') && !this.hasAttribute('aria-labelledby'))
        this.setAttribute('aria-label', this.text('label') || _('Choose one'));
      root.append(h('slot'));
    }
  }

  class Slider extends crowd.Field {
    static css = `${crowd.fieldCss}
      .row { display: flex; align-items: center; gap: 10px; max-width: 420px; }
      input[type=range] { flex: 1; min-height: 32px; accent-color: var(--lw-accent); }
      input[type=number] { width: 6em !important; }
      output { min-width: 2.5em; font-weight: 600; }`;

    build(root) {
      const bounds = {
        min: this.text('min', '0'),
        max: this.text('max', '100'),
        step: this.text('step', '1'),
      };
      const start = this.text('value', bounds.min);
      this.control = h('input', { type: 'range', ...bounds, 'aria-label': this.caption });
      this.control.value = start;
      this.shown = this.is('editable')
        ? h('input', { type: 'number', ...bounds, 'aria-label': this.caption })
        : h('output');
      this.shown.addEventListener('change', () => {
        this.value = this.shown.value;
        this.changed('change');
      });
      this.control.addEventListener('input', () => this.show());
      this.control.addEventListener('change', () => this.changed('change'));
      root.append(h('div', { class: 'row' }, this.control, this.shown));
      this.addMessage(root);
      this.show();
      this.update();
    }

    show() {
      this.shown.value = this.control.value;
    }

    get value() {
      return this.control ? Number(this.control.value) : Number(this.text('value', this.text('min', '0')));
    }
    set value(value) {
      this.setAttribute('value', value);
      if (this.control) {
        this.control.value = value;
        this.show();
      }
    }

    get _submittableValue() {
      return this.value;
    }

    restore(value) {
      this.value = Number(value);
    }
  }

  crowd.define('crowd-checkbox', Box);
  crowd.define('crowd-toggle-button', Toggle);
  crowd.define('crowd-toggle-switch', class extends Toggle {});
  crowd.define('crowd-radio-button', RadioButton);
  crowd.define('crowd-radio-group', RadioGroup);
  crowd.define('crowd-slider', Slider);
})((window.crowdElements = window.crowdElements || {}));
