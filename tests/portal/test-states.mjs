/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every state of the worker's page, light, dark and on a phone: what it does, what axe-core says of it, and pictures
 * where LW_SCREENSHOTS names a folder. */

import fs from 'node:fs';
import path from 'node:path';
import { assert, run, until } from './lw-tap.mjs';
import { assertAccessible, launch, shoot } from './lw-browser.mjs';
import {
  allSaved,
  cli,
  imagesOf,
  join,
  newFolder,
  Portal,
  savedText,
  shown,
  startJob,
} from './lw-portal.mjs';

const MANY = Array.from({ length: 1000 }, (none, i) => `class ${String(i).padStart(4, '0')}`);
const LONG = `A name that goes on ${'and on '.repeat(20)}`.trim();

const folder = newFolder();
const workspace = path.join(folder, 'workspace');
const images = imagesOf(path.join(folder, 'images'), 24);
const labels = path.join(folder, 'many.txt');
fs.writeFileSync(labels, MANY.join('\n'));
const create = (name, list, ...options) =>
  cli(workspace, 'job', 'create', name, '--title', name, '--dataset', images, '--labels', list, ...options);
create('few', 'boat,fish,house,tree', '--header', 'What is in the image?');
create('thousand', labels);
create('long', `${LONG},b`, '--description', LONG, '--header', LONG);
create('short', 'a,b', '--time-limit', '30s');

const portal = await new Portal(workspace).start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
const page = await context.newPage();

async function check(name, frame = null) {
  await assertAccessible(page, name);
  if (frame) await assertAccessible(frame, `${name}, the task`);
  await shoot(page, name);
}

async function dark() {
  await join(page, portal, 'Ada');
  await page.getByRole('button', { name: 'Start working: few' }).waitFor();
  await check('dark-jobs');
  await startJob(page, 'few');
  await check('dark-task', await shown(page));
}

async function windows() {
  const frame = await shown(page);
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keys' }).waitFor();
  await check('dark-keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.getByRole('heading', { name: 'Comment' }).waitFor();
  await check('dark-comment');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await check('dark-settings');
  await page.keyboard.press('Escape');
  await frame.getByRole('button', { name: 'View full instructions' }).click();
  await check('dark-instructions', frame);
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await until(() => frame.getByRole('complementary').isHidden(), 'hiding the instructions');
  await page.keyboard.press('i');
}

/* A worker may do other things in between: what is typed then is nobody's answer. */
async function oneKey() {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('One key for each image').check();
  await page.keyboard.press('Escape');
  const before = await shown(page);
  await before.locator('body').press('2');
  await shown(page, before.url());
  await allSaved(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('One key for each image').uncheck();
  await page.keyboard.press('Escape');
}

async function comes() {
  const frame = await shown(page);
  await context.setOffline(true);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await until(
    async () => /No connection, 1 waiting/.test(await savedText(page)),
    'saying that an answer waits'
  );
  await shown(page, frame.url());
  await check('dark-offline');
  await context.setOffline(false);
  await allSaved(page);
  await page.getByRole('button', { name: 'Stop and resume later' }).click();
}

async function thousand() {
  await startJob(page, 'thousand');
  const frame = await shown(page);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('0777');
  await check('dark-palette', frame);
  await page.keyboard.press('Enter');
  await until(
    () => frame.getByRole('radio', { name: 'class 0777' }).isChecked(),
    'choosing from the palette'
  );
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/answers'));
  await page.keyboard.press('Enter');
  const [answer] = (await sent).postDataJSON().answers;
  assert.deepEqual(answer.content, { 'crowd-image-classifier': { label: 'class 0777' } });
  await shown(page, frame.url());
  await page.keyboard.press('/');
  await page.getByRole('option').first().waitFor();
  assert.match(
    await page.getByRole('option').first().textContent(),
    /class 0777/,
    'the last one chosen is on top'
  );
  await check('dark-palette-recent');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stop and resume later' }).click();
}

async function long() {
  await startJob(page, 'long');
  await check('dark-long-names', await shown(page));
  await page.getByRole('button', { name: 'Stop and resume later' }).click();
}

async function grid() {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Many at once: few' }).click();
  const tiles = page.locator('.tile');
  await until(async () => (await tiles.count()) >= 8, 'the images of the grid');
  await page.locator('.picks button').first().waitFor();
  await tiles.first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('3');
  await check('light-grid');
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/answers'));
  await page.keyboard.press('Enter');
  const { answers } = (await sent).postDataJSON();
  await allSaved(page);
  assert.deepEqual(answers[0].content, { 'crowd-image-classifier': { label: 'house' } });
  await until(async () => /^4 done/.test(await page.locator('.done').textContent()), 'counting both');
  await page.getByRole('button', { name: 'Stop and resume later' }).click();
}

/* The time of a task ends: it goes to somebody else, and the next one is shown. */
async function timeOut() {
  await page.clock.install();
  await startJob(page, 'short');
  await page.clock.runFor(29000);
  await page.getByText('left for this image').waitFor();
  await page.clock.runFor(3000);
  await page.getByText('The time for this image is over').waitFor();
  await check('light-time-out');
}

async function phone() {
  const small = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  });
  const other = await small.newPage();
  await portal.kill('SIGTERM');
  await portal.start();
  await join(other, portal, 'Ben');
  await other.getByRole('button', { name: 'Start working: few' }).waitFor();
  await assertAccessible(other, 'phone-jobs');
  await shoot(other, 'phone-jobs');
  await startJob(other, 'few');
  const frame = await shown(other);
  await assertAccessible(other, 'phone-task');
  await assertAccessible(frame, 'phone-task, the task');
  await shoot(other, 'phone-task');
  assert.ok(
    await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    'nothing is cut off'
  );
  await frame.getByText('fish').tap();
  const box = await (await other.$('iframe.current')).boundingBox();
  const session = await small.newCDPSession(other);
  const swipe = async (from, to) => {
    const y = box.y + 150;
    const touch = (type, x) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await touch('touchStart', from);
    for (const share of [0.3, 0.6, 1]) await touch('touchMove', from + (to - from) * share);
    await touch('touchEnd', to);
  };
  await swipe(300, 80);
  const next = await shown(other, frame.url());
  await allSaved(other);
  await swipe(80, 300);
  await until(
    async () => (await shown(other)).getByRole('radio', { name: 'fish' }).isChecked(),
    'swiping back'
  );
  assert.notEqual((await shown(other)).url(), next.url());
  await other.getByRole('button', { name: 'More' }).tap();
  await assertAccessible(other, 'phone-more');
  await shoot(other, 'phone-more');
  await small.close();
}

/* 1280 × 1024 pixels at 400 %: everything in one column, nothing lost to the side. */
async function zoomed() {
  const narrow = await browser.newContext({ viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' });
  const other = await narrow.newPage();
  await portal.kill('SIGTERM');
  await portal.start();
  await join(other, portal, 'Cy', 'long');
  const frame = await shown(other);
  await assertAccessible(other, 'zoom-400');
  await shoot(other, 'zoom-400');
  for (const one of [other, frame])
    assert.ok(
      await one.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      'no scrolling to the side'
    );
  await narrow.close();
}

await run(
  ['dark', dark],
  ['windows', windows],
  ['one-key', oneKey],
  ['no-connection', comes],
  ['a-thousand-categories', thousand],
  ['long-names', long],
  ['grid', grid],
  ['time-out', timeOut],
  ['phone', phone],
  ['zoom', zoomed]
);
