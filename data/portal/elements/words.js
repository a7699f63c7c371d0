/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the elements and of the worker's page, in the worker's language: the catalog is a gettext catalog as
 * an object, msgid to msgstr (or to the list of plural forms); its key "" holds the rule for plurals. */

(function (crowd) {
  'use strict';

  if (crowd._) return;

  let catalog = {};
  let pluralRule = (n) => (n === 1 ? 0 : 1);
  const live = new Set();

  /* Reads the C expression of Plural-Forms into a function; content security policies allow no eval. */
  function readRule(text) {
    const tokens = text.match(/\d+|n|[<>=!]=|&&|\|\||[-+*/%<>!?:()]/g) || [];
    const levels = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']];
    const operators = {
      '||': (a, b) => a || b,
      '&&': (a, b) => a && b,
      '==': (a, b) => a === b,
      '!=': (a, b) => a !== b,
      '<': (a, b) => a < b,
      '>': (a, b) => a > b,
      '<=': (a, b) => a <= b,
      '>=': (a, b) => a >= b,
      '+': (a, b) => a + b,
      '-': (a, b) => a - b,
      '*': (a, b) => a * b,
      '/': (a, b) => Math.floor(a / b),
      '%': (a, b) => a % b,
    };

    function primary() {
      const token = tokens.shift();
      if (token === '(') {
        const inner = choice();
        tokens.shift();
        return inner;
      }
      if (token === '!') {
        const inner = primary();
        return (n) => Number(!inner(n));
      }
      return token === 'n' ? (n) => n : () => Number(token);
    }

    function binary(level) {
      if (level === levels.length) return primary();
      let left = binary(level + 1);
      while (levels[level].includes(tokens[0])) {
        const operate = operators[tokens.shift()];
        const first = left;
        const second = binary(level + 1);
        left = (n) => Number(operate(first(n), second(n)));
      }
      return left;
    }

    function choice() {
      const condition = binary(0);
      if (tokens[0] !== '?') return condition;
      tokens.shift();
      const yes = choice();
      tokens.shift();
      const no = choice();
      return (n) => (condition(n) ? yes(n) : no(n));
    }

    return choice();
  }

  function own(key) {
    return Object.prototype.hasOwnProperty.call(catalog, key) ? catalog[key] : undefined;
  }

  /* Marks a text for translation where it is not translated yet. */
  crowd.N_ = (text) => text;

  crowd._ = function (text) {
    const found = own(text);
    return (Array.isArray(found) ? found[0] : found) || text;
  };

  crowd.ngettext = function (one, many, n) {
    const found = own(one);
    const form = Array.isArray(found) ? found[pluralRule(n)] : null;
    return form || (n === 1 ? one : many);
  };

  /* Puts values into a text: %d a number as the language writes it, %s a text. */
  crowd.format = function (text, ...values) {
    const language = document.documentElement.lang || undefined;
    return text.replace(/%([ds%])/g, (all, kind) => {
      if (kind === '%') return '%';
      const value = values.shift();
      return kind === 'd' ? Number(value).toLocaleString(language) : String(value);
    });
  };

  /* Runs what writes words onto the page, now and again when the language changes. */
  crowd.live = function (write) {
    live.add(write);
    write();
  };

  /* A node whose text follows the language. */
  crowd.word = function (node, text) {
    crowd.live(() => {
      node.textContent = crowd._(text);
    });
    return node;
  };

  crowd.setCatalog = function (words, language) {
    catalog = words || {};
    const rule = /plural=([^;]+)/.exec((catalog[''] || {})['plural-forms'] || '');
    pluralRule = rule ? readRule(rule[1]) : (n) => (n === 1 ? 0 : 1);
    if (language) document.documentElement.lang = language;
    live.forEach((write) => write());
  };
})((window.crowdElements = window.crowdElements || {}));
