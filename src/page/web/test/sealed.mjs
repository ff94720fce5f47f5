// WEB-04, WEB-05: nothing leaves the machine, and nothing of a file becomes part of the page.

import assert from "node:assert/strict";
import { choose, downloaded, example, verdict } from "./harness.mjs";
import { rewritten } from "./packages.mjs";

const IMAGE = '<img src="http://example.invalid/x.png" onerror="alert(1)">';

export const sealed = [
  ["WEB-04 the whole flow without a network", {}, async ({ page, log, host }) => {
    await choose(page, [{ name: "供水.xlsx", bytes: example("national-project") }]);
    await verdict(page);
    await downloaded(page, () => page.click(".verdict .main:visible"));
    await downloaded(page, () => page.click("button:visible:text(\"导出问题清单\")"));
    await page.click(".finding .basis .link >> nth=0");
    await page.waitForSelector("#rule[open] h2");
    const asked = log.requests.filter((url) => !/^(blob|data|about):/.test(url));
    if (host.kind === "file") assert.deepEqual(asked, [host.url], "the file itself and nothing else");
    else {
      const own = new URL(host.url).origin;
      assert.deepEqual(asked.filter((url) => new URL(url).origin !== own), []);
      assert.ok(asked.every((url) => !new URL(url).search.length), "no name and no token in an address");
    }
  }],
  ["WEB-05 names and texts that would be markup", {}, async ({ page, log, host }) => {
    const bytes = rewritten(example("national-project"), {
      "xl/workbook.xml": (xml) => xml.replace(/(<sheet [^>]*?name=")[^"]*/, "$1&lt;img src=x onerror=alert(1)&gt;"),
      "xl/sharedStrings.xml": (xml) => xml.replaceAll("更换老旧水表", escaped(IMAGE)).replaceAll("某县农村供水服务中心", escaped(`<script>alert(2)</script>${IMAGE}`)),
      "xl/worksheets/sheet1.xml": (xml) => xml.replaceAll("更换老旧水表", escaped(IMAGE)).replaceAll("某县农村供水服务中心", escaped(`<script>alert(2)</script>${IMAGE}`)),
    });
    const name = '"><img src=x onerror=alert(1)>\u202e.xlsx';
    await choose(page, [{ name, bytes }, { name: `又${name}`, bytes }]);
    await verdict(page);
    assert.equal(await page.locator(".files .name").first().innerText().then((text) => text.includes('"><img src=x onerror=alert(1)>\\u{202e}.xlsx')), true);
    await page.click(".files button >> nth=0");
    await verdict(page);
    const shown = await page.innerText("#result");
    for (const text of [IMAGE, "<script>alert(2)</script>", "<img src=x onerror=alert(1)>", "\\u{202e}"]) assert.ok(shown.includes(text), text);
    assert.equal(await page.locator("img, #result script").count(), 0);
    assert.deepEqual(log.dialogs, []);
    assert.deepEqual(log.requests.filter((url) => url.includes("example.invalid") || /\/x$/.test(url)), []);
    const list = await downloaded(page, () => page.click("#result button:text(\"导出问题清单\")"));
    assert.doesNotMatch(list.name, /[<>"\u202e]/);
    const workbook = await downloaded(page, () => page.click("#result .main"));
    assert.doesNotMatch(workbook.name, /[<>"\u202e]/);
    if (host.kind === "server") assert.ok(log.requests.every((url) => !url.includes("img")));
  }],
  ["WEB-05 the policy forbids what is not the page's own", {}, async ({ page }) => {
    const tried = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.isHacked = true";
      document.body.append(script);
      const image = document.createElement("img");
      image.src = "http://example.invalid/x.png";
      document.body.append(image);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const violations = window.seen.violations.splice(0).map((text) => text.split(" ")[0]);
      return { isHacked: window.isHacked === true, violations };
    });
    assert.equal(tried.isHacked, false);
    assert.deepEqual(tried.violations.sort(), ["img-src", "script-src-elem"]);
  }],
];

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
