/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* crowd-tabs with crowd-tab, crowd-modal, and crowd-instructions with its regions. */

(function (crowd) {
  'use strict';

  const { h, _, N_ } = crowd;

  class Tab extends crowd.Element {
    static css = ':host { display: block; padding: 12px 2px; } :host(:not([shown])) { display: none; }';
    build(root) {
      root.append(h('slot'));
    }
  }

  class Tabs extends crowd.Element {
    static css = `:host { display: block; }
      .bar { display: flex; flex-wrap: wrap; gap: 4px; border-bottom: 1px solid var(--lw-line); }
      button { border: 0; border-bottom: 3px solid transparent; border-radius: 8px 8px 0 0; }
      button[aria-selected=true] { border-bottom-color: var(--lw-accent); font-weight: 600; }`;

    build(root) {
      this.bar = h('div', { class: 'bar', role: 'tablist', keydown: (event) => this.walk(event) });
      root.append(this.bar, h('slot', { slotchange: () => this.refill() }));
      this.refill();
    }

    get tabs() {
      return [...this.querySelectorAll(':scope > crowd-tab')];
    }

    refill() {
      this.bar.replaceChildren(
        ...this.tabs.map((tab, index) => {
          tab.setAttribute('role', 'tabpanel');
          tab.setAttribute('aria-label', tab.text('header'));
          return h(
            'button',
            { type: 'button', role: 'tab', click: () => this.choose(index) },
            tab.text('header')
          );
        })
      );
      this.choose(
        Math.max(
          0,
          this.tabs.findIndex((tab) => tab.hasAttribute('shown'))
        )
      );
    }

    choose(index) {
      this.tabs.forEach((tab, at) => tab.toggleAttribute('shown', at === index));
      [...this.bar.children].forEach((button, at) => {
        button.setAttribute('aria-selected', String(at === index));
        button.tabIndex = at === index ? 0 : -1;
      });
    }

    walk(event) {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const count = this.bar.children.length;
      if (!step || count === 0) return;
      const next = ([...this.bar.children].indexOf(event.target) + step + count) % count;
      event.preventDefault();
      this.choose(next);
      this.bar.children[next].focus();
    }
  }

  class Modal extends crowd.Element {
    static css = crowd.dialogCss;

    build(root) {
      const text = this.text('link-text', _('Click to open modal'));
      this.window = crowd.dialog(text, h('slot'));
      this.trigger = h(
        'button',
        {
          type: 'button',
          class: this.text('link-type') === 'button' ? '' : 'link',
          'aria-haspopup': 'dialog',
          click: () => this.open(),
        },
        text
      );
      root.append(this.trigger, this.window);
    }

    open() {
      crowd.openDialog(this.window);
    }
    close() {
      this.window.close();
    }
  }

  class Instructions extends crowd.Element {
    static css = `${crowd.dialogCss} slot { display: block; } h3 { margin: 16px 0 4px; }
      .good { border-inline-start: 4px solid var(--lw-good); padding-inline-start: 12px; }
      .bad { border-inline-start: 4px solid var(--lw-bad); padding-inline-start: 12px; }`;

    build(root) {
      const parts = [
        ['short-summary', null, ''],
        ['detailed-instructions', N_('Instructions'), ''],
        ['positive-example', N_('Good example'), 'good'],
        ['negative-example', N_('Bad example'), 'bad'],
      ];
      const regions = parts.map(([name, title, kind]) => {
        const nodes = [...this.querySelectorAll(`:scope > ${name}`)];
        nodes.forEach((node) => {
          node.slot = name;
        });
        return nodes.length === 0
          ? null
          : h('section', { class: kind }, title && crowd.word(h('h3'), title), h('slot', { name }));
      });
      this.window = crowd.dialog(() => _('Instructions'), ...regions);
      root.append(
        h(
          'button',
          {
            type: 'button',
            class: this.text('link-type') === 'button' ? '' : 'link',
            click: () => this.open(),
          },
          this.text('link-text', _('View instructions'))
        ),
        this.window
      );
    }

    open() {
      crowd.openDialog(this.window);
    }
  }

  crowd.define('crowd-tab', Tab);
  crowd.define('crowd-tabs', Tabs);
  crowd.define('crowd-modal', Modal);
  crowd.define('crowd-instructions', Instructions);
})((window.crowdElements = window.crowdElements || {}));
