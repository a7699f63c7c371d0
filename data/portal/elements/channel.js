/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The task document's end of the channel to the worker's page around it. The document has an origin of its own and no
 * way to the network: all it can do is send these messages, and all it is told comes with them. */

(function (crowd) {
  'use strict';

  if (crowd.settings) return;

  crowd.settings = { oneKey: false, keys: true, theme: 'auto', side: 'right', instructions: null };

  const embedded = window.parent !== window;
  const takers = new Map();

  crowd.post = function (message) {
    if (embedded) window.parent.postMessage({ lw: 1, ...message }, '*');
  };

  /* Names the function that takes messages of a type. */
  crowd.onMessage = function (type, take) {
    takers.set(type, take);
  };

  window.addEventListener('message', (event) => {
    if (!embedded || event.source !== window.parent || !event.data || event.data.lw !== 1) return;
    const take = takers.get(event.data.type);
    if (take) take(event.data);
  });

  /* The short instructions: as the worker left them, at first open where there is room. */
  crowd.instructionsShown = function () {
    const { instructions } = crowd.settings;
    return instructions === null || instructions === undefined ? window.innerWidth > 700 : instructions;
  };

  function refresh() {
    document.querySelectorAll('.lw-classifier').forEach((element) => element.assignRegions());
    const form = document.querySelector('crowd-form');
    if (form && form.assignRegions) form.assignRegions();
  }

  crowd.setInstructions = function (shown) {
    crowd.settings.instructions = shown;
    crowd.post({ type: 'setting', name: 'instructions', value: shown });
    refresh();
  };

  /* A template with style sheets of its own was made for white paper. */
  crowd.applyTheme = function () {
    const own = document.querySelector('style, link[rel~=stylesheet]') !== null;
    crowd.setTheme(own ? 'light' : crowd.settings.theme);
    crowd.mendColors(document, document.documentElement.dataset.theme === 'dark');
  };

  crowd.onMessage('settings', (message) => {
    const { oneKey, keys, theme, side, instructions, locale, catalog } = message;
    Object.assign(crowd.settings, {
      oneKey: oneKey === true,
      keys: keys !== false,
      theme: theme || 'auto',
      side,
      instructions,
    });
    document.documentElement.dataset.side = side === 'left' ? 'left' : 'right';
    crowd.applyTheme();
    if (locale && (locale !== document.documentElement.lang || catalog)) crowd.setCatalog(catalog, locale);
    refresh();
  });
})((window.crowdElements = window.crowdElements || {}));
