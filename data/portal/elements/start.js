/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens once a task document is there: it says what it has, listens to keys, and does what the page asks. Not
 * in the worker's page itself, which has no task. */

(function (crowd) {
  'use strict';

  if (crowd.started) return;
  crowd.started = true;

  /* Keys that the worker's page answers, wherever the focus is. */
  const PAGE_KEYS = ['/', '?', 'Backspace', ' ', 'c'];

  const form = () => document.querySelector('crowd-form');
  const classifier = () => document.querySelector('.lw-classifier');

  /* What templates leave out and people who cannot see need. */
  function mendAccess() {
    document.documentElement.lang = document.documentElement.lang || navigator.language || 'en';
    document.querySelectorAll('img:not([alt])').forEach((image) => {
      image.alt = crowd._('Image of the task');
    });
    document.querySelectorAll('input, select, textarea').forEach((control) => {
      const named =
        (control.labels && control.labels.length > 0) ||
        control.hasAttribute('aria-label') ||
        control.hasAttribute('aria-labelledby') ||
        control.title;
      if (!named && control.type !== 'hidden')
        control.setAttribute('aria-label', control.placeholder || control.name || control.type);
    });
  }

  const fullCss =
    'body { margin: 0; } html { background: var(--lw-paper); } img { image-orientation: none; }';
  const plainCss = `body { font-family: system-ui, sans-serif; line-height: 1.4; } img { max-width: 100%;
    image-orientation: none; }
    full-instructions, short-instructions { display: block; }`;

  function describe() {
    const element = classifier();
    const categories = element ? element.categories : [];
    const exclusion = element ? element.exclusion : null;
    return {
      type: 'ready',
      height: document.documentElement.scrollHeight,
      name: element ? element.name : '',
      element: element ? element.localName : '',
      header: element ? element.text('header') : '',
      categories: exclusion === null ? categories : categories.slice(0, -1),
      exclusion,
      shortcuts: element
        ? element.picker.keys
            .map((key, index) => ({ key: crowd.keyLabel(key), label: categories[index] }))
            .filter((row) => row.key !== '')
        : [],
      shortInstructions: document.querySelector('short-instructions, short-summary') !== null,
      fullInstructions: document.querySelector('full-instructions, crowd-instructions') !== null,
      comment: document.querySelector('worker-comment') !== null,
    };
  }

  function start() {
    if (!form() && !classifier()) return;
    document.adoptedStyleSheets = [
      ...document.adoptedStyleSheets,
      crowd.sheet(classifier() ? fullCss : plainCss),
    ];
    mendAccess();
    crowd.applyTheme();
    document.dispatchEvent(new Event('all-crowd-elements-ready', { bubbles: true }));
    crowd.post(describe());
    if (!classifier()) picturesShown().then(() => crowd.post({ type: 'decoded' }));
  }

  /* A custom template's own images. */
  function picturesShown() {
    return Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  }

  function openInstructions() {
    const own = document.querySelector('crowd-instructions');
    const element = classifier();
    if (element && element.fullNode) element.openInstructions();
    else if (form() && form().fullNode) crowd.openDialog(form().window);
    else if (own) own.open();
    else crowd.setInstructions(!crowd.instructionsShown());
  }

  /* Types and works in a form at once; a classifier is worked with keys from anywhere. */
  function focusFirst() {
    window.focus();
    if (classifier() || document.activeElement !== document.body) return;
    const first =
      document.querySelector('[auto-focus], [autofocus]') ||
      crowd
        .fields(form())
        .find((node) => !node.disabled && node.type !== 'hidden' && node.getClientRects().length > 0);
    if (first) first.focus({ preventScroll: true });
  }

  function pressed(event) {
    const key = crowd.keyOf(event);
    const element = classifier();
    if (key === 'Enter' || key === 'i') {
      if (key === 'Enter' && form()) form().submit();
      else if (key === 'i') crowd.setInstructions(!crowd.instructionsShown());
      return true;
    }
    if (element && element.press(key)) return true;
    if (key === 'c' && element && element.openComment()) return true;
    const other = PAGE_KEYS.find((name) => name === key || name === event.key);
    if (other) crowd.post({ type: 'key', key: other, code: event.code, shift: event.shiftKey });
    return Boolean(other);
  }

  function keydown(event) {
    crowd.lastInput = performance.timeOrigin + event.timeStamp;
    if (
      (!form() && !classifier()) ||
      event.defaultPrevented ||
      event.composedPath().some((node) => node.localName === 'dialog')
    )
      return;
    const submits = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (submits && form()) form().submit();
    else if (!submits && (crowd.wantsKey(event) || (!crowd.settings.keys && event.key !== 'Enter'))) return;
    /* A key that is held down answers once, not one image after the other. */
    if (submits || event.repeat ? event.repeat || submits : pressed(event)) event.preventDefault();
  }

  /* Enter in a line of text submits, as in any form. */
  function enterInText(event) {
    const target = event.composedPath()[0];
    if (
      event.key === 'Enter' &&
      !event.repeat &&
      !event.isComposing &&
      target.localName === 'input' &&
      !['checkbox', 'radio', 'range', 'button', 'submit'].includes(target.type) &&
      !target.form &&
      form()
    )
      form().submit();
  }

  window.addEventListener('keydown', keydown);
  window.addEventListener('keydown', enterInText);
  window.addEventListener(
    'pointerdown',
    (event) => {
      crowd.lastInput = performance.timeOrigin + event.timeStamp;
    },
    true
  );
  window.addEventListener(
    'pointerup',
    (event) => {
      crowd.lastInput = performance.timeOrigin + event.timeStamp;
    },
    true
  );

  crowd.onMessage('show', () => {
    if (form() && form().reopen) form().reopen();
    focusFirst();
  });
  crowd.onMessage('submit', () => form() && form().submit());
  crowd.onMessage('set-answer', (message) => form() && crowd.restore(form(), message.answer));
  crowd.onMessage('instructions', openInstructions);
  crowd.onMessage('comment', () => classifier() && classifier().openComment());
  crowd.onMessage(
    'choose',
    (message) => classifier() && classifier().settled && classifier().picker.choose(message.index)
  );
  crowd.onMessage('key', (message) => {
    crowd.lastInput = message.at;
    pressed({ key: message.key, code: message.code, shiftKey: message.shift });
  });

  crowd.whenParsed(() => queueMicrotask(start));
})((window.crowdElements = window.crowdElements || {}));
