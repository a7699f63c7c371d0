/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the values of attributes such as categories, overlay and exclusion-category: JSON, and what templates write
 * instead of it: single quotes, names without quotes, a comma after the last entry. Nothing is ever run. */

(function (crowd) {
  'use strict';

  if (crowd.parseLiteral) return;

  const MAX_DEPTH = 50;
  const TOKEN =
    /\s*(?:([[\]{},:])|"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|([\w$-]+))/y;
  const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

  function unescape(text) {
    return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g, (all, unit, byte, other) => {
      if (unit || byte) return String.fromCharCode(parseInt(unit || byte, 16));
      return other in ESCAPES ? ESCAPES[other] : other;
    });
  }

  class Reader {
    constructor(text) {
      this.text = text;
      this.pos = 0;
      this.next();
    }

    next() {
      TOKEN.lastIndex = this.pos;
      const match = TOKEN.exec(this.text);
      this.token = null;
      if (!match) return;
      this.pos = TOKEN.lastIndex;
      const [, mark, double, single, number, word] = match;
      if (mark) this.token = { mark };
      else if (number !== undefined) this.token = { value: Number(number) };
      else if (word !== undefined) this.token = { word };
      else this.token = { value: unescape(double !== undefined ? double : single) };
    }

    is(mark) {
      return this.token !== null && this.token.mark === mark;
    }

    take(mark) {
      if (!this.is(mark)) throw new SyntaxError(`“${mark}” is missing`);
      this.next();
    }

    list(depth) {
      const items = [];
      this.next();
      while (!this.is(']')) {
        items.push(this.value(depth + 1));
        if (!this.is(']')) this.take(',');
      }
      this.next();
      return items;
    }

    object(depth) {
      const members = Object.create(null);
      this.next();
      while (!this.is('}')) {
        const key = this.token && (this.token.word !== undefined ? this.token.word : this.token.value);
        if (key === undefined || key === null) throw new SyntaxError('a name is missing');
        this.next();
        this.take(':');
        members[key] = this.value(depth + 1);
        if (!this.is('}')) this.take(',');
      }
      this.next();
      return members;
    }

    value(depth) {
      const token = this.token;
      if (token === null || depth > MAX_DEPTH) throw new SyntaxError('a value is missing');
      if (token.mark === '[') return this.list(depth);
      if (token.mark === '{') return this.object(depth);
      if (token.mark) throw new SyntaxError(`“${token.mark}” is not expected`);
      this.next();
      const words = { true: true, false: false, null: null, undefined: null };
      if (token.word === undefined) return token.value;
      if (!Object.prototype.hasOwnProperty.call(words, token.word))
        throw new SyntaxError(`“${token.word}” is not expected`);
      return words[token.word];
    }
  }

  /* Returns the value, or null when the text is not one. */
  crowd.parseLiteral = function (text) {
    try {
      const reader = new Reader(text);
      const value = reader.value(0);
      return reader.token === null && reader.text.slice(reader.pos).trim() === '' ? value : null;
    } catch (error) {
      return null;
    }
  };
})((window.crowdElements = window.crowdElements || {}));
