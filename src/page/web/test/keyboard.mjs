// WEB-02: from end to end with the keyboard alone.

import assert from "node:assert/strict";
import { downloaded, example, verdict } from "./harness.mjs";

/** Tabs until the focus is on what matches, and sees to it that every stop can be seen. */
async function tabTo(page, selector) {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((selector) => {
      const at = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return { isThere: at.matches(selector), name: at.outerHTML.slice(0, 120), isBody: at === document.body, outlineStyle, outlineWidth };
    }, selector);
    if (!stop.isBody) assert.ok(stop.outlineStyle !== "none" && parseFloat(stop.outlineWidth) >= 2, `focus cannot be seen on ${stop.name}`);
    if (stop.isThere) return;
  }
  assert.fail(`no Tab leads to ${selector}`);
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

export const keyboard = [
  ["WEB-02 keyboard only", {}, async ({ page }) => {
    // A listener from the start: the browser must not open a window of its own.
    page.on("filechooser", () => undefined);
    await tabTo(page, "#choose");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
    await chooser.setFiles([{ name: "供水.xlsx", mimeType: "", buffer: example("national-project") }]);
    await verdict(page);
    assert.equal(await focused(page), "verdict");

    await tabTo(page, ".verdict .main");
    const { name } = await downloaded(page, () => page.keyboard.press("Enter"));
    assert.equal(name, "供水_已核.xlsx");

    await tabTo(page, ".finding button.cell");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "note");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".note").count(), 0);
    assert.equal(await focused(page), "mark");
    await page.keyboard.press("Enter");
    await tabTo(page, ".note .link:last-child");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#rule[open]");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#rule[open]").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "规则说明");
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "mark");
  }],
  ["WEB-02 the list of many with the keyboard", {}, async ({ page }) => {
    const file = (name) => ({ name, mimeType: "", buffer: example("national-project") });
    await page.setInputFiles("#files", [file("一.xlsx"), file("二.xlsx")]);
    await verdict(page);
    assert.equal(await focused(page), "verdict");
    await tabTo(page, ".files button");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "verdict");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(page), "back");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#list:not([hidden])");
    assert.equal(await page.evaluate(() => document.activeElement.matches(".files button")), true);
  }],
];
