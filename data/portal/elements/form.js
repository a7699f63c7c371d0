/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* crowd-form: holds all fields, adds a submit button when the template has none, checks and sends the answer; and the
 * elements of other task types, which say that they are not available. */

(function (crowd) {
  'use strict';

  const { h, _, N_ } = crowd;
  const SUBMITS = 'crowd-button[form-action=submit], button[type=submit], input[type=submit]';

  class Form extends crowd.Element {
    static css = `${crowd.dialogCss}
      :host { display: block; padding: 0 0 8px; }
      :host(.full) { display: flex; flex-direction: column; height: 100vh; height: 100dvh; padding: 0;
        background: var(--lw-paper); }
      footer { display: flex; align-items: center; justify-content: flex-end; gap: 12px; flex-wrap: wrap;
        padding: 8px 14px;
               background: var(--lw-paper); color: var(--lw-ink); border-top: 1px solid var(--lw-faint); }
      :host(:not(.full)) footer { margin: 14px 0 0; border-radius: 8px; }
      footer p { flex: 1; margin: 0; color: var(--lw-bad); }
      footer button { min-width: 140px; min-height: 44px; }
      .short { margin: 0 0 12px; padding: 10px 14px; border-radius: 8px; background: var(--lw-wash); color:
        var(--lw-ink); }
      @media (max-width: 700px) { :host(.full) { min-height: 100dvh; height: 100dvh; } footer { padding: 6px
        8px; } footer button { flex: 1; } }
      @media (max-height: 420px) { :host(.full) { height: auto; min-height: 100dvh; } }`;

    build(root) {
      this.submitButton = h('button', {
        type: 'button',
        class: 'primary',
        'aria-keyshortcuts': 'Enter',
        click: () => this.submit(),
      });
      crowd.word(this.submitButton, N_('Submit'));
      this.problems = h('p', { role: 'alert' });
      this.window = crowd.dialog(
        () => (this.fullNode && this.fullNode.getAttribute('header')) || _('Instructions'),
        h('slot', { name: 'full' })
      );
      this.short = h('div', { class: 'short' }, h('slot', { name: 'short' }));
      this.footer = h('footer', null, this.problems, this.querySelector(SUBMITS) ? null : this.submitButton);
      root.append(this.window, this.short, h('slot'), this.footer);
      this.assignRegions();
      this.addEventListener('click', (event) => this.clicked(event));
      this.addEventListener('submit', (event) => this.nested(event));
    }

    /* Instructions that stand in the form itself, as custom templates have them. */
    assignRegions() {
      const own = (name) => [...this.children].find((child) => child.localName === name);
      this.fullNode = own('full-instructions');
      this.shortNode = own('short-instructions');
      if (this.fullNode) this.fullNode.slot = 'full';
      if (this.shortNode) this.shortNode.slot = 'short';
      this.short.hidden = !this.shortNode || !crowd.instructionsShown();
      this.classList.toggle('full', this.querySelector(':scope > .lw-classifier') !== null);
    }

    /* Scripts of templates move things into the form through this. */
    get form() {
      return this;
    }

    clicked(event) {
      const button = event.target.closest('button[type=submit], input[type=submit]');
      if (button && !button.form) this.submit();
    }

    /* A form within the form: Enter in one of its fields submits the answer, and nothing else. */
    nested(event) {
      if (event.target === this) return;
      event.preventDefault();
      event.stopPropagation();
      this.submit();
    }

    /* Returns whether everything can be submitted; the first field that cannot has the focus then. */
    reportValidity() {
      const wrong = crowd
        .fields(this)
        .filter(
          (node) =>
            node.reportValidity &&
            !node.disabled &&
            !('_submittableValue' in node ? node.reportValidity() : node.checkValidity())
        );
      this.problems.textContent =
        wrong.length === 0
          ? ''
          : crowd.ngettext('One thing is missing.', 'Some things are missing.', wrong.length);
      if (wrong.length > 0) {
        if ('_submittableValue' in wrong[0]) wrong[0].focus();
        else wrong[0].reportValidity();
      }
      return wrong.length === 0;
    }

    checkValidity() {
      return crowd.fields(this).every((node) => !node.checkValidity || node.disabled || node.checkValidity());
    }

    submit() {
      if (this.submitted) return;
      if (!this.reportValidity()) {
        crowd.post({ type: 'invalid', message: this.problems.textContent });
        return;
      }
      if (!this.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))) return;
      this.submitted = true;
      crowd.post({ type: 'submit', answer: crowd.collect(this), at: crowd.lastInput });
    }

    requestSubmit() {
      this.submit();
    }

    reset() {
      crowd.restore(this, {});
    }

    /* Shown again: it can be answered again. */
    reopen() {
      this.submitted = false;
    }
  }

  class Unavailable extends crowd.Element {
    static css = `:host { display: block; margin: 12px 0; padding: 16px; border: 1px solid var(--lw-bad);
      border-radius: 8px; }`;

    build(root) {
      this.setAttribute('role', 'alert');
      crowd.live(() => {
        root.textContent = crowd.format(
          _('This task uses “%s”, which is not available here. Decline it.'),
          this.localName
        );
      });
    }
  }

  crowd.define('crowd-form', Form);
  [
    'bounding-box',
    'polygon',
    'polyline',
    'line',
    'keypoint',
    'semantic-segmentation',
    'instance-segmentation',
    'entity-annotation',
    '3d-point-cloud',
    'video-object-tracking',
    'video-object-detection',
    'textract-analyze-document',
    'rekognition-detect-moderation-labels',
  ].forEach((name) => crowd.define(`crowd-${name}`, class extends Unavailable {}));
})((window.crowdElements = window.crowdElements || {}));
