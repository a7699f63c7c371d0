/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The windows of the worker's page: keys, settings, decline, comment; and the lines that say what happened. */

import { settings, set } from './settings.js';

const { h, _, word, format } = window.crowdElements;
const TOAST = 6000;

/* Opens a window that is gone once it is closed; resolves then. */
export function open(title, ...content) {
  const dialog = window.crowdElements.dialog(title, ...content);
  document.body.append(dialog);
  dialog.showModal();
  return {
    dialog,
    closed: new Promise((resolve) => {
      dialog.addEventListener(
        'close',
        () => {
          dialog.remove();
          resolve(dialog.returnValue);
        },
        { once: true }
      );
    }),
  };
}

const turns = new MessageChannel();
const painted = [];
turns.port1.onmessage = () => painted.splice(0).forEach((run) => run());

/* Runs once what has been changed until now can be seen. */
export function afterPaint(run) {
  requestAnimationFrame(() => {
    painted.push(run);
    turns.port2.postMessage(null);
  });
}

/* For everybody to see, and read out. */
export function toast(text) {
  const node = h('p', { class: 'toast' }, text);
  document.getElementById('toasts').append(node);
  setTimeout(() => node.remove(), TOAST);
}

/* Only read out. */
export function speak(text) {
  document.getElementById('speech').textContent = text;
}

export const actionButton = (text, run, attributes) =>
  word(h('button', { type: 'button', click: run, ...attributes }), text);

export function showKeys(pageKeys, shortcuts) {
  const row = ([key, text]) =>
    h('tr', null, h('th', { scope: 'row' }, h('kbd', null, key)), h('td', null, text));
  return open(
    () => _('Keys'),
    h('table', { class: 'keys' }, h('caption', null, _('Working')), h('tbody', null, ...pageKeys.map(row))),
    shortcuts.length === 0
      ? null
      : h(
          'table',
          { class: 'keys' },
          h('caption', null, _('Categories')),
          h('tbody', null, ...shortcuts.map(({ key, label }) => row([key, label])))
        )
  );
}

function switchRow(name, text, hint) {
  const input = h('input', {
    type: 'checkbox',
    role: 'switch',
    checked: settings[name],
    change: () => set(name, input.checked),
  });
  return h('label', { class: 'setting' }, input, h('span', null, text, h('small', null, hint)));
}

export function choiceRow(name, text, choices) {
  const select = h(
    'select',
    { change: () => set(name, select.value) },
    ...choices.map(([value, label]) => h('option', { value, selected: settings[name] === value }, label))
  );
  return h('label', { class: 'setting' }, h('span', null, text), select);
}

export function showSettings() {
  return open(
    () => _('Settings'),
    h(
      'form',
      { method: 'dialog', class: 'settings' },
      switchRow(
        'oneKey',
        _('One key for each image'),
        _('A category that is chosen is submitted, and the next image is shown.')
      ),
      switchRow(
        'keys',
        _('Keys without Ctrl or Alt'),
        _(
          'Digits and letters choose categories. Switch this off when speech or other input presses keys by accident.'
        )
      ),
      choiceRow('theme', _('Colours'), [
        ['auto', _('As the system')],
        ['light', _('Light')],
        ['dark', _('Dark')],
      ]),
      choiceRow('side', _('Categories'), [
        ['right', _('On the right')],
        ['left', _('On the left')],
      ])
    )
  );
}

/* Resolves to the reason, which may be empty, or to null when the image is not declined after all. */
export async function askWhyDeclined() {
  const reasons = [
    _('I cannot tell which label is right'),
    _('The image cannot be seen'),
    _('No label category fits'),
    _('I do not want to look at this'),
  ];
  const other = h('input', { type: 'text', maxlength: '500', 'aria-label': _('Another reason') });
  const list = h(
    'fieldset',
    null,
    h('legend', null, _('Why not this image?')),
    ...reasons.map((reason) =>
      h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'reason', value: reason }), reason)
    ),
    h('label', { class: 'choice' }, h('span', null, _('Another reason')), other)
  );
  const form = h(
    'form',
    { method: 'dialog' },
    list,
    h('p', { class: 'hint' }, _('Enter declines, with or without a reason.')),
    h('p', { class: 'buttons' }, h('button', { class: 'primary', value: 'decline' }, _('Decline')))
  );
  const { dialog, closed } = open(() => _('Decline this image'), form);
  dialog.querySelector('input[type=radio]').focus();
  if ((await closed) !== 'decline') return null;
  const chosen = list.querySelector('input[type=radio]:checked');
  return other.value.trim() || (chosen ? chosen.value : '');
}

/* Resolves to the comment, or to null when it stays as it was. */
export async function askComment(text) {
  const area = h('textarea', { rows: '5', maxlength: '5000', 'aria-label': _('Comment') });
  area.value = text;
  const form = h(
    'form',
    { method: 'dialog' },
    area,
    h('p', { class: 'hint' }, _('It goes to the people who set the job up, together with your answer.')),
    h('p', { class: 'buttons' }, h('button', { class: 'primary', value: 'keep' }, _('Keep comment')))
  );
  const { closed } = open(() => _('Comment'), form);
  area.focus();
  return (await closed) === 'keep' ? area.value.trim() : null;
}

/* Minutes and seconds. */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = [Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '');
}

export { format };
