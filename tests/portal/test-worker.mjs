/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workers label in the browser: both task types and custom templates, by keyboard only; what is in the output tree is
 * what was typed. Every state of the page is looked at by axe-core, and by people where LW_SCREENSHOTS is set. */

import fs from 'node:fs';
import path from 'node:path';
import { assert, run, until } from './lw-tap.mjs';
import { assertAccessible, launch, shoot } from './lw-browser.mjs';
import { allSaved, answersOf, cli, imagesOf, newFolder, Portal, shown, startJob } from './lw-portal.mjs';

const COUNT = 50;
const LABELS = ['boat', 'fish', 'house', 'tree'];
const SINGLE = 'crowd-image-classifier';
const MULTI = 'crowd-image-classifier-multi-select';
const SRC = '{{ task.input.taskObject | grant_read_access }}';
const HEAD = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>';

/* Of each custom template: what is typed for image i, and the answer that this makes. */
const CUSTOM = {
  tags: {
    template: `${HEAD}<crowd-form><img src="${SRC}" style="max-height: 30vh">
      <crowd-input name="tag1" label="Word 1" required></crowd-input>
      <crowd-input name="tag2" label="Word 2"></crowd-input>
      <crowd-text-area name="note" label="Note" rows="2"></crowd-text-area>
      <short-instructions>Two words.</short-instructions>
      <full-instructions header="How">More.</full-instructions></crowd-form>`,
    async type(page, i) {
      await page.keyboard.type(`word ${i}`);
      if (i % 2 === 0) {
        await page.keyboard.press('Tab');
        await page.keyboard.type('second');
      }
    },
    answer: (i) => ({ tag1: `word ${i}`, ...(i % 2 === 0 ? { tag2: 'second' } : {}) }),
  },
  boxes: {
    template: `${HEAD}<crowd-form><img src="${SRC}" alt="The image" style="max-height: 30vh">
      <div><crowd-checkbox name="attributes" value="blurry">Blurry</crowd-checkbox></div>
      <div><crowd-checkbox name="attributes" value="dim">Too dim</crowd-checkbox></div>
      <crowd-radio-group><crowd-radio-button name="tech" value="yes" checked>Technology</crowd-radio-button>
      <crowd-radio-button name="nature" value="yes">Nature</crowd-radio-button></crowd-radio-group>
      <crowd-slider name="howMuch" min="1" max="10" step="1" pin="true" required></crowd-slider></crowd-form>`,
    async type(page, i) {
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      if (i % 2 === 1) await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      if (i % 3 === 0) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      for (let step = 0; step < i % 4; step++) await page.keyboard.press('ArrowRight');
    },
    answer: (i) => ({
      attributes: { blurry: true, dim: i % 2 === 1 },
      tech: { yes: i % 3 !== 0 },
      nature: { yes: i % 3 === 0 },
      howMuch: 1 + (i % 4),
    }),
  },
  tabs: {
    template: `${HEAD}<crowd-form><crowd-instructions link-text="View instructions" link-type="button"><short-summary>
      <p>Short</p></short-summary><detailed-instructions><p>Long</p></detailed-instructions></crowd-instructions>
      <crowd-card image="${SRC}" heading="Image"></crowd-card>
      <crowd-tabs><crowd-tab header="Kind"><crowd-select name="kind" label="Kind"><option>photo</option>
      <option>drawing</option></crowd-select></crowd-tab><crowd-tab header="More"><crowd-toggle-switch name="sure">
      Sure</crowd-toggle-switch></crowd-tab></crowd-tabs><crowd-modal link-text="Examples"><p>One</p></crowd-modal>
      <crowd-alert type="info">Look well.</crowd-alert></crowd-form>`,
    /* Enter alone opens the list. */
    enter: 'Control+Enter',
    async type(page, i) {
      if (i % 2 === 1) await page.keyboard.press('ArrowDown');
    },
    answer: (i) => ({ kind: i % 2 === 1 ? 'drawing' : 'photo', sure: { on: false } }),
  },
};

const folder = newFolder();
const workspace = path.join(folder, 'workspace');
const images = imagesOf(path.join(folder, 'images'), COUNT);

function create(name, ...options) {
  cli(
    workspace,
    'job',
    'create',
    name,
    '--title',
    name,
    '--dataset',
    images,
    '--labels',
    LABELS.join(','),
    '--header',
    'What is in the image?',
    ...options
  );
}

create('single');
create('several', '--task-type', 'multi');
for (const [name, { template }] of Object.entries(CUSTOM)) {
  fs.writeFileSync(path.join(folder, `${name}.html`), template);
  create(name, '--template', path.join(folder, `${name}.html`));
}

const portal = await new Portal(workspace).start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (message) => {
  /* A link that cannot be used, a server that is away for a moment. */
  if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
    problems.push(message.text());
});

/* Which image a document shows, by its address; what was answered for it, by job. */
const objects = new Map();
const given = {};
page.on('response', async (response) => {
  if (!response.url().endsWith('/take') || !response.ok()) return;
  const { tasks } = await response.json().catch(() => ({ tasks: [] }));
  tasks.forEach((task) => objects.set(portal.origin + task.frame, task.objectId));
});

function record(job, frame, content) {
  given[job] = given[job] || new Map();
  given[job].set(objects.get(frame.url()), content);
}

/* Labels as many images, from the one that is shown on; with @after, from the one that comes after it. */
async function labelAll(job, count, type, answer, after = null, enter = 'Enter') {
  let frame = after;
  for (let i = 0; i < count; i++) {
    frame = await shown(page, frame && frame.url());
    await type(page, i);
    record(job, frame, answer(i));
    await page.keyboard.press(enter);
  }
  return frame;
}

const oneOf = (shift) => [
  (p, i) => p.keyboard.press(String(1 + ((i + shift) % 4))),
  (i) => ({ [SINGLE]: { label: LABELS[(i + shift) % 4] } }),
];

async function joins() {
  await page.goto(`${portal.origin}/`);
  await page.getByText('Open the link that you were given').waitFor();
  await assertAccessible(page, 'no link');
  await page.goto(`${portal.origin}/join/no-such-link`);
  await page.getByLabel('Your name').fill('Ada');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'This link cannot be used' }).waitFor();
  await assertAccessible(page, 'bad link');
  await shoot(page, 'join-expired');
  await page.goto(portal.link);
  await page.getByLabel('Your name').waitFor();
  await assertAccessible(page, 'join');
  await shoot(page, 'join');
  await page.keyboard.press('Enter');
  await page.getByText('Type a name.').waitFor();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await page.getByRole('button', { name: 'Start working: single' }).waitFor();
  await assertAccessible(page, 'jobs');
  await shoot(page, 'jobs');
}

async function single() {
  await startJob(page, 'single');
  let frame = await shown(page);
  await assertAccessible(page, 'the page around a task');
  await assertAccessible(frame, 'a task');
  await shoot(page, 'task-light');
  /* One image is declined: it has no answer then. */
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: 'Decline this image' }).waitFor();
  await assertAccessible(page, 'decline');
  await page.keyboard.press('Enter');
  const last = await labelAll('single', 20, ...oneOf(0), frame);
  /* Back, and another label; Enter goes on to where one was. */
  const before = await shown(page);
  await page.keyboard.press('Backspace');
  frame = await shown(page, before.url());
  await until(() => frame.getByRole('radio', { name: 'tree' }).isChecked(), 'the former answer');
  await page.keyboard.press('1');
  record('single', last, { [SINGLE]: { label: LABELS[0] } });
  await page.keyboard.press('Enter');
  await until(async () => (await shown(page)).url() === before.url(), 'going on');
  /* Stop, and resume. */
  await page.getByRole('button', { name: 'Stop and resume later' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Resume: single' }).waitFor();
  await startJob(page, 'single');
  await labelAll('single', 10, ...oneOf(0));
  await page.reload();
  await labelAll('single', 19, ...oneOf(2));
  await allSaved(page);
  await page.getByRole('heading', { name: /All done/ }).waitFor();
  await assertAccessible(page, 'all done');
  await shoot(page, 'done');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
}

async function several() {
  await startJob(page, 'several');
  await assertAccessible(await shown(page), 'a task with several labels');
  await shoot(page, 'task-several');
  const type = async (p, i) => {
    await p.keyboard.press(String(1 + (i % 4)));
    if (i % 2 === 0) await p.keyboard.press(String(1 + ((i + 1) % 4)));
  };
  await labelAll('several', COUNT, type, (i) => {
    const chosen = new Set(i % 2 === 0 ? [i % 4, (i + 1) % 4] : [i % 4]);
    return { [MULTI]: { labels: LABELS.filter((label, at) => chosen.has(at)) } };
  });
  await allSaved(page);
}

const custom = (name) => async () => {
  await page.goto(`${portal.origin}/`);
  await startJob(page, name);
  await assertAccessible(await shown(page), `a task of ${name}`);
  await shoot(page, `task-${name}`);
  await labelAll(name, COUNT, CUSTOM[name].type, CUSTOM[name].answer, null, CUSTOM[name].enter);
  await allSaved(page);
};

/* Nobody typed into the files: what the workers pressed is what is stored, for each image. */
async function stored() {
  await portal.kill('SIGTERM');
  for (const [job, contents] of Object.entries(given)) {
    cli(workspace, 'job', 'show', job, '--json');
    const found = answersOf(workspace, job);
    assert.equal(found.size, contents.size, `images of ${job} with an answer`);
    for (const [object, content] of contents)
      assert.deepEqual(
        found.get(String(object)).map((answer) => answer.answerContent),
        [content],
        `${job}: ${object}`
      );
  }
}

await run(
  ['joins', joins],
  ['single-label', single],
  ['several-labels', several],
  ...Object.keys(CUSTOM).map((name) => [`custom-template-${name}`, custom(name)]),
  ['answers-are-stored', stored],
  ['no-errors', () => assert.deepEqual(problems, [])]
);
