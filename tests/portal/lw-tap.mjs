/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Test Anything Protocol for the programs in this folder: one point a function. Not a framework. */

import assert from 'node:assert/strict';

export { assert };

export class Skip extends Error {}

const ends = [];

/* Runs when all points are done, last first. */
export function atEnd(run) {
  ends.unshift(run);
}

export const note = (text) => console.log(`# ${text}`);

async function point(number, name, run) {
  try {
    await run();
    console.log(`ok ${number} ${name}`);
    return true;
  } catch (error) {
    if (error instanceof Skip) {
      console.log(`ok ${number} ${name} # SKIP ${error.message}`);
      return true;
    }
    console.error(error);
    console.log(`not ok ${number} ${name}`);
    return false;
  }
}

/* Runs [name, function] pairs in order and ends the program: 1 when one failed. */
export async function run(...points) {
  let failed = 0;
  console.log(`1..${points.length}`);
  for (const [index, [name, test]] of points.entries())
    failed += (await point(index + 1, name, test)) ? 0 : 1;
  for (const end of ends) await end();
  process.exit(failed === 0 ? 0 : 1);
}

/* Skips the whole program, before it has begun. */
export function skipAll(reason) {
  console.log(`1..0 # SKIP ${reason}`);
  process.exit(0);
}

/* Waits until what @look returns is true. Not for a time: that is only its end. */
export async function until(look, what, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not happen in ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
