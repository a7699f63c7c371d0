/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The crowd elements without a portal: what templates make of them, and that answers have Ground Truth's shape. */

import fs from 'node:fs';
import path from 'node:path';
import { assert, run, Skip } from './lw-tap.mjs';
import { assertAccessible, CASES, elementsScript, launch } from './lw-browser.mjs';

const ORIGIN = 'http://task.test/';
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk' +
  '+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
const page = await context.newPage();
const errors = [];
page.on('pageerror', (error) => errors.push(error.message));

/* Shows a template as a document; nothing but the elements is served. */
async function show(template) {
  errors.length = 0;
  await page.unrouteAll();
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === ORIGIN)
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Task</title><body>${template}</body>`,
      });
    if (url.endsWith('crowd-html-elements.js'))
      return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: elementsScript() });
    return route.abort();
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => window.crowdElements && window.crowdElements.started);
}

const HEAD = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>';
const form = (fields) => `${HEAD}<crowd-form>${fields}</crowd-form>`;
const classifier = (rest, name = 'crowd-image-classifier') =>
  form(`<${name} name="${name}" src="${DOT}" header="Which?" ${rest}>
  <full-instructions header="How"><p>Look.</p></full-instructions>
  <short-instructions>Short.</short-instructions></${name}>`);

/* What the form would submit, null when something is missing. */
const answer = () =>
  page.evaluate(() => {
    const element = document.querySelector('crowd-form');
    return element.reportValidity() ? JSON.stringify(window.crowdElements.collect(element)) : 'null';
  });

/* [what it shows, template, what the worker does, the answer] */
const ANSWERS = [
  [
    'single label',
    classifier(`categories="['cat','dog']"`),
    () => page.keyboard.press('2'),
    { 'crowd-image-classifier': { label: 'dog' } },
  ],
  ['single label, nothing chosen', classifier(`categories="['cat','dog']"`), () => {}, null],
  [
    'several labels',
    classifier(`categories='["a","b","c"]'`, 'crowd-image-classifier-multi-select'),
    async () => {
      await page.keyboard.press('3');
      await page.keyboard.press('1');
    },
    { 'crowd-image-classifier-multi-select': { labels: ['a', 'c'] } },
  ],
  [
    'exclusion category',
    classifier(
      `categories="['a','b']" exclusion-category="{ text: 'None of the above' }"`,
      'crowd-image-classifier-multi-select'
    ),
    async () => {
      await page.keyboard.press('1');
      await page.getByLabel('None of the above').check();
    },
    { 'crowd-image-classifier-multi-select': { labels: ['None of the above'] } },
  ],
  [
    'input and text area',
    form(`<crowd-input name="tag1" label="One"></crowd-input><crowd-input name="tag2" label="Two"></crowd-input>
    <crowd-text-area name="essay" label="Essay"></crowd-text-area>`),
    async () => {
      await page.getByLabel('One').fill('blue');
      await page.getByLabel('Essay').fill('two\nlines');
    },
    { tag1: 'blue', essay: 'two\nlines' },
  ],
  ['required input', form('<crowd-input name="tag1" label="One" required></crowd-input>'), () => {}, null],
  [
    'check boxes of one name',
    form(`<crowd-checkbox name="image_attributes" value="blurry">Blurry</crowd-checkbox>
    <crowd-checkbox name="image_attributes" value="dim">Too Dim</crowd-checkbox>
    <crowd-checkbox name="image_attributes" value="exposed" checked>Too Bright</crowd-checkbox>`),
    () => page.getByLabel('Blurry').check(),
    { image_attributes: { blurry: true, dim: false, exposed: true } },
  ],
  [
    'check box without value',
    form('<crowd-checkbox name="website-found">Website Found</crowd-checkbox>'),
    () => page.getByLabel('Website Found').check(),
    { 'website-found': { on: true } },
  ],
  [
    'radio group',
    form(`<crowd-radio-group><crowd-radio-button name="tech" value="tech">Technology</crowd-radio-button>
    <crowd-radio-button name="politics" value="politics">Politics</crowd-radio-button></crowd-radio-group>`),
    async () => {
      await page.getByLabel('Technology').check();
      await page.keyboard.press('ArrowDown');
    },
    { tech: { tech: false }, politics: { politics: true } },
  ],
  [
    'slider',
    form('<crowd-slider name="howMuch" min="1" max="10" step="1" pin="true" required></crowd-slider>'),
    async () => {
      await page.getByRole('slider').focus();
      await page.keyboard.press('ArrowRight');
    },
    { howMuch: 2 },
  ],
  [
    'toggle',
    form(
      `<crowd-toggle-button name="theme">Dark</crowd-toggle-button>
      <crowd-toggle-switch name="sw" value="x">S</crowd-toggle-switch>`
    ),
    () => page.getByLabel('Dark').check(),
    { theme: { on: true }, sw: { x: false } },
  ],
  [
    'select',
    form(
      '<crowd-select name="kind" label="Kind"><option>a</option><option value="B">b</option></crowd-select>'
    ),
    () => page.getByLabel('Kind').selectOption('B'),
    { kind: 'B' },
  ],
  [
    'plain controls',
    form(`<input type="radio" id="cat" name="animal" value="cat"><label for="cat">Cat</label>
    <input type="radio" id="dog" name="animal" value="dog"><label for="dog">Dog</label>
    <label><input type="checkbox" name="seen" value="yes">Seen</label>
    <select name="size"><option>small</option><option>large</option></select><input type="hidden" name="h" value="1">
    <input name="off" disabled value="x"><input type="submit" name="s">`),
    () => page.getByLabel('Dog').check(),
    { animal: { cat: false, dog: true }, seen: { yes: false }, size: 'small', h: '1' },
  ],
  [
    'fields in tabs and windows',
    form(`<crowd-tabs><crowd-tab header="One"><crowd-input name="a" label="A"></crowd-input></crowd-tab>
    <crowd-tab header="Two"><crowd-input name="b" label="B"></crowd-input></crowd-tab></crowd-tabs>
    <crowd-modal link-text="Open"><crowd-checkbox name="c">C</crowd-checkbox></crowd-modal>`),
    async () => {
      await page.getByRole('tab', { name: 'Two' }).click();
      await page.getByLabel('B', { exact: true }).fill('x');
      await page.getByRole('button', { name: 'Open' }).click();
      await page.getByLabel('C', { exact: true }).check();
      await page.keyboard.press('Escape');
    },
    { b: 'x', c: { on: true } },
  ],
  [
    'comment',
    form(`<crowd-image-classifier name="n" src="${DOT}" header="h" categories="['a']"><worker-comment header="Why?"
    link-text="Say why" placeholder="Because">Be short.</worker-comment></crowd-image-classifier>`),
    async () => {
      await page.keyboard.press('1');
      await page.getByRole('button', { name: 'Say why' }).click();
      await page.getByRole('textbox', { name: 'Comment' }).fill('it is');
      await page.keyboard.press('Escape');
    },
    { n: { label: 'a', workerComment: 'it is' } },
  ],
  [
    'names of objects',
    form('<crowd-checkbox name="__proto__" value="constructor" checked>x</crowd-checkbox>'),
    () => {},
    JSON.parse('{"__proto__":{"constructor":true}}'),
  ],
];

async function answersAreGroundTruths() {
  for (const [name, template, act, expected] of ANSWERS) {
    await show(template);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('crowd-image-classifier, crowd-image-classifier-multi-select')].every(
        (element) => element.settled
      )
    );
    await act();
    assert.equal(await answer(), JSON.stringify(expected), name);
    assert.deepEqual(errors, [], name);
  }
}

async function answersAreRestored() {
  for (const [name, template, act, expected] of ANSWERS.filter((row) => row[3] !== null)) {
    await show(template);
    await page.evaluate(
      (value) => window.crowdElements.restore(document.querySelector('crowd-form'), JSON.parse(value)),
      JSON.stringify(expected)
    );
    assert.equal(await answer(), JSON.stringify(expected), name);
  }
}

async function accessible() {
  for (const [name, template] of ANSWERS) {
    await show(template);
    await assertAccessible(page, name);
  }
}

async function validationStops() {
  await show(`${form('<crowd-input name="a" label="A" value="x"></crowd-input>')}<script>
    document.querySelector('crowd-form').onsubmit = (event) => {
      event.preventDefault(); document.title = 'stopped'; };</script>`);
  await page.getByRole('button', { name: 'Submit' }).click();
  assert.equal(await page.title(), 'stopped');
}

async function literals() {
  const cases = [
    [`['Cat','Dog']`, ['Cat', 'Dog']],
    ['["a\\u0062", "c\\"d"]', ['ab', 'c"d']],
    [`{ text: 'None' }`, { text: 'None' }],
    ['[1, -2.5e3, true, null,]', [1, -2500, true, null]],
    ['{a: {b: [1,],},}', { a: { b: [1] } }],
    ['', null],
    ['[1', null],
    ['alert(1)', null],
    ['[alert(1)]', null],
    ['{"a":1} x', null],
    ['['.repeat(1000), null],
    [`['it\\'s']`, [`it's`]],
    ['[constructor]', null],
    ['["a"', null],
    ['[,]', null],
  ];
  await show(form(''));
  for (const [text, expected] of cases)
    assert.deepEqual(
      await page.evaluate((value) => window.crowdElements.parseLiteral(value), text),
      expected,
      text
    );
}

async function keysByPlace() {
  const cases = [
    [{ code: 'Digit1', key: '&' }, '1'],
    [{ code: 'Digit1', key: '1', shiftKey: true }, '⇧1'],
    [{ code: 'KeyQ', key: 'a' }, 'a'],
    [{ code: 'KeyQ', key: 'й' }, 'q'],
    [{ code: 'Numpad7', key: '7' }, '7'],
    [{ code: 'Numpad7', key: 'Home' }, 'Home'],
    [{ code: 'KeyA', key: 'a', ctrlKey: true }, ''],
    [{ code: 'Slash', key: '?', shiftKey: true }, '?'],
  ];
  await show(form(''));
  for (const [event, expected] of cases)
    assert.equal(
      await page.evaluate((init) => window.crowdElements.keyOf(new KeyboardEvent('keydown', init)), event),
      expected
    );
  const keys = await page.evaluate(() =>
    window.crowdElements.assignKeys(Array.from({ length: 60 }, (v, i) => `name ${i}`))
  );
  assert.deepEqual([keys[0], keys[9], keys[10], keys[19], keys[20]], ['1', '0', '⇧1', '⇧0', 'n']);
  const used = keys.filter((key) => key !== '');
  assert.equal(new Set(used).size, used.length);
}

async function languages() {
  await show(`${HEAD}<crowd-form><crowd-image-classifier name="n" src="${DOT}" header="h" categories="['a']">
    <short-instructions lang="de">Kurz</short-instructions><short-instructions>Short</short-instructions>
    </crowd-image-classifier></crowd-form>`);
  const catalog = {
    '': {
      'plural-forms':
        'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);',
    },
    Submit: 'Absenden',
    '%d image': ['eins', 'zwei', 'viele'],
  };
  assert.ok(await page.getByText('Short').isVisible());
  const forms = await page.evaluate((words) => {
    window.crowdElements.setCatalog(words, 'de');
    return [1, 2, 5, 11, 22, 111].map((n) => window.crowdElements.ngettext('%d image', '%d images', n));
  }, catalog);
  assert.deepEqual(forms, ['eins', 'zwei', 'viele', 'viele', 'zwei', 'viele']);
  assert.ok(await page.getByRole('button', { name: 'Absenden' }).isVisible());
  assert.ok(await page.getByText('Kurz').isVisible());
  assert.ok(!(await page.getByText('Short').isVisible()));
}

/* Templates found in the wild load, and have something to submit. */
async function templatesOfOthers() {
  if (!CASES) throw new Skip('LW_CASES is not set');
  for (const folder of ['templates', 'templates-embedded', 'docs-templates']) {
    const at = path.join(CASES, 'groundtruth', folder);
    for (const name of fs.readdirSync(at).filter((file) => file.endsWith('.html'))) {
      const text = fs
        .readFileSync(path.join(at, name), 'utf8')
        .replace(/\{\{[^}]*to_json[^}]*\}\}/g, "['a','b']");
      await show(text.includes('crowd-html-elements.js') ? text : HEAD + text);
      const own = errors.filter((error) => /crowd-html-elements/.test(error) || /crowdElements/.test(error));
      assert.deepEqual(own, [], name);
    }
  }
}

await run(
  ['answers', answersAreGroundTruths],
  ['restored', answersAreRestored],
  ['accessible', accessible],
  ['validation', validationStops],
  ['literals', literals],
  ['keys', keysByPlace],
  ['languages', languages],
  ['templates-of-others', templatesOfOthers]
);
