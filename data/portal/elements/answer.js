/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer of a form in Ground Truth's shape: one object, a member for each name. Fields of crowd elements that were
 * left empty are not in it; boxes and radio buttons are objects of their values; other inputs are text. */

(function (crowd) {
  'use strict';

  if (crowd.collect) return;

  /* Names come from templates: "__proto__" is one like any other. */
  crowd.record = function (entries) {
    const record = Object.create(null);
    entries.forEach(([key, value]) => {
      record[key] = value;
    });
    return record;
  };

  const isBox = (node) => node.localName === 'input' && ['checkbox', 'radio'].includes(node.type);
  const isButton = (node) =>
    node.localName === 'button' || ['submit', 'reset', 'button', 'image', 'file'].includes(node.type);
  const isNative = (node) => ['input', 'textarea', 'select'].includes(node.localName);

  /* The fields of a form in the order of the document. */
  crowd.fields = function (form) {
    return [...form.querySelectorAll('[name]')].filter((node) => {
      const known = '_submittableValue' in node || (isNative(node) && !isButton(node));
      return known && node.getAttribute('name') !== '';
    });
  };

  function valueOf(node) {
    if ('_submittableValue' in node) return node._submittableValue;
    if (isBox(node)) return crowd.record([[node.value, node.checked]]);
    if (node.localName === 'select' && node.multiple)
      return [...node.selectedOptions].map((option) => option.value);
    return node.value;
  }

  function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  crowd.collect = function (form) {
    const answer = crowd.record([]);
    crowd
      .fields(form)
      .filter((node) => !node.disabled)
      .forEach((node) => {
        const name = node.getAttribute('name');
        const value = valueOf(node);
        if (value === undefined) return;
        answer[name] = isRecord(value) && isRecord(answer[name]) ? Object.assign(answer[name], value) : value;
      });
    return answer;
  };

  function restoreNative(node, value) {
    if (isBox(node)) node.checked = isRecord(value) && value[node.value] === true;
    else if (node.localName === 'select' && node.multiple)
      [...node.options].forEach((option) => {
        option.selected = Array.isArray(value) && value.includes(option.value);
      });
    else if (typeof value === 'string') node.value = value;
    else if (value === undefined) node.value = node.defaultValue || '';
  }

  /* Puts an answer back into the form, as it was when it was given. */
  crowd.restore = function (form, answer) {
    crowd.fields(form).forEach((node) => {
      const name = node.getAttribute('name');
      const value =
        isRecord(answer) && Object.prototype.hasOwnProperty.call(answer, name) ? answer[name] : undefined;
      if ('_submittableValue' in node) node.restore(value);
      else restoreNative(node, value);
      node.dispatchEvent(new Event('change', { bubbles: true }));
    });
  };
})((window.crowdElements = window.crowdElements || {}));
