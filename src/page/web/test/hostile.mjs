// WEB-08: a hostile file spoils only its own row.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BENCH, checkedByCommand, checkedByPage, choose, example, verdict } from "./harness.mjs";
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
  const folder = join(BENCH, "hostile");
  if (!existsSync(folder)) {
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(bad())) writeFileSync(join(folder, name), bytes);
    const more = process.env.ZIPING_HOSTILE;
    for (const name of more ? readdirSync(more) : []) writeFileSync(join(folder, name), readFileSync(join(more, name)));
  }
  return { folder, names: readdirSync(folder).sort() };
}

export const hostile = [
  ["WEB-08 hostile files among good ones", {}, async ({ page }) => {
    const { folder, names } = folderOfBad();
    const good = { name: "好.xlsx", bytes: example("national-project") };
    const batch = names.flatMap((name, i) => [{ name, bytes: readFileSync(join(folder, name)) }, { ...good, name: `好${i}.xlsx` }]);
    await choose(page, batch);
    await verdict(page);
    const reasons = Object.fromEntries(JSON.parse(checkedByCommand(folder, names)).files.map(({ path, reason }) => [path, reason?.code ?? ""]));
    assert.ok(Object.values(reasons).filter(Boolean).length >= 8, "the files are hostile");
    const found = await checkedByPage(page);
    for (const { file } of found) assert.equal(file.reason?.code ?? "", reasons[file.path] ?? "", file.path);
    const rows = await page.locator(".files button").evaluateAll((all) => all.map((row) => [row.querySelector(".name").firstChild.textContent, row.className, row.textContent]));
    assert.equal(rows.length, batch.length);
    for (const [name, look, text] of rows) {
      if (name.startsWith("好")) assert.equal(look, "bad", `${name}: three errors as ever`);
      else {
        assert.equal(look === "unread", reasons[name] !== "", name);
        assert.ok(text.includes(reasons[name]), `${name} shows ${reasons[name]}`);
        assert.doesNotMatch(text, /panick|undefined|null|NaN|Error|unreachable/i);
      }
    }
    await page.click("button:visible:text(\"核对其他文件\")", { trial: true });
    return `${names.length} hostile, ${names.length} good`;
  }],
];
