/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace with real jobs, and the real portal before it: what the tests of this folder drive. */

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { atEnd, until } from './lw-tap.mjs';
import { SOURCE } from './lw-browser.mjs';

export const BUILD = process.env.LW_BUILD_DIR || path.join(SOURCE, '_build');
const PROGRAM = path.join(BUILD, 'src', 'labelwright-cli');

export const SAMPLE = path.join(SOURCE, 'data', 'sample');

export function newFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-portal-'));
  atEnd(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function cli(workspace, ...args) {
  const text = execFileSync(PROGRAM, ['--workspace', workspace, '--quiet', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text.startsWith('{') ? JSON.parse(text) : text;
}

/* Copies of the sample images, so that a job has as many as it needs. */
export function imagesOf(folder, count, from = SAMPLE) {
  const images = fs
    .readdirSync(from, { recursive: true })
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort();
  fs.mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const name = images[i % images.length];
    const copy = path.join(folder, `${String(i).padStart(4, '0')}${path.extname(name)}`);
    fs.copyFileSync(path.join(from, name), copy);
  }
  return folder;
}

/* All answers of a job's output tree: object index to the list of its answers. */
export function answersOf(workspace, job) {
  const found = new Map();
  const roots = fs
    .readdirSync(workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'worker-response')
    .map((entry) => path.join(entry.parentPath || entry.path, entry.name))
    .filter((root) => root.split(path.sep).includes(job));
  for (const root of roots) {
    for (const name of fs.readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.json'))) {
      const { answers } = JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));
      found.set(path.basename(path.dirname(name)), answers);
    }
  }
  return found;
}

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Portal {
  constructor(workspace) {
    this.workspace = workspace;
    atEnd(() => this.kill());
  }

  /* Starts the server; again on the same port when it has been killed. Its link is new each time. */
  async start() {
    this.port = this.port || (await freePort());
    this.process = spawn(
      PROGRAM,
      ['--workspace', this.workspace, '--json', 'serve', '--portal', `127.0.0.1:${this.port}`],
      { stdio: ['ignore', 'pipe', 'pipe'] }
    );
    let text = '';
    let said = '';
    this.process.stderr.on('data', (data) => {
      said += data;
      if (process.env.LW_PORTAL_LOG) process.stderr.write(data);
    });
    this.process.stdout.on('data', (data) => {
      text += data;
    });
    this.exited = new Promise((resolve) => this.process.on('exit', resolve));
    await until(
      () => text.trimEnd().endsWith('}') || this.process.exitCode !== null,
      'the start of the portal'
    );
    if (this.process.exitCode !== null) throw new Error(`the portal did not start: ${said}`);
    this.link = JSON.parse(text).portal;
    this.origin = new URL(this.link).origin;
    return this;
  }

  async kill(signal = 'SIGKILL') {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill(signal);
    await this.exited;
  }
}

/* Goes through the join page as a person does, and opens a job. */
export async function join(page, portal, name, job) {
  await page.goto(portal.link);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  if (job) await startJob(page, job);
}

export async function startJob(page, title) {
  const button = page.getByRole('button', { name: new RegExp(`^(Start working|Resume): ${title}$`) });
  await button.click();
  await shown(page);
}

/* Waits until a task is shown and can be answered; resolves to its frame. */
export async function shown(page, other = null) {
  return until(async () => {
    const handle = await page.$('iframe.current');
    const frame = handle ? await handle.contentFrame() : null;
    if (!frame || frame.url() === other) return null;
    const ready = await frame
      .evaluate(() => {
        const element = document.querySelector('.lw-classifier');
        return (
          Boolean(window.crowdElements && crowdElements.started) && (!element || element.settled === true)
        );
      })
      .catch(() => false);
    return ready ? frame : null;
  }, 'the next task');
}

/* What stands on the page about answers on their way. */
export const savedText = (page) => page.locator('.saved').textContent();

export const allSaved = (page) => until(async () => (await savedText(page)) === 'All saved', 'saving all');
