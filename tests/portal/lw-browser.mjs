/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Debian's Chromium, driven by playwright-core; and axe-core for accessibility. */

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { assert, atEnd, skipAll } from './lw-tap.mjs';

export const SOURCE = process.env.LW_SOURCE_DIR || path.resolve(import.meta.dirname || '.', '../..');
export const CASES = process.env.LW_CASES;
const CHROMIUM = process.env.LW_CHROMIUM || '/usr/bin/chromium';
const SHOTS = process.env.LW_SCREENSHOTS;
const require = createRequire(path.join(SOURCE, 'tests', 'package.json'));

function load(name) {
  try {
    return require(name);
  } catch (error) {
    return skipAll(`${name} is not installed: npm ci --prefix tests`);
  }
}

/* Starts the browser; it ends with the program. */
export async function launch(options = {}) {
  const { chromium } = load('playwright-core');
  if (!fs.existsSync(CHROMIUM)) skipAll(`there is no ${CHROMIUM}`);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    ...options,
    args: [...(process.getuid() === 0 ? ['--no-sandbox'] : []), ...(options.args || [])],
  });
  atEnd(() => browser.close());
  return browser;
}

/* The elements as the portal serves them. */
export function elementsScript() {
  const folder = path.join(SOURCE, 'data', 'portal', 'elements');
  return fs
    .readFileSync(path.join(folder, 'order.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
}

/* The violations of WCAG's levels A and AA in a page or frame, in words. */
export async function violations(frame) {
  const axe = load('axe-core').source;
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const found = await window.axe.run(document, {
      iframes: false,
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return found.violations.map(
      (rule) =>
        `${rule.id}: ${rule.nodes
          .map(
            (node) =>
              `${node.target.join(' ')} ${[...node.any, ...node.all]
                .map((check) => check.message)
                .join('; ')}`
          )
          .join(' | ')}`
    );
  });
}

export async function assertAccessible(frame, state) {
  assert.deepEqual(await violations(frame), [], `${state} has accessibility violations`);
}

/* Pictures to look at, where LW_SCREENSHOTS names a folder. */
export async function shoot(page, name) {
  if (SHOTS) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
}
