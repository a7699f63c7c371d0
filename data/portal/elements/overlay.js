/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a verification job lays over the image: boxes, or the picture of a segmentation, with a list of its colours. */

(function (crowd) {
  'use strict';

  if (crowd.addOverlay) return;

  const { h } = crowd;
  const SVG = 'http://www.w3.org/2000/svg';
  const COLORS = [
    '#1f77b4',
    '#ff7f0e',
    '#2ca02c',
    '#d62728',
    '#9467bd',
    '#8c564b',
    '#e377c2',
    '#bcbd22',
    '#17becf',
  ];

  crowd.overlayCss = `
    .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 6px 0 0; padding: 0; list-style: none;
      font-size: .9em; }
    .legend span { display: inline-block; width: 1em; height: 1em; margin-inline-end: 6px; vertical-align: -2px;
                   border: 1px solid var(--lw-line); }
    img.over { opacity: .5; }
  `;

  function svg(name, attributes, text) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text) node.textContent = text;
    return node;
  }

  function legend(rows) {
    return h(
      'ul',
      { class: 'legend' },
      ...rows.map(([label, color]) => {
        const swatch = h('span');
        swatch.style.background = color;
        return h('li', null, swatch, label);
      })
    );
  }

  function boxes(viewer, spec) {
    const labels = spec.labels || [];
    const color = (label) => COLORS[Math.max(0, labels.indexOf(label)) % COLORS.length];
    const drawing = svg('svg', { 'aria-hidden': 'true', preserveAspectRatio: 'none' });
    (Array.isArray(spec.value) ? spec.value : []).forEach((box) => {
      const x = Number(box.left) || 0;
      const y = Number(box.top) || 0;
      drawing.append(
        svg('rect', {
          x,
          y,
          width: Math.max(0, Number(box.width) || 0),
          height: Math.max(0, Number(box.height) || 0),
          fill: 'none',
          stroke: color(box.label),
          'stroke-width': 3,
          'vector-effect': 'non-scaling-stroke',
        })
      );
    });
    viewer.image.addEventListener('load', () => {
      if (!viewer.original)
        drawing.setAttribute(
          'viewBox',
          `0 0 ${spec.width || viewer.image.naturalWidth} ${spec.height || viewer.image.naturalHeight}`
        );
    });
    viewer.sheet.append(drawing);
    return legend(labels.map((label) => [label, color(label)]));
  }

  function segments(viewer, spec, rows) {
    if (spec.src) viewer.sheet.append(h('img', { class: 'over', src: spec.src, alt: '' }));
    return legend(rows);
  }

  /* Returns the list of colours, or null when there is nothing to show. */
  crowd.addOverlay = function (viewer, overlay) {
    if (!overlay || typeof overlay !== 'object') return null;
    const { boundingBox, semanticSegmentation: semantic, instanceSegmentation: instances } = overlay;
    if (boundingBox) return boxes(viewer, boundingBox);
    if (semantic)
      return segments(
        viewer,
        semantic,
        Object.entries(semantic.labelMappings || {}).map(([label, row]) => [label, row.color])
      );
    if (instances)
      return segments(
        viewer,
        instances,
        (instances.instances || []).map((row) => [row.label, row.color])
      );
    return null;
  };
})((window.crowdElements = window.crowdElements || {}));
