// WEB-01, WEB-10, WEB-11, WEB-12: putting files in, what is shown, leaving.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { BENCH, choose, downloaded, drop, example, many, seed, verdict } from "./harness.mjs";

const faulty = () => ({ name: "供水.xlsx", bytes: example("national-project") });

export const flow = [
  ["WEB-01 one file chosen", {}, async ({ page }) => {
    await choose(page, [faulty()]);
    assert.match(await verdict(page), /^发现 3 处错误/);
    assert.equal(await page.textContent(".change.differs"), "填报 98.7→重算 97.2，两者不同");
    assert.equal(await page.locator("td.error").count(), 3);
    assert.equal(await page.locator("td.error .mark").first().isVisible(), true);
    assert.match(await page.textContent("td.error"), /✗ 应为 95\.00%/);
  }],
  ["WEB-01 one file dropped", {}, async ({ page }) => {
    await drop(page, [faulty()]);
    assert.match(await verdict(page), /^发现 3 处错误/);
  }],
  ["WEB-01 fifty files chosen", {}, async ({ page }) => {
    await choose(page, many(50));
    assert.match(await verdict(page), /^共 50 份/);
    assert.equal(await page.locator(".files li").count(), 50);
    const counts = (await page.locator(".files .state").allTextContents()).map((text) => Number(/✗ (\d+)/.exec(text)?.[1] ?? 0));
    assert.ok(counts.some((count) => count > 0));
    const lastBad = counts.findLastIndex((count) => count > 0);
    assert.ok(counts.slice(0, lastBad).every((count) => count > 0), "files without errors stand below those with");
  }],
  ["WEB-01 an archive, its Windows names and what lies beside", {}, async ({ page }) => {
    const files = { "甲/一.xlsx": example("national-project"), "__MACOSX/._一.xlsx": new Uint8Array(9), "说明.txt": new Uint8Array(9) };
    const zip = zipSync({ ...files, "乙/二.xlsx": example("shanxi") });
    await drop(page, [{ name: "全部.zip", bytes: zip }, { name: "GBK.zip", bytes: gbkArchive() }]);
    await verdict(page);
    const names = await page.locator(".files .name").evaluateAll((all) => all.map((name) => name.firstChild.textContent));
    assert.deepEqual(names.sort(), ["GBK.zip/表.xlsx", "全部.zip/乙/二.xlsx", "全部.zip/甲/一.xlsx"].sort());
  }],
  ["list and sheet lead to each other", {}, async ({ page }) => {
    await choose(page, [faulty()]);
    await verdict(page);
    await page.click(".finding button.cell:text('H15')");
    assert.match(await page.textContent(".note"), /得分应为 7\.20 = 8 × 2160块 ÷ 2400块/);
    assert.equal(await page.locator("td.lit").textContent().then((text) => text.startsWith("7.8")), true);
    await page.click(".note .link:text('在清单中看')");
    assert.match(await page.textContent(".finding.lit .head"), /H15/);
    await page.click("td.error:has-text('98.7')");
    assert.match(await page.textContent(".finding.lit .head"), /H26/);
    await page.click(".note .link:text('规则说明')");
    await page.waitForSelector("#rule[open] h2");
    assert.equal(await page.textContent("#rule h2"), "总分与得分之和不符");
    assert.ok((await page.locator("#rule td").count()) > 3);
  }],
  ["the profile is shown and can be changed", {}, async ({ page }) => {
    await choose(page, [faulty()]);
    await verdict(page);
    assert.match(await page.textContent("#profile option:checked"), /自动识别：项目支出绩效自评表（全国通用）/);
    await page.selectOption("#profile", "hubei-project");
    await page.waitForSelector("text=由您选定");
    const checked = await page.evaluate(() => window.seen.checked.at(-1).file.forms[0].profile);
    assert.equal(checked.id, "hubei-project");
    assert.equal(checked.chosen, "given");
  }],
  ["a result among many opens and Back leads to the list", {}, async ({ page }) => {
    await choose(page, many(3));
    await verdict(page);
    await page.click(".files li:nth-child(2) button");
    assert.equal(await page.isVisible("#result"), true);
    await page.goBack();
    assert.equal(await page.isVisible("#list"), true);
    assert.equal(await page.isVisible("#result"), false);
    assert.equal(await page.evaluate(() => document.activeElement.closest("li") === document.querySelector(".files li:nth-child(2)")), true);
  }],
  ["WEB-10 reload and Back warn", {}, async ({ page, log }) => {
    await choose(page, [faulty()]);
    await verdict(page);
    await page.click("h1#verdict");
    for (const leave of [() => page.reload({ timeout: 3_000 }), () => page.goBack({ timeout: 3_000 })]) {
      log.dialogs.length = 0;
      await leave().catch(() => undefined);
      assert.deepEqual(log.dialogs, ["beforeunload"]);
      assert.match(await verdict(page), /^发现 3 处错误/, "the result is still there");
    }
  }],
  ["WEB-10 nothing is left on disk", {}, async ({ page, host }) => {
    await choose(page, many(3));
    await verdict(page);
    await downloaded(page, () => page.click("button:visible:text(\"全部下载\")"));
    await page.close({ runBeforeUnload: false });
    // The single file has nowhere to leave anything.
    if (host.kind === "server") assert.deepEqual(readdirSync(host.temporary), []);
    else assert.equal(existsSync(new URL(host.url)), true);
  }],
  ["WEB-11 language, title and print", {}, async ({ page }) => {
    assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
    assert.equal(await page.title(), "自评表核对");
    const latin = (await page.innerText("body")).match(/[A-Za-z]{2,}/g) ?? [];
    assert.deepEqual(latin.filter((word) => !["Excel", "WPS", "xlsx", "xls", "et", "ods", "MB"].includes(word)), []);
    await choose(page, [faulty()]);
    await verdict(page);
    assert.equal(await page.title(), "3 个问题 – 供水.xlsx – 自评表核对");
    await page.emulateMedia({ media: "print" });
    const isShown = (selector) => page.locator(selector).first().isVisible();
    for (const gone of [".top", "footer", ".buttons", "#start", ".basis .link"]) assert.equal(await isShown(gone), false, gone);
    for (const kept of ["#verdict", ".figures", ".finding", ".sheet table", ".mark"]) assert.equal(await isShown(kept), true, kept);
  }],
  ["WEB-11 a clean form says so", {}, async ({ page }) => {
    await choose(page, [seed()]);
    assert.match(await verdict(page), /^没有发现错误/);
    assert.match(await page.title(), /^没有错误 – 自评表\.xlsx/);
  }],
  ["WEB-12 the address has Chinese and blanks", {}, async ({ page, host }) => {
    if (host.kind === "file") assert.match(decodeURI(page.url()), /绩效 自评 \(试用\)\/自评表核对\.html$/);
    else assert.match(page.url(), /^http:\/\/127\.0\.0\.1:\d+\/#\w{32,}$/);
    assert.equal(await page.isVisible("#choose"), true);
  }],
  ["the single file offers no folder in place", { only: "file" }, async ({ page }) => {
    assert.equal(await page.isVisible("#in-place"), false);
    assert.equal(await page.isVisible("#choose-folder"), true);
  }],
  ["a folder in place", { only: "server" }, async ({ page }) => {
    const folder = join(BENCH, "一个 文件夹");
    mkdirSync(folder);
    const names = ["甲.xlsx", "乙.xlsx"];
    for (const name of names) writeFileSync(join(folder, name), example("national-project"));
    writeFileSync(join(folder, "坏.xlsx"), "不是表格");
    await page.click("#in-place summary");
    await page.fill("#in-place-path", `"${folder}"`);
    await page.click("#in-place-form button");
    assert.match(await verdict(page), /^共 3 份，2 份有错误，1 份无法核对/);
    assert.deepEqual(readdirSync(folder).sort(), [...names, "坏.xlsx", "甲_已核.xlsx", "乙_已核.xlsx"].sort());
    await page.click(".files button.bad >> nth=0");
    assert.match(await page.textContent(".next"), /修正后的工作簿已写在 .*_已核\.xlsx/);
  }],
  ["a folder that is not there", { only: "server" }, async ({ page }) => {
    await page.click("#in-place summary");
    await page.fill("#in-place-path", join(BENCH, "没有这个文件夹"));
    await page.click("#in-place-form button");
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.textContent("#notice"), /没有这个文件夹”：找不到/);
    await page.waitForSelector("#choose:visible");
  }],
  ["an instance that broke is thrown away, and a new one goes on", { only: "file" }, async ({ page }) => {
    const bytes = example("national-project");
    await choose(page, ["一.xlsx", "陷阱.xlsx", "二.xlsx"].map((name) => ({ name, bytes })));
    await verdict(page);
    const looks = await page.locator(".files button").evaluateAll((rows) => rows.map((row) => row.className));
    assert.deepEqual(looks, ["unread", "bad", "bad"]);
    assert.match(await page.textContent(".files .unread .state"), /无法核对 F\d{3}/);
    assert.equal(await page.evaluate(() => window.seen.workers), 2);
  }],
  ["a file that takes for ever can be stopped", { only: "file" }, async ({ page }) => {
    await choose(page, ["一.xlsx", "不回.xlsx"].map((name) => ({ name, bytes: example("national-project") })));
    await page.waitForSelector("#stop:visible");
    await page.waitForSelector(".files .bad");
    await page.click("#stop");
    assert.match(await verdict(page), /1 份没有核对/);
  }],
];

/** A zip whose name is in GBK without a mark, as Windows writes it. */
function gbkArchive() {
  const zip = zipSync({ "AB.xlsx": example("jiangxi") });
  // 表 in GBK is B1 ED.
  const text = Buffer.from(zip).toString("latin1").replaceAll("AB.xlsx", "\xb1\xed.xlsx");
  return Buffer.from(text, "latin1");
}
