/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Elements without an answer of their own: buttons, icons, cards, alerts, toasts, badges, windows. */

(function (crowd) {
  'use strict';

  const { h, _ } = crowd;
  const ICONS = {
    search: '⌕',
    star: '★',
    check: '✓',
    close: '✕',
    clear: '✕',
    add: '+',
    remove: '−',
    delete: '🗑',
    edit: '✎',
    help: '?',
    info: 'ⓘ',
    warning: '⚠',
    error: '⚠',
    'report-problem': '⚠',
    'question-answer': '💬',
    home: '⌂',
    undo: '↶',
    redo: '↷',
    refresh: '↻',
    'zoom-in': '+',
    'zoom-out': '−',
    'arrow-back': '←',
    'arrow-forward': '→',
    'thumb-up': '👍',
    'thumb-down': '👎',
    favorite: '♥',
    flag: '⚑',
    visibility: '👁',
    settings: '⚙',
    'file-download': '⇩',
  };

  function icon(name) {
    const sign = ICONS[name.replace(/^\w+:/, '')];
    return name ? h('span', { 'aria-hidden': 'true', class: 'icon' }, sign || '•') : null;
  }

  class Icon extends crowd.Element {
    static css = ':host { display: inline-block; min-width: 1em; text-align: center; }';
    build(root) {
      root.append(icon(this.text('icon') || 'info') || '');
    }
  }

  class Button extends crowd.Element {
    static css = `:host { display: inline-block; } button { font-weight: 600; }
      .icon { margin-inline-end: 6px; } :host([variant=icon]) .icon { margin: 0; }
      img { height: 1.2em; vertical-align: middle; }
      a { display: inline-block; padding: 9px 14px; border: 1px solid var(--lw-line); border-radius: 8px;
          color: var(--lw-accent); }`;

    static get observedAttributes() {
      return ['disabled', 'loading'];
    }
    attributeChangedCallback() {
      this.update();
    }

    get disabled() {
      return this.is('disabled');
    }
    set disabled(disabled) {
      this.toggleAttribute('disabled', Boolean(disabled));
    }

    update() {
      if (this.control && this.control.localName === 'button') {
        this.control.disabled = this.is('disabled') || this.is('loading');
        this.control.setAttribute('aria-busy', String(this.is('loading')));
      }
    }

    build(root) {
      const variant = this.text('variant', 'normal');
      const picture = this.text('icon-url')
        ? h('img', { src: this.text('icon-url'), alt: '' })
        : icon(this.text('icon'));
      const content = this.text('icon-align') === 'right' ? [h('slot'), picture] : [picture, h('slot')];
      const name =
        this.text('aria-label') ||
        this.text('title') ||
        (this.textContent.trim() ? null : this.text('icon', _('Button')));
      if (this.hasAttribute('href'))
        this.control = h(
          'a',
          { href: this.text('href'), target: this.getAttribute('target'), rel: 'noopener noreferrer' },
          ...content
        );
      else this.control = h('button', { type: 'button', class: variant, 'aria-label': name }, ...content);
      root.append(this.control);
      this.update();
      this.addEventListener('click', () => this.activated());
    }

    activated() {
      const form = this.closest('crowd-form');
      const action = this.text('form-action');
      if (this.is('disabled') || this.is('loading') || !form) return;
      if (action === 'submit') form.submit();
      else if (action === 'reset') form.reset();
    }

    focus(options) {
      this.control.focus(options);
    }
  }

  class IconButton extends Button {
    build(root) {
      this.setAttribute('variant', 'icon');
      super.build(root);
    }
  }

  class Fab extends Button {
    build(root) {
      this.setAttribute('variant', 'primary');
      super.build(root);
      if (this.text('label')) this.control.append(this.text('label'));
    }
  }

  class Card extends crowd.Element {
    static css = `:host { display: inline-block; max-width: 100%; border: 1px solid var(--lw-faint);
      border-radius: 12px;
        background: var(--lw-paper); color: var(--lw-ink); overflow: hidden; box-shadow: 0 1px 3px rgb(0 0 0 / .2); }
      img { display: block; max-width: 100%; image-orientation: none; } h3 { margin: 12px 16px; }`;

    build(root) {
      const image = this.text('image');
      root.append(
        image ? h('img', { src: image, alt: this.text('heading') || _('Image of the task') }) : '',
        this.text('heading') ? h('h3', null, this.text('heading')) : '',
        h('slot')
      );
    }
  }

  class Alert extends crowd.Element {
    static css = `:host { display: flex; gap: 10px; align-items: flex-start; margin: 8px 0; padding: 10px 14px;
        border: 1px solid var(--lw-line); border-inline-start-width: 6px; border-radius: 8px;
        background: var(--lw-paper);
        color: var(--lw-ink); }
      :host([type=error]) { border-color: var(--lw-bad); } :host([type=success]) { border-color: var(--lw-good); }
      .text { flex: 1; min-width: 0; } button { min-height: 32px; padding: 2px 10px; }`;

    build(root) {
      const type = this.text('type', 'info');
      const signs = { error: '⚠', warning: '⚠', success: '✓', info: 'ⓘ' };
      this.setAttribute('role', type === 'error' || type === 'warning' ? 'alert' : 'status');
      root.append(
        h('span', { 'aria-hidden': 'true' }, signs[type] || signs.info),
        h('div', { class: 'text' }, h('slot'))
      );
      if (this.is('dismissible'))
        root.append(h('button', { type: 'button', click: () => this.remove() }, _('Close')));
    }
  }

  class Toast extends crowd.Element {
    static css = `:host { display: none; }
      :host([opened]) { display: block; position: fixed; inset-block-end: 16px; inset-inline-start: 16px;
        z-index: 50;
        max-width: calc(100vw - 32px); padding: 12px 18px; border-radius: 10px; background: var(--lw-ink);
        color: var(--lw-paper); }`;
    static get observedAttributes() {
      return ['opened'];
    }

    build(root) {
      this.setAttribute('role', 'status');
      root.append(this.text('text'), h('slot'));
    }

    attributeChangedCallback() {
      const duration = this.hasAttribute('duration') ? Number(this.text('duration')) : 3000;
      clearTimeout(this.timer);
      if (this.is('opened') && duration > 0) this.timer = setTimeout(() => this.close(), duration);
    }

    open() {
      this.setAttribute('opened', '');
    }
    show() {
      this.open();
    }
    close() {
      this.removeAttribute('opened');
    }
  }

  class Badge extends crowd.Element {
    static css = `:host { display: inline-block; min-width: 1.6em; padding: 1px 6px; border-radius: 999px;
      text-align: center;
        font-size: .85em; background: var(--lw-accent); color: var(--lw-on-accent); }`;
    build(root) {
      root.append(icon(this.text('icon')) || this.text('label'));
    }
  }

  crowd.define('crowd-icon', Icon);
  crowd.define('iron-icon', class extends Icon {});
  crowd.define('crowd-button', Button);
  crowd.define('crowd-icon-button', IconButton);
  crowd.define('crowd-fab', Fab);
  crowd.define('crowd-card', Card);
  crowd.define('crowd-alert', Alert);
  crowd.define('crowd-toast', Toast);
  crowd.define('crowd-badge', Badge);
})((window.crowdElements = window.crowdElements || {}));
