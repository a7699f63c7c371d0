/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The built-in templates show the same in the studio and in the browser: header, categories, instructions, answer. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { assert, run } from './lw-tap.mjs';
import { launch } from './lw-browser.mjs';
import { BUILD, cli, imagesOf, join, newFolder, Portal, shown } from './lw-portal.mjs';

const LABELS = ['cat', 'a "quoted" dog', '<b>bird</b> & more', 'Ökapi ☃'];
const HEADER = 'Which of <these> "is" it & why?';
const JOBS = { single: [1], multi: [0, 2] };

const folder = newFolder();
const workspace = path.join(folder, 'workspace');
const images = imagesOf(path.join(folder, 'images'), 2);
const labels = path.join(folder, 'labels.txt');
fs.writeFileSync(labels, `${LABELS.join('\n')}\n`);
for (const type of Object.keys(JOBS))
  cli(
    workspace,
    'job',
    'create',
    type,
    '--title',
    type,
    '--dataset',
    images,
    '--labels',
    labels,
    '--task-type',
    type,
    '--header',
    HEADER
  );

const portal = await new Portal(workspace).start();
const browser = await launch();

const plain = (text) => text.replace(/\s+/g, ' ').trim();

/* What the studio shows: its widgets are made of this and nothing else. */
function inStudio(type, chosen) {
  const template = path.join(workspace, 'objects', 'jobs', type, 'annotation-tool', 'template.liquid');
  const page = JSON.parse(
    execFileSync(path.join(BUILD, 'tests', 'print-worker-page'), [template, ...LABELS, '--', ...chosen], {
      encoding: 'utf8',
    })
  );
  return { ...page, short: plain(page.short), full: plain(page.full), answer: JSON.parse(page.answer) };
}

/* What stands in the document that a worker sees, and what it sends. */
async function inBrowser(type, chosen) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await portal.kill('SIGTERM');
  await portal.start();
  await join(page, portal, `Ada of ${type}`, type);
  const frame = await shown(page);
  const names = await frame.locator('.rows .name').allTextContents();
  const content = {
    name: await frame.evaluate(() => document.querySelector('.lw-classifier').name),
    element: await frame.evaluate(() => document.querySelector('.lw-classifier').localName),
    header: await frame.getByRole('heading', { level: 1 }).textContent(),
    categories: names,
    short: plain(await frame.locator('short-instructions').innerText()),
  };
  await frame.getByRole('button', { name: 'View full instructions' }).click();
  content.fullHeader = await frame.getByRole('dialog').getByRole('heading').first().textContent();
  content.full = plain(await frame.locator('full-instructions').innerText());
  await page.keyboard.press('Escape');
  for (const name of chosen) await page.keyboard.press(String(LABELS.indexOf(name) + 1));
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/answers'));
  await page.keyboard.press('Enter');
  content.answer = (await sent).postDataJSON().answers[0].content;
  await page.context().close();
  return content;
}

const same = (type) => async () => {
  const chosen = JOBS[type].map((index) => LABELS[index]);
  const seen = await inBrowser(type, chosen);
  assert.deepEqual(seen, inStudio(type, chosen));
  assert.equal(seen.header, HEADER);
  assert.deepEqual(seen.categories, LABELS);
};

await run(...Object.keys(JOBS).map((type) => [type, same(type)]));
