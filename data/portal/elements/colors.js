/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Text that instructions colour for white paper stays readable on dark: WCAG's contrast, at least 4.5. */

(function (crowd) {
  'use strict';

  if (crowd.mendColors) return;

  const DARK = [42, 42, 46];
  const ENOUGH = 4.5;

  function luminance(color) {
    const [r, g, b] = color.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  crowd.contrast = function (one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  function readable(color) {
    let mixed = color;
    for (let share = 0.1; crowd.contrast(mixed, DARK) < ENOUGH && share <= 1; share += 0.1)
      mixed = color.map((part) => Math.round(part + (255 - part) * share));
    return mixed;
  }

  /* Goes over the text within @root that has a colour of its own. Running it again, or in the other theme, is fine. */
  crowd.mendColors = function (root, dark) {
    root.querySelectorAll('[style*=color], font[color]').forEach((node) => {
      if (node.dataset.color === undefined) node.dataset.color = node.style.color;
      node.style.color = node.dataset.color;
      if (!dark || node.style.backgroundColor) return;
      const parts = (getComputedStyle(node).color.match(/[\d.]+/g) || []).slice(0, 3).map(Number);
      if (parts.length === 3 && (node.dataset.color || node.hasAttribute('color')))
        node.style.color = `rgb(${readable(parts).join(' ')})`;
    });
  };
})((window.crowdElements = window.crowdElements || {}));
