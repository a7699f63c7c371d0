/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The server is killed and the network is cut at random while a browser labels: every answer that the page called saved
 * is there once, and those that wait arrive after. */

import net from 'node:net';
import path from 'node:path';
import { assert, atEnd, note, run, until } from './lw-tap.mjs';
import { launch } from './lw-browser.mjs';
import { allSaved, answersOf, cli, imagesOf, join, newFolder, Portal, savedText } from './lw-portal.mjs';

const OUTAGES = Number(process.env.LW_OUTAGES || 30);
const COUNT = 120;
const ELEMENT = 'crowd-image-classifier';
const LABELS = ['boat', 'fish', 'house', 'tree'];

/* The same numbers for the same seed, so that what failed can be run again. */
const seed = Number(process.env.LW_SEED || Date.now() % 100000);
let state = seed;
function random(below) {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * below);
}

/* A wire that can be cut, with whatever is on it: bytes that were sent may or may not have arrived. */
class Wire {
  constructor(portal) {
    this.portal = portal;
    this.sockets = new Set();
    this.whole = true;
    this.server = net.createServer((client) => this.connect(client));
  }

  async listen() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    atEnd(() => this.server.close());
    return this.server.address().port;
  }

  connect(client) {
    client.on('error', () => {});
    if (!this.whole) {
      client.destroy();
      return;
    }
    const server = net.connect(this.portal.port, '127.0.0.1');
    server.on('error', () => client.destroy());
    [client, server].forEach((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    client.pipe(server).pipe(client);
  }

  cut() {
    this.whole = false;
    this.sockets.forEach((socket) => socket.destroy());
  }

  mend() {
    this.whole = true;
  }
}

const folder = newFolder();
const workspace = path.join(folder, 'workspace');
cli(
  workspace,
  'job',
  'create',
  'pets',
  '--title',
  'Pets',
  '--dataset',
  imagesOf(path.join(folder, 'images'), COUNT),
  '--labels',
  LABELS.join(','),
  '--time-limit',
  '1h'
);

const portal = await new Portal(workspace).start();
const wire = new Wire(portal);
const port = await wire.listen();
const browser = await launch();
const page = await (await browser.newContext()).newPage();

/* What was submitted, by the id of the task, as the page sent it; and what it was told is saved. */
const submitted = new Map();
const saved = new Set();
page.on('request', (request) => {
  if (request.url().endsWith('/api/answers'))
    request
      .postDataJSON()
      .answers.forEach((answer) => submitted.set(answer.task, answer.content[ELEMENT].label));
});
page.on('response', async (response) => {
  if (!response.url().endsWith('/api/answers') || !response.ok()) return;
  const body = await response.json().catch(() => ({ results: [] }));
  const sent = response.request().postDataJSON().answers;
  body.results
    .filter((result) => result.state === 'saved')
    .forEach((result) => saved.add(sent.find((answer) => answer.id === result.id).task));
});

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function outage(number) {
  if (number % 3 === 2) {
    wire.cut();
    await pause(50 + random(300));
    wire.mend();
  } else {
    await portal.kill('SIGKILL');
    await pause(random(200));
    await portal.start();
  }
}

let labeling = true;

/* Labels as fast as tasks come, and never waits for the server. */
async function label() {
  for (let i = 0; labeling; i++) {
    await page.keyboard.press(String(1 + random(4)));
    await page.keyboard.press('Enter');
    await pause(30 + random(120));
  }
}

async function labelsThroughOutages() {
  note(`seed ${seed}`);
  await join(page, { link: portal.link.replace(String(portal.port), String(port)) }, 'Ada', 'Pets');
  const work = label();
  let told = 0;
  for (let i = 0; i < OUTAGES; i++) {
    /* Something is labeled in between, where the machine is fast enough; the moment is a matter of chance. */
    const before = submitted.size;
    await until(() => submitted.size > before || submitted.size === COUNT, 'an answer', 5).catch(() => {});
    await pause(random(250));
    await outage(i);
    if (i % 10 === 9) await page.reload().catch(() => {});
    told = Math.max(told, saved.size);
  }
  labeling = false;
  await work;
  await allSaved(page);
  note(`${OUTAGES} outages, ${submitted.size} answers submitted, ${saved.size} called saved`);
  assert.ok(submitted.size > 0 && told > 0);
  assert.equal(await savedText(page), 'All saved');
}

/* The log of the job knows each answer; the output tree has each once. */
async function allAreThereOnce() {
  await portal.kill('SIGTERM');
  cli(workspace, 'job', 'show', 'pets', '--json');
  const answered = cli(workspace, 'job', 'events', 'pets', '--json').events.filter(
    (row) => row.event === 'answered'
  );
  const objects = new Set(answered.map((row) => row.object));
  assert.equal(objects.size, submitted.size, 'as many images have an answer as were submitted');
  assert.equal(answered.length, submitted.size, 'no answer is there twice');
  for (const task of saved) assert.ok(submitted.has(task));
  const counts = new Map(LABELS.map((name) => [name, 0]));
  for (const name of submitted.values()) counts.set(name, counts.get(name) + 1);
  const stored = new Map(LABELS.map((name) => [name, 0]));
  for (const list of answersOf(workspace, 'pets').values()) {
    assert.equal(list.length, 1);
    const name = list[0].answerContent[ELEMENT].label;
    stored.set(name, stored.get(name) + 1);
  }
  assert.deepEqual(stored, counts);
}

await run(['labels-through-outages', labelsThroughOutages], ['all-are-there-once', allAreThereOnce]);
