/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the form elements with a name have in common: a value for the answer, what is missing, and its message. */

(function (crowd) {
  'use strict';

  if (crowd.Field) return;

  crowd.fieldCss = `
    :host { display: block; margin: 8px 0; color: var(--lw-ink, inherit); }
    :host([inline]) { display: inline-block; }
    label { display: block; }
    .caption { display: block; margin-bottom: 3px; }
    .caption.required::after { content: " *"; color: var(--lw-bad); }
    input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select {
      width: 100%; min-height: 40px; padding: 7px 10px; border: 1px solid var(--lw-line); border-radius: 8px;
      background: var(--lw-paper); color: var(--lw-ink); }
    [aria-invalid=true] { border-color: var(--lw-bad) !important; outline: 1px solid var(--lw-bad); }
    .message { margin: 3px 0 0; font-size: .9em; color: var(--lw-bad); }
    .message:empty { display: none; }
    .count { float: right; font-size: .85em; color: var(--lw-dim); }
  `;

  crowd.Field = class extends crowd.Element {
    get name() {
      return this.text('name');
    }
    set name(name) {
      this.setAttribute('name', name);
    }
    get disabled() {
      return this.is('disabled');
    }
    set disabled(disabled) {
      this.toggleAttribute('disabled', disabled);
      this.update();
    }
    get required() {
      return this.is('required');
    }
    set required(required) {
      this.toggleAttribute('required', required);
    }

    /* The control's label for those who cannot see it: the template often puts it elsewhere, or nowhere. */
    get caption() {
      return (
        this.text('label') ||
        this.text('aria-label') ||
        this.textContent.trim() ||
        this.text('placeholder') ||
        this.name
      );
    }

    update() {
      if (this.control) this.control.disabled = this.disabled;
    }

    static get observedAttributes() {
      return ['disabled'];
    }

    attributeChangedCallback() {
      this.update();
    }

    addMessage(root) {
      this.message = crowd.h('p', { class: 'message', id: 'message', role: 'alert' });
      this.control.setAttribute('aria-describedby', 'message');
      root.append(this.message);
    }

    /* What is wrong with the value, in words; '' when nothing is. */
    get problem() {
      return '';
    }

    /* Returns whether the value can be submitted, and says so at the field when it cannot. */
    reportValidity() {
      const problem = this.disabled ? '' : this.problem;
      this.control.setAttribute('aria-invalid', String(problem !== ''));
      if (this.message) this.message.textContent = problem;
      return problem === '';
    }

    checkValidity() {
      return this.disabled || this.problem === '';
    }

    focus(options) {
      this.control.focus(options);
    }

    changed(type) {
      if (this.control.getAttribute('aria-invalid') === 'true') this.reportValidity();
      /* "input" crosses the shadow tree by itself, "change" does not. */
      if (type === 'change') this.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
})((window.crowdElements = window.crowdElements || {}));
