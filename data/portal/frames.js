/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A task's document in a frame with an origin of its own: it can run the template's scripts and send messages, and
 * nothing else. Frames of the next tasks lie under the one that is shown, laid out and decoded, so that showing them
 * is only a matter of order. */

import { get } from './api.js';

const { h } = window.crowdElements;

const frames = new Map();
const PATIENCE = 300;
const LONGEST = 20000;
const PAUSES = [200, 500, 1000, 2000, 2000, 4000];

window.addEventListener('message', (event) => {
  const frame = event.data && event.data.lw === 1 ? frames.get(event.source) : undefined;
  if (frame) frame.take(event.data);
});

/* Events: 'ready', 'decoded', 'submit', 'invalid', 'key', 'swipe', 'setting', each with the message; 'broken' when the
 * document does not come. */
export class TaskFrame extends EventTarget {
  constructor(container, task, greeting) {
    super();
    this.task = task;
    this.greeting = greeting;
    this.container = container;
    this.tries = 0;
    this.info = null;
    this.decoded = false;
    this.deadline = task.secondsLeft > 0 ? performance.now() + task.secondsLeft * 1000 : Infinity;
    this.load();
  }

  load() {
    this.unload();
    this.iframe = h('iframe', {
      sandbox: 'allow-scripts allow-forms',
      title: crowdElements._('Task'),
      src: this.task.frame,
      inert: true,
      'aria-hidden': 'true',
      tabindex: '-1',
      referrerpolicy: 'no-referrer',
      load: () => this.loaded(),
    });
    this.container.append(this.iframe);
    frames.set(this.iframe.contentWindow, this);
    this.timer = setTimeout(() => this.again(), LONGEST);
  }

  unload() {
    clearTimeout(this.timer);
    if (!this.iframe) return;
    frames.delete(this.iframe.contentWindow);
    this.iframe.remove();
    this.iframe = null;
  }

  remove() {
    this.gone = true;
    this.unload();
  }

  /* An error page of the browser loads as well: only the document itself says that it is ready. */
  loaded() {
    clearTimeout(this.timer);
    if (this.info === null) this.timer = setTimeout(() => this.again(), PATIENCE);
  }

  again() {
    if (this.gone) return;
    this.info = null;
    clearTimeout(this.timer);
    if (this.tries >= PAUSES.length) {
      this.giveUp();
      return;
    }
    this.timer = setTimeout(() => this.load(), PAUSES[this.tries]);
    this.tries += 1;
  }

  /* A server that answers has no such document; one that does not answer may be back later. */
  async giveUp() {
    try {
      await get('/api/me');
    } catch (error) {
      this.tries = PAUSES.length - 1;
      this.again();
      return;
    }
    if (!this.gone) this.dispatchEvent(new CustomEvent('broken', { detail: {} }));
  }

  /* The server is there again. */
  hurry() {
    if (this.info !== null || this.tries === 0 || this.gone) return;
    this.tries = 1;
    this.load();
  }

  send(message) {
    if (this.iframe) this.iframe.contentWindow.postMessage({ lw: 1, ...message }, '*');
  }

  take(message) {
    if (message.type === 'ready') this.isReady(message);
    else if (message.type === 'decoded') this.decoded = true;
    else if (message.type === 'failed') this.imageFailed();
    this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  }

  isReady(message) {
    clearTimeout(this.timer);
    this.info = message;
    this.send({ type: 'settings', ...this.greeting() });
    if (this.answer !== undefined) this.send({ type: 'set-answer', answer: this.answer });
    if (this.shown) this.show();
  }

  /* The image may come when the server is back; after that the document says that there is none. */
  imageFailed() {
    if (this.tries < 2 && !this.shown) this.again();
    else this.decoded = true;
  }

  show(answer) {
    if (answer !== undefined && this.answer === undefined) {
      this.answer = answer;
      if (this.info) this.send({ type: 'set-answer', answer });
    }
    this.shown = true;
    this.iframe.classList.add('current');
    this.iframe.inert = false;
    this.iframe.removeAttribute('aria-hidden');
    this.iframe.removeAttribute('tabindex');
    if (this.info) this.send({ type: 'show' });
  }

  /* Lies under the others again, as it is. */
  cover() {
    this.shown = false;
    if (this.iframe) this.iframe.classList.remove('current');
  }

  /* Cannot be reached any more either. */
  hide() {
    this.cover();
    if (!this.iframe) return;
    this.iframe.inert = true;
    this.iframe.setAttribute('aria-hidden', 'true');
    this.send({ type: 'hide' });
  }

  focus() {
    if (this.iframe) this.iframe.focus();
  }
}
