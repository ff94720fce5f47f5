// WEB-03: axe-core in every state, narrow, enlarged, and in forced colours.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { choose, example, many, seed, verdict } from "./harness.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const faulty = () => ({ name: "供水.xlsx", bytes: example("national-project") });
const broken = () => ({ name: "坏.xlsx", bytes: Buffer.from("不是表格") });

/** Each state of the page by name, and the way there. */
const states = {
  empty: async () => undefined,
  working: async (page) => {
    await page.evaluate(() => (window.isHeld = true));
    await choose(page, many(5));
    await page.waitForSelector("#work:not([hidden])");
  },
  faulty: async (page) => {
    await choose(page, [faulty()]);
    await verdict(page);
  },
  note: async (page) => {
    await states.faulty(page);
    await page.click("td.error .mark >> nth=0");
  },
  clean: async (page) => {
    await choose(page, [seed()]);
    await verdict(page);
  },
  error: async (page) => {
    await choose(page, [broken()]);
    await verdict(page);
  },
  many: async (page) => {
    await choose(page, [...many(8), broken()]);
    await verdict(page);
  },
  rule: async (page) => {
    await states.faulty(page);
    await page.click(".finding .basis .link >> nth=0");
    await page.waitForSelector("#rule[open] h2");
  },
};

async function axe(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(" | ")}`);
  }, RULES);
  assert.deepEqual(violations, []);
}

async function fits(page) {
  const { whole, view } = await page.evaluate(() => ({ whole: document.documentElement.scrollWidth, view: document.documentElement.clientWidth }));
  assert.ok(whole <= view, `the page is ${whole} wide in a view of ${view}`);
}

export const access = Object.entries(states).flatMap(([name, reach]) => [
  [`WEB-03 axe-core, ${name}`, {}, async ({ page }) => {
    await reach(page);
    await axe(page);
  }],
  [`WEB-03 320 px, ${name}`, { width: 320, height: 640 }, async ({ page }) => {
    await reach(page);
    await fits(page);
    await axe(page);
  }],
  [`WEB-03 200 % zoom, ${name}`, { width: 640, height: 512, scale: 2 }, async ({ page }) => {
    await reach(page);
    await fits(page);
  }],
  [`WEB-03 forced colours, ${name}`, { colors: "active" }, async ({ page }) => {
    await reach(page);
    await axe(page);
    for (const cell of await page.locator("td.error").all()) {
      const outline = await cell.evaluate((td) => getComputedStyle(td).outlineStyle);
      assert.notEqual(outline, "none", "a wrong cell has its border without its ground");
    }
  }],
]);
