/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The image of a task: fitted, zoomed, moved with pointer, fingers and keys, and never turned by what its EXIF data
 * says. The portal gives images scaled to the screen; the original is fetched when somebody zooms in. */

(function (crowd) {
  'use strict';

  if (crowd.Viewer) return;

  const { h, _, N_ } = crowd;
  const MAX_SCALE = 40;
  const SWIPE = 60;
  /* Small images are shown larger than their own pixels, up to this. */
  const LARGEST = 4;

  crowd.viewerCss = `
    .viewer { display: flex; flex-direction: column; flex: 1; min-height: 220px; min-width: 0; }
    .stage { position: relative; flex: 1; min-height: 180px; overflow: hidden; background: #1b1b1d;
      touch-action: pan-y;
             border-radius: 8px; }
    .stage.zoomed { touch-action: none; cursor: grab; }
    .stage.zoomed:active { cursor: grabbing; }
    .sheet { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
    .sheet img { display: block; width: 100%; height: 100%; image-orientation: none; user-select: none;
                 -webkit-user-drag: none; }
    .sheet.pixels img { image-rendering: pixelated; }
    .sheet img.over, .sheet svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
    .failed { position: absolute; inset: 0; display: grid; place-content: center; padding: 16px; text-align:
      center;
              color: #fff; }
    .failed:empty { display: none; }
    .tools { display: flex; flex-wrap: wrap; gap: 6px; justify-content: center; padding: 8px 0; }
    .tools button { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; padding: 3px 10px; }
    @media (max-width: 700px) { .tools { display: none; } .stage.zoomed + .tools { display: flex; } }
    @media (pointer: coarse) { .tools button { min-height: 44px; } }
  `;

  crowd.Viewer = class {
    constructor(src, settled, swiped) {
      this.settled = settled;
      this.swiped = swiped;
      this.src = src;
      this.view = { scale: 1, x: 0, y: 0 };
      this.fingers = new Map();
      this.image = h('img', { draggable: 'false', decoding: 'sync' });
      crowd.live(() => {
        this.image.alt = _('Image to label');
      });
      this.sheet = h('div', { class: 'sheet' }, this.image);
      this.failed = h('p', { class: 'failed', role: 'alert' });
      this.stage = h('div', { class: 'stage', tabindex: '0', role: 'group' }, this.sheet, this.failed);
      crowd.live(() => {
        this.stage.setAttribute('aria-label', _('Image; the arrow keys move it when it is zoomed'));
      });
      this.node = h('div', { class: 'viewer' }, this.stage, this.makeTools());
      this.listen();
      this.load();
    }

    makeTools() {
      const tool = (text, key, run) => {
        const label = h('span');
        const button = h(
          'button',
          { type: 'button', 'aria-keyshortcuts': key, click: run },
          label,
          key && h('kbd', { 'aria-hidden': 'true' }, key)
        );
        crowd.word(label, text);
        return button;
      };
      return h(
        'div',
        { class: 'tools' },
        tool(N_('Zoom in'), '+', () => this.zoomBy(1.5)),
        tool(N_('Zoom out'), '-', () => this.zoomBy(1 / 1.5)),
        tool(N_('Move'), null, () => this.stage.focus()),
        tool(N_('Fit image'), 'F', () => this.fit())
      );
    }

    load() {
      if (!this.src) return this.settle(false);
      this.image.addEventListener('error', () => this.settle(false));
      this.image.addEventListener('load', () => {
        this.layout();
        this.image.decode().then(
          () => this.settle(true),
          () => this.settle(true)
        );
      });
      this.image.src = this.src;
      return undefined;
    }

    settle(shown) {
      if (this.done) return;
      this.done = true;
      this.sheet.hidden = !shown;
      if (!shown)
        crowd.word(this.failed, N_('The image cannot be shown. Decline it, or ask whoever set the job up.'));
      this.settled(shown);
    }

    listen() {
      const { stage } = this;
      new ResizeObserver(() => this.layout()).observe(stage);
      stage.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
      stage.addEventListener('dblclick', (event) => this.zoomToPixel(event));
      stage.addEventListener('keydown', (event) => this.pan(event));
      stage.addEventListener('pointerdown', (event) => this.press(event));
      stage.addEventListener('pointermove', (event) => this.drag(event));
      ['pointerup', 'pointercancel'].forEach((type) =>
        stage.addEventListener(type, (event) => this.lift(event))
      );
      stage.addEventListener('pointermove', (event) => {
        this.pointer = this.at(event);
      });
    }

    /* The place of an event within the stage. */
    at(event) {
      const box = this.stage.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    }

    /* The size of the image at scale 1: as large as fits. */
    layout() {
      const { naturalWidth: width, naturalHeight: height } = this.image;
      const { clientWidth, clientHeight } = this.stage;
      if (!width || !clientWidth) return;
      const fit = Math.min(clientWidth / width, clientHeight / height, this.original ? Infinity : LARGEST);
      this.size = { width: width * fit, height: height * fit };
      this.sheet.style.width = `${this.size.width}px`;
      this.sheet.style.height = `${this.size.height}px`;
      this.place();
    }

    place() {
      const { view, size, stage } = this;
      const clamp = (offset, length, room) =>
        length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, offset));
      view.x = clamp(view.x, size.width * view.scale, stage.clientWidth);
      view.y = clamp(view.y, size.height * view.scale, stage.clientHeight);
      this.sheet.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
      stage.classList.toggle('zoomed', view.scale > 1);
      this.sheet.classList.toggle('pixels', view.scale * size.width > this.image.naturalWidth * 2);
    }

    zoomTo(scale, center) {
      const { view, stage } = this;
      if (!this.size) return;
      const to = Math.min(MAX_SCALE, Math.max(1, scale));
      const x = center ? center.x : stage.clientWidth / 2;
      const y = center ? center.y : stage.clientHeight / 2;
      view.x = x - (x - view.x) * (to / view.scale);
      view.y = y - (y - view.y) * (to / view.scale);
      view.scale = to;
      if (to > 1) this.fetchOriginal();
      this.place();
    }

    zoomBy(factor, center) {
      this.zoomTo(this.view.scale * factor, center);
    }

    fit() {
      this.zoomTo(1);
    }

    /* One pixel of the image is one pixel of the screen, under the pointer; a second time fits it again. */
    zoomToPixel(event) {
      const center = event ? this.at(event) : this.pointer;
      if (!this.size) return;
      const pixel = this.image.naturalWidth / this.size.width / (window.devicePixelRatio || 1);
      this.zoomTo(this.view.scale > 1 ? 1 : Math.max(2, pixel), center);
    }

    fetchOriginal() {
      const original = this.src.replace(/\?w=\d+$/, '');
      if (this.original || original === this.src) return;
      this.original = h('img', { src: original });
      this.original.decode().then(
        () => {
          this.image.src = original;
        },
        () => {}
      );
    }

    wheel(event) {
      if (!event.ctrlKey && this.view.scale === 1) return;
      event.preventDefault();
      this.zoomBy(Math.exp(-event.deltaY / 300), this.at(event));
    }

    pan(event) {
      const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[
        event.key
      ];
      if (!step || this.view.scale === 1) return;
      event.preventDefault();
      this.view.x += step[0];
      this.view.y += step[1];
      this.place();
    }

    press(event) {
      this.fingers.set(event.pointerId, this.at(event));
      this.start = { ...this.at(event), time: event.timeStamp, touch: event.pointerType !== 'mouse' };
      if (this.view.scale > 1) this.stage.setPointerCapture(event.pointerId);
    }

    drag(event) {
      const last = this.fingers.get(event.pointerId);
      if (!last) return;
      const now = this.at(event);
      const others = [...this.fingers].filter(([id]) => id !== event.pointerId);
      if (others.length === 1) {
        const [[, other]] = others;
        const before = Math.hypot(last.x - other.x, last.y - other.y);
        const after = Math.hypot(now.x - other.x, now.y - other.y);
        if (before > 0) this.zoomBy(after / before, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
        this.start = null;
      } else if (this.view.scale > 1) {
        this.view.x += now.x - last.x;
        this.view.y += now.y - last.y;
        this.place();
      }
      this.fingers.set(event.pointerId, now);
    }

    lift(event) {
      const { start } = this;
      this.fingers.delete(event.pointerId);
      if (!start || this.view.scale > 1 || !start.touch || event.timeStamp - start.time > 800) return;
      const end = this.at(event);
      if (Math.abs(end.x - start.x) > SWIPE && Math.abs(end.x - start.x) > 2 * Math.abs(end.y - start.y))
        this.swiped(end.x < start.x ? 'left' : 'right');
    }
  };
})((window.crowdElements = window.crowdElements || {}));
