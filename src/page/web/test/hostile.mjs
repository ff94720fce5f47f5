// WEB-08: a hostile file spoils only its own row.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { BENCH, checkedByCommand, checkedByPage, choose, example, onDisk, verdict } from "./harness.mjs";
import { rewritten } from "./packages.mjs";

/** Hostile files by name. */
function bad() {
  const good = example("national-project");
  const sheet = (change) => rewritten(good, { "xl/worksheets/sheet1.xml": change });
  const half = good.subarray(0, good.length >> 1);
  const flipped = Buffer.from(good);
  flipped[good.length >> 2] ^= 0x10;
  return {
    "空.xlsx": Buffer.alloc(0),
    "文字.xlsx": Buffer.from("这不是表格。".repeat(99)),
    "网页.xls": Buffer.from("<html><body><table><tr><td>1</td></tr></table></body></html>"),
    "逗号.xlsx": Buffer.from("一级指标,分值,得分\r\n产出,50,50\r\n"),
    "残缺.xlsx": half,
    "损坏.xlsx": flipped,
    "文档.xlsx": Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n"),
    "复合.xls": Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1528, 0xff)]),
    "声明.xlsx": sheet((xml) => xml.replace(/(<\?xml[^>]*\?>)?/, '$1<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>')),
    "远格.xlsx": sheet((xml) => xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
    "越界.xlsx": sheet((xml) => xml.replace("</sheetData>", '<row r="999999999"><c r="AAAAAAAAAA99999999999"><v>1</v></c></row></sheetData>')),
    "深层.xlsx": sheet((xml) => xml.replace("</worksheet>", `${"<a>".repeat(60_000)}${"</a>".repeat(60_000)}</worksheet>`)),
    "巨串.xlsx": sheet((xml) => xml.replace("</sheetData>", `<row r="500"><c r="A500" t="inlineStr"><is><t>${"长".repeat(12_000_000)}</t></is></c></row></sheetData>`)),
    "合并.xlsx": sheet((xml) => xml.replace(/<mergeCells[^>]*>/, '$&<mergeCell ref="A1:XFD1048576"/>')),
    "循环.xlsx": sheet((xml) => xml.replace("</sheetData>", '<row r="400"><c r="A400"><f>A400+1</f><v>1</v></c></row></sheetData>')),
  };
}

/** The hostile files, with those of ZIPING_HOSTILE, in one folder. */
function folderOfBad() {
  const more = process.env.ZIPING_HOSTILE;
  assert.ok(more || process.env.CI !== "true", "ZIPING_HOSTILE names no folder; tests/hostile/written.rs says how to make one");
  const folder = join(BENCH, "hostile");
  if (!existsSync(folder)) {
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(bad())) writeFileSync(join(folder, name), bytes);
    if (more) cpSync(more, folder, { recursive: true });
  }
  return { folder, names: readdirSync(folder).sort() };
}

/** What a file's entry says, but for the words of a refusal: they may tell how far a file was read. */
function told({ status, reason, forms }) {
  return JSON.stringify({ status, code: reason?.code ?? "", forms });
}

/** What the command line says of some files, by name; it checks the same bytes once. */
function toldByCommand(folder, names) {
  const files = new Map(JSON.parse(checkedByCommand(folder, names)).files.map((file) => [file.path, file]));
  return [...files].map(([path, file]) => [path, told(files.get(file.same_as) ?? file)]);
}

export const hostile = [
  ["WEB-08 hostile files among good ones", {}, async ({ page }) => {
    const { folder, names } = folderOfBad();
    const good = onDisk(names.length);
    await choose(page, names.flatMap((name, i) => [join(folder, name), good[i]]));
    await verdict(page);

    const expected = new Map([...toldByCommand(folder, names), ...toldByCommand(dirname(good[0]), good.map((path) => basename(path)))]);
    const found = (await checkedByPage(page)).map(({ file }) => file);
    assert.equal(found.length, 2 * names.length);
    const differing = found.filter((file) => told(file) !== expected.get(file.path));
    assert.deepEqual(differing.map((file) => [file.path, told(file).slice(0, 200), expected.get(file.path)?.slice(0, 200)]), []);

    const files = new Map(found.map((file) => [file.path, file]));
    const rows = await page.locator(".files button").evaluateAll((all) => all.map((row) => [row.querySelector(".name").firstChild.textContent, row.className, row.textContent]));
    assert.equal(rows.length, found.length);
    for (const [name, look, text] of rows) {
      const { status, reason } = files.get(name);
      assert.equal(look === "unread", status === "unreadable", name);
      assert.ok(text.includes(reason?.code ?? ""), `${name} shows ${reason?.code}`);
      if (names.includes(name)) assert.doesNotMatch(text, /panick|undefined|null|NaN|Error|unreachable/i);
    }
    const refused = names.filter((name) => files.get(name).reason);
    assert.ok(refused.length >= 8, "the files are hostile");

    await choose(page, [{ name: "还在.xlsx", bytes: example("national-project") }]);
    await page.waitForSelector("#result:not([hidden]) #verdict");
    return `${names.length} hostile, ${refused.length} of them refused, among ${good.length} good`;
  }],
  ["WEB-08 a file whose time is over", { only: "file" }, async ({ page }) => {
    // The worker's clock goes on by a second with every look at it.
    await page.addInitScript(() => {
      window.Blob = class extends Blob {
        constructor(parts, options) {
          const isScript = options?.type === "text/javascript";
          super(isScript ? ["let now = 0; performance.now = () => (now += 1000);", ...parts] : parts, options);
        }
      };
    });
    await page.reload();
    await page.waitForFunction(() => window.seen.isReady);
    await choose(page, [{ name: "慢.xlsx", bytes: example("national-project") }]);
    await verdict(page);
    const [{ file }] = await checkedByPage(page);
    assert.equal(file.reason?.code, "F042");
    assert.match(file.reason.message, /超过 2 秒上限/);
    assert.equal(await page.evaluate(() => window.seen.workers), 1, "no instance was thrown away");
  }],
];
