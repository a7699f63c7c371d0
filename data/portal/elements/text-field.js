/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* crowd-input, crowd-text-area and crowd-select: text in the answer; nothing in it when nothing was typed. */

(function (crowd) {
  'use strict';

  const { h, _ } = crowd;

  class TextField extends crowd.Field {
    static css = crowd.fieldCss;

    buildField(root, control) {
      this.control = control;
      const label = this.text('label');
      const caption = h('span', { class: `caption${this.required ? ' required' : ''}` }, label);
      if (!label) control.setAttribute('aria-label', this.caption);
      if (this.required) control.setAttribute('aria-required', 'true');
      root.append(h('label', null, label && caption, control));
      control.addEventListener('input', () => this.typed());
      control.addEventListener('change', () => this.changed('change'));
      this.addMessage(root);
      this.update();
      if (this.is('auto-focus') || this.is('autofocus')) control.autofocus = true;
    }

    /* Characters that the template does not allow are not taken. */
    typed() {
      const pattern = this.text('allowed-pattern');
      if (pattern && this.is('auto-validate')) {
        try {
          const allowed = new RegExp(pattern);
          this.control.value = [...this.control.value].filter((letter) => allowed.test(letter)).join('');
        } catch (error) {
          /* Not a pattern: everything is allowed. */
        }
      }
      this.counted();
      this.changed('input');
    }

    counted() {
      if (this.count) this.count.textContent = [...this.control.value].length;
    }

    get value() {
      return this.control ? this.control.value : this.text('value');
    }
    set value(value) {
      this.setAttribute('value', value === null || value === undefined ? '' : value);
      if (this.control) this.control.value = this.text('value');
      this.counted();
    }

    get _submittableValue() {
      return this.value === '' ? undefined : this.value;
    }

    restore(value) {
      this.value = typeof value === 'string' ? value : '';
    }

    get problem() {
      const least = Number(this.text('min-length'));
      if (this.value === '')
        return this.required ? this.text('error-message', _('This must be filled in.')) : '';
      if (least > 0 && [...this.value].length < least)
        return this.text(
          'error-message',
          crowd.format(
            crowd.ngettext('At least %d character is needed.', 'At least %d characters are needed.', least),
            least
          )
        );
      return this.control.validity.valid ? '' : this.text('error-message', this.control.validationMessage);
    }
  }

  class Input extends TextField {
    build(root) {
      this.buildField(
        root,
        h('input', {
          type: ['password', 'submit', 'image', 'button', 'reset'].includes(this.text('type'))
            ? 'text'
            : this.text('type', 'text'),
          placeholder: this.getAttribute('placeholder'),
          maxlength: this.getAttribute('max-length'),
          value: this.getAttribute('value'),
          min: this.getAttribute('min'),
          max: this.getAttribute('max'),
        })
      );
    }
  }

  class TextArea extends TextField {
    build(root) {
      const area = h('textarea', {
        rows: this.text('rows', '3'),
        placeholder: this.getAttribute('placeholder'),
        maxlength: this.getAttribute('max-length'),
      });
      area.value = this.text('value');
      this.buildField(root, area);
      if (this.is('char-counter')) {
        this.count = h('span', { class: 'count' });
        root.append(this.count);
        this.counted();
      }
    }
  }

  class Select extends TextField {
    build(root) {
      const select = h('select');
      this.querySelectorAll('option, crowd-option, paper-item').forEach((option) => {
        const text = option.textContent.trim();
        const value = option.hasAttribute('value') ? option.getAttribute('value') : text;
        const choice = new Option(
          text,
          value,
          option.hasAttribute('selected'),
          option.hasAttribute('selected')
        );
        select.add(choice);
      });
      if (this.hasAttribute('value')) select.value = this.text('value');
      this.buildField(root, select);
    }

    get caption() {
      return this.text('label') || this.text('aria-label') || this.name;
    }
  }

  crowd.define('crowd-input', Input);
  crowd.define('crowd-text-area', TextArea);
  crowd.define('crowd-select', Select);
})((window.crowdElements = window.crowdElements || {}));
