/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all crowd elements are made with: building nodes, style sheets and element classes. The files of this folder
 * are served as one script in the order of order.txt, in place of the script that worker task templates name; the
 * worker's page uses the same script for its own nodes, words and keys. A template may load it twice. */

(function (crowd) {
  'use strict';

  if (crowd.h) return;

  /* Makes a node: attributes that are functions are listeners, true is an empty attribute, false and null are none. */
  crowd.h = function (name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (typeof value === 'function') node.addEventListener(key, value);
      else if (value !== false && value !== null && value !== undefined)
        node.setAttribute(key, value === true ? '' : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  };

  const sheets = new Map();

  /* Style sheets are shared by all elements of a class. */
  crowd.sheet = function (text) {
    let sheet = sheets.get(text);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.set(text, sheet);
    }
    return sheet;
  };

  /* Colours for light and dark. Two contrasts: 4.5 for text, 3 for edges of controls. */
  crowd.theme = `
    :root { --lw-ink: #1d1d20; --lw-dim: #56565c; --lw-paper: #fff; --lw-wash: #f3f3f5; --lw-line: #84848c;
            --lw-faint: #d5d5da; --lw-accent: #1a5fb4; --lw-on-accent: #fff; --lw-pick: #deebfb; --lw-bad: #a51d2d;
            --lw-good: #1b6f3a; }
    :root[data-theme=dark] { color-scheme: dark; --lw-ink: #f4f4f6; --lw-dim: #b9b9c0; --lw-paper: #1e1e21;
            --lw-wash: #2a2a2e; --lw-line: #86868f; --lw-faint: #47474d; --lw-accent: #78aeed; --lw-on-accent: #10151c;
            --lw-pick: #1d3557; --lw-bad: #ff9a9a; --lw-good: #8fd6a5; }
    @media (prefers-contrast: more) { :root { --lw-line: currentColor; --lw-dim: inherit; } }
  `;

  /* Controls, as every shadow tree has them. */
  crowd.base = `
    :host { font-family: system-ui, sans-serif; line-height: 1.4; }
    :host([hidden]) { display: none !important; }
    *, *::before, *::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button, input, select, textarea { font: inherit; color: inherit; }
    :focus-visible { outline: 3px solid var(--lw-accent); outline-offset: 2px; }
    button { min-height: 40px; padding: 6px 14px; border: 1px solid var(--lw-line); border-radius: 8px;
      cursor: pointer;
             background: var(--lw-paper); color: var(--lw-ink); }
    button:hover { background: var(--lw-wash); }
    button.primary { background: var(--lw-accent); border-color: var(--lw-accent); color:
      var(--lw-on-accent); font-weight: 600; }
    button:disabled { opacity: .55; cursor: default; }
    .link { border: 0; padding: 4px 2px; background: none; color: var(--lw-accent); text-decoration: underline; }
    kbd { font: 600 .8em/1.5 system-ui, sans-serif; min-width: 1.8em; padding: 0 .35em; text-align: center;
          border: 1px solid var(--lw-line); border-radius: 5px; background: var(--lw-wash); color: var(--lw-dim); }
    @media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
    @media (pointer: coarse) { button { min-height: 48px; } }
  `;

  document.adoptedStyleSheets = [...document.adoptedStyleSheets, crowd.sheet(crowd.theme)];

  /* Light, dark or as the system says. */
  crowd.setTheme = function (theme) {
    const dark = theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };

  const waiting = [];

  /* Runs when the whole document has been parsed, in the order of the calls. */
  crowd.whenParsed = function (run) {
    if (document.readyState === 'loading') waiting.push(run);
    else run();
  };
  document.addEventListener('DOMContentLoaded', () => waiting.splice(0).forEach((run) => run()));

  /* A custom element with a shadow tree that is built once, when it and its children are there. */
  crowd.Element = class extends HTMLElement {
    connectedCallback() {
      crowd.whenParsed(() => {
        if (!this.shadowRoot && this.build && this.isConnected) this.makeShadow();
      });
    }

    makeShadow() {
      this.attachShadow({ mode: 'open' });
      this.shadowRoot.adoptedStyleSheets = [crowd.sheet(crowd.base), crowd.sheet(this.constructor.css || '')];
      this.build(this.shadowRoot);
    }

    /* An attribute's text, or what stands in for it. */
    text(name, fallback = '') {
      const value = this.getAttribute(name);
      return value === null ? fallback : value;
    }

    /* A switch: present means on, as in HTML; "false" means off, as templates write it. */
    is(name) {
      return this.hasAttribute(name) && this.getAttribute(name) !== 'false';
    }
  };

  crowd.define = function (name, type) {
    if (!customElements.get(name)) customElements.define(name, type);
  };

  let serial = 0;

  crowd.id = (prefix) => `${prefix}-${++serial}`;
})((window.crowdElements = window.crowdElements || {}));
