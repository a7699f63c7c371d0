/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window within the page: the browser's own dialog with a title and a button that closes it. */

(function (crowd) {
  'use strict';

  if (crowd.dialog) return;

  const { h, N_ } = crowd;

  crowd.dialogCss = `
    dialog { width: min(720px, calc(100vw - 24px)); max-height: calc(100vh - 24px); padding: 0; overflow: auto;
             border: 1px solid var(--lw-line); border-radius: 12px; background: var(--lw-paper); color: var(--lw-ink); }
    dialog::backdrop { background: rgb(0 0 0 / .5); }
    dialog > header { display: flex; align-items: center; gap: 12px; position: sticky; top: 0; z-index: 1;
                      padding: 10px 10px 10px 20px; border-bottom: 1px solid var(--lw-faint);
                      background: var(--lw-paper); }
    dialog > header h2 { flex: 1; margin: 0; font-size: 1.15rem; overflow-wrap: anywhere; }
    dialog > .content { padding: 12px 20px 20px; overflow-wrap: anywhere; }
    dialog img { max-width: 100%; height: auto; }
  `;

  /* Returns the dialog; title is a text or a function that gives it in the worker's language. */
  crowd.dialog = function (title, ...content) {
    const heading = h('h2', { id: crowd.id('dialog') });
    const close = h('button', { type: 'button', click: () => dialog.close() });
    const body = h('div', { class: 'content', tabindex: '-1' }, ...content);
    const dialog = h('dialog', { 'aria-labelledby': heading.id }, h('header', null, heading, close), body);
    crowd.live(() => {
      heading.textContent = typeof title === 'function' ? title() : title;
    });
    crowd.word(close, N_('Close'));
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.heading = heading;
    return dialog;
  };

  crowd.openDialog = function (dialog) {
    if (!dialog.open) dialog.showModal();
  };
})((window.crowdElements = window.crowdElements || {}));
