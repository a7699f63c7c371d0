/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which key chooses which category. Digits are those of the number row whatever the layout prints there, Shift with
 * a digit the second ten, then letters: first those of the category's own name. */

(function (crowd) {
  'use strict';

  if (crowd.keyOf) return;

  /* Letters that the worker's screen uses itself: comment, fit, instructions, zoom. */
  const RESERVED = 'cfiz';
  const DIGITS = '1234567890';

  /* What a key press means: '1', '⇧1', 'a' or the key's own name ('Enter', '?'); '' with Ctrl, Alt or Meta. */
  crowd.keyOf = function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return '';
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code || '');
    if (digit && (event.code.startsWith('Digit') || /^\d$/.test(event.key)))
      return event.shiftKey ? `⇧${digit[1]}` : digit[1];
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    const letter = /^Key([A-Z])$/.exec(event.code || '');
    if (letter && event.key.length === 1 && event.key.charCodeAt(0) > 127) return letter[1].toLowerCase();
    return event.key || '';
  };

  function letterFor(name, taken) {
    const plain = name
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/g, '');
    for (const letter of plain + 'abcdefghijklmnopqrstuvwxyz') {
      if (!taken.has(letter) && !RESERVED.includes(letter)) return letter;
    }
    return '';
  }

  /* The keys of categories, in their order; '' where there is none left. */
  crowd.assignKeys = function (categories) {
    const taken = new Set();
    return categories.map((name, index) => {
      if (index < 10) return DIGITS[index];
      if (index < 20) return `⇧${DIGITS[index - 10]}`;
      const letter = index < 50 ? letterFor(name, taken) : '';
      taken.add(letter);
      return letter;
    });
  };

  /* How a key is written on a button, and for aria-keyshortcuts. */
  crowd.keyLabel = (key) => key.toUpperCase();
  crowd.keyShortcut = (key) => key.replace('⇧', 'Shift+').toUpperCase().replace('SHIFT', 'Shift');

  /* Whether what has the focus wants the key for itself: text is typed, or a control is worked. */
  crowd.wantsKey = function (event) {
    const target = event.composedPath()[0];
    if (!(target instanceof Element)) return false;
    const type = target.localName === 'input' ? target.type : target.localName;
    if (target.isContentEditable || ['textarea', 'select', 'audio', 'video'].includes(type)) return true;
    if (
      ['checkbox', 'radio', 'button', 'submit', 'reset', 'a', 'summary', 'range'].includes(type) ||
      target.getAttribute('role') === 'tab'
    )
      return (
        ([' ', 'Enter'].includes(event.key) &&
          !(event.key === 'Enter' && ['checkbox', 'radio', 'range'].includes(type))) ||
        (type === 'range' && /^[\d+-]$/.test(event.key))
      );
    return target.localName === 'input';
  };
})((window.crowdElements = window.crowdElements || {}));
