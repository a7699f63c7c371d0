/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* crowd-image-classifier and crowd-image-classifier-multi-select, and their relatives for any content
 * (crowd-classifier, crowd-classifier-multi-select): instructions at the side, the header, what is classified,
 * the categories. */

(function (crowd) {
  'use strict';

  const { h, _, N_ } = crowd;

  const css = `${crowd.dialogCss}${crowd.viewerCss}${crowd.overlayCss}${crowd.pickerCss}
    :host { display: flex; flex: 1; min-height: 0; background: var(--lw-paper); color: var(--lw-ink); }
    .annotation-area { display: flex; flex: 1; min-width: 0; min-height: 0; }
    .annotation-area.left { flex-direction: row-reverse; }
    aside { flex: 0 0 250px; max-width: 250px; overflow: auto; padding: 12px 16px; border-inline-end: 1px
      solid var(--lw-faint);
            background: var(--lw-wash); overflow-wrap: anywhere; }
    .left aside { border-inline-end: 0; border-inline-start: 1px solid var(--lw-faint); }
    aside header { display: flex; align-items: center; justify-content: space-between; gap: 8px; }
    aside h2 { margin: 0; font-size: 1rem; }
    aside header button { min-height: 32px; padding: 2px 10px; }
    aside ::slotted(*) { max-width: 100%; }
    main, .target { display: flex; flex-direction: column; flex: 1; min-width: 0; min-height: 0; padding:
      10px 14px; }
    .target { display: block; overflow: auto; padding: 0; }
    .header { margin: 0 0 8px; font-size: 1.2rem; font-weight: 600; overflow-wrap: anywhere; }
    .side { display: flex; flex-direction: column; flex: 0 0 clamp(200px, 24%, 320px); min-height: 0;
      padding: 12px 14px;
            gap: 8px; overflow: hidden; }
    .side .category-picker-wrapper { flex: 0 1 auto; }
    textarea { width: 100%; min-height: 6em; padding: 8px; border: 1px solid var(--lw-line); border-radius: 8px;
               background: var(--lw-paper); }
    .message { margin: 0; color: var(--lw-bad); }
    .message:empty { display: none; }
    @media (max-width: 700px) {
      .annotation-area, .annotation-area.left { flex-direction: column; overflow: auto; }
      aside { flex: none; max-width: none; max-height: 45vh; border: 0; border-bottom: 1px solid var(--lw-faint); }
      main { flex: 1 0 auto; min-height: min(52vh, 420px); padding: 8px; }
      .header { font-size: 1.05rem; margin: 0 0 6px; }
      .side { flex: none; padding: 4px 8px 8px; max-height: none; overflow: visible; }
      .rows:not(.many) { overflow: visible; }
      .rows.many { max-height: 50vh; }
    }
  `;

  /* Of several elements in different languages the one that fits best; one without a language fits all. */
  function inLanguage(nodes) {
    const wanted = (document.documentElement.lang || navigator.language || '').toLowerCase();
    const fits = (node) => {
      const lang = (node.getAttribute('lang') || '').toLowerCase();
      return lang && lang === wanted
        ? 3
        : lang && lang.split('-')[0] === wanted.split('-')[0]
          ? 2
          : lang
            ? 0
            : 1;
    };
    return nodes.reduce((best, node) => (best === null || fits(node) > fits(best) ? node : best), null);
  }

  class Classifier extends crowd.Element {
    static css = css;
    static multiple = false;
    static image = true;

    get name() {
      return this.text('name');
    }
    set name(name) {
      this.setAttribute('name', name);
    }
    get disabled() {
      return false;
    }

    get categories() {
      return this.picker ? this.picker.names : this.readCategories();
    }
    set categories(categories) {
      this.setAttribute('categories', JSON.stringify(categories));
      if (this.picker) this.picker.fill(this.readCategories(), this.exclusion);
    }

    readCategories() {
      const list = crowd.parseLiteral(this.text('categories'));
      return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
    }

    get exclusion() {
      const value = this.constructor.multiple ? crowd.parseLiteral(this.text('exclusion-category')) : null;
      return value && typeof value.text === 'string' ? value.text : null;
    }

    build(root) {
      this.classList.add('lw-classifier');
      this.area = h('div', { class: 'annotation-area' });
      root.append(this.area);
      this.picker = new crowd.Picker({
        multiple: this.constructor.multiple,
        chosen: (atOnce) => this.chosen(atOnce),
      });
      this.picker.fill(this.readCategories(), this.exclusion);
      this.message = h('p', { class: 'message', role: 'alert' });
      this.area.append(
        this.buildMain(),
        h('div', { class: 'side' }, this.picker.node, this.message, this.buildComment())
      );
      /* Scripts of the template may add regions later. */
      this.area.prepend(this.buildInstructions(root));
      new MutationObserver(() => this.assignRegions()).observe(this, { childList: true });
      crowd.live(() => this.assignRegions());
    }

    buildMain() {
      const heading = h('h1', { class: 'header', id: 'header' }, this.text('header'));
      if (!this.constructor.image) {
        this.settled = true;
        queueMicrotask(() => crowd.post({ type: 'decoded' }));
        return h(
          'main',
          null,
          heading,
          h(
            'div',
            { class: 'target', tabindex: '0', role: 'group', 'aria-labelledby': 'header' },
            h('slot', { name: 'target' })
          )
        );
      }
      this.viewer = new crowd.Viewer(
        this.text('src'),
        (shown) => this.imageSettled(shown),
        (way) => crowd.post({ type: 'swipe', way })
      );
      const overlay = this.hasAttribute('overlay') ? crowd.parseLiteral(this.text('overlay')) : null;
      return h('main', null, heading, this.viewer.node, crowd.addOverlay(this.viewer, overlay));
    }

    /* Nobody answers before the image was there to be seen, or it was said why it is not. */
    imageSettled(shown) {
      this.settled = true;
      crowd.post({ type: shown ? 'decoded' : 'failed' });
    }

    buildInstructions(root) {
      const hide = h(
        'button',
        { type: 'button', click: () => crowd.setInstructions(false) },
        h('span', { 'aria-hidden': 'true' }, '✕')
      );
      crowd.live(() => hide.setAttribute('aria-label', _('Hide instructions')));
      this.more = h('button', { type: 'button', class: 'link', click: () => this.openInstructions() });
      crowd.word(this.more, N_('View full instructions'));
      this.full = crowd.dialog(() => this.fullTitle, h('slot', { name: 'full' }));
      root.append(this.full);
      this.panel = h(
        'aside',
        { 'aria-labelledby': 'instructions', tabindex: '0' },
        h('header', null, crowd.word(h('h2', { id: 'instructions' }), N_('Instructions')), hide),
        this.more,
        h('slot', { name: 'short' })
      );
      return this.panel;
    }

    get fullTitle() {
      return (this.fullNode && this.fullNode.getAttribute('header')) || _('Instructions');
    }

    assignRegions() {
      const find = (name) =>
        inLanguage([...this.querySelectorAll(name)].filter((node) => !node.parentElement.closest(name)));
      this.shortNode = find('short-instructions');
      this.fullNode = find('full-instructions');
      [...this.children].forEach((child) => {
        const target = child.localName === 'classification-target' ? 'target' : 'none';
        child.slot = child === this.shortNode ? 'short' : child === this.fullNode ? 'full' : target;
      });
      this.more.hidden = !this.fullNode;
      this.full.heading.textContent = this.fullTitle;
      this.panel.hidden = (!this.shortNode && !this.fullNode) || !crowd.instructionsShown();
      this.area.classList.toggle('left', document.documentElement.dataset.side === 'left');
      const comment = this.querySelector('worker-comment');
      this.commentLink.hidden = !comment;
      if (comment) {
        this.commentLink.textContent = comment.getAttribute('link-text') || 'Add a comment.';
        this.commentWindow.heading.textContent = comment.getAttribute('header') || 'Add a comment.';
        this.commentText.placeholder = comment.getAttribute('placeholder') || '';
        this.commentGuide.textContent = comment.textContent.trim();
      }
    }

    buildComment() {
      this.commentGuide = h('p');
      this.commentText = h('textarea', { maxlength: '5000' });
      crowd.live(() => this.commentText.setAttribute('aria-label', _('Comment')));
      this.commentWindow = crowd.dialog('', this.commentGuide, this.commentText);
      this.commentLink = h('button', { type: 'button', class: 'link', click: () => this.openComment() });
      return h('div', null, this.commentLink, this.commentWindow);
    }

    openInstructions() {
      if (this.fullNode) crowd.openDialog(this.full);
      else crowd.setInstructions(true);
    }

    openComment() {
      if (!this.querySelector('worker-comment')) return false;
      crowd.openDialog(this.commentWindow);
      this.commentText.focus();
      return true;
    }

    chosen(atOnce) {
      if (this.message.textContent) this.reportValidity();
      if (atOnce && !this.constructor.multiple && crowd.settings.oneKey && this.closest('crowd-form'))
        this.closest('crowd-form').submit();
      if (!atOnce) this.dispatchEvent(new Event('change', { bubbles: true }));
    }

    /* Returns whether the key was used. */
    press(key) {
      if (this.settled && this.picker.press(key)) return true;
      if (!this.viewer || !['f', 'z', '+', '=', '-'].includes(key)) return this.picker.keys.includes(key);
      (
        ({
          f: () => this.viewer.fit(),
          z: () => this.viewer.zoomToPixel(),
          '-': () => this.viewer.zoomBy(1 / 1.5),
        })[key] || (() => this.viewer.zoomBy(1.5))
      )();
      return true;
    }

    get comment() {
      return this.querySelector('worker-comment') ? this.commentText.value : '';
    }

    get value() {
      return this.constructor.multiple ? this.picker.selected : this.picker.selected[0] || '';
    }

    get _submittableValue() {
      const { selected } = this.picker;
      const answer = this.constructor.multiple ? { labels: selected } : { label: selected[0] };
      return this.comment ? { ...answer, workerComment: this.comment } : answer;
    }

    restore(value) {
      const answer = value || {};
      this.picker.selected = Array.isArray(answer.labels) ? answer.labels : [answer.label];
      this.commentText.value = typeof answer.workerComment === 'string' ? answer.workerComment : '';
    }

    get problem() {
      if (this.picker.selected.length > 0) return '';
      return this.constructor.multiple ? _('Choose at least one category.') : _('Choose a category.');
    }

    checkValidity() {
      return this.settled && this.problem === '';
    }

    reportValidity() {
      this.message.textContent = this.settled ? this.problem : _('The image is not there yet.');
      return this.checkValidity();
    }

    focus() {
      const first = this.picker.inputs.find((input) => input.checked) || this.picker.inputs[0];
      if (first) first.focus();
    }
  }

  crowd.define('crowd-image-classifier', Classifier);
  crowd.define(
    'crowd-image-classifier-multi-select',
    class extends Classifier {
      static multiple = true;
    }
  );
  crowd.define(
    'crowd-classifier',
    class extends Classifier {
      static image = false;
    }
  );
  crowd.define(
    'crowd-classifier-multi-select',
    class extends Classifier {
      static multiple = true;
      static image = false;
    }
  );
})((window.crowdElements = window.crowdElements || {}));
