// WEB-06: the page finds and writes the same as the command line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { BENCH, BIN, checkedByCommand, checkedByPage, choose, downloaded, example, forms, verdict } from "./harness.mjs";

/** What `ziping fix` writes for some files of a folder, by name. */
function fixedByCommand(folder, names) {
  const out = join(BENCH, "fixed");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  try {
    execFileSync(BIN, ["fix", ...names, "--out-dir", out, "--no-config"], { cwd: folder, stdio: "ignore" });
  } catch (error) {
    // Errors that only a person can put right are left.
    if (![1, 2].includes(error.status)) throw error;
  }
  return Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
}

export const equal = [
  ["WEB-06 same findings, same list, same workbooks for every form", {}, async ({ page }) => {
    const { folder, names } = forms();
    await choose(page, names.map((name) => join(folder, name)));
    await verdict(page);
    const found = (await checkedByPage(page)).map(({ file }) => file).sort((a, b) => (a.path < b.path ? -1 : 1));
    const expected = JSON.parse(checkedByCommand(folder, names)).files;
    assert.equal(found.length, names.length);
    for (const [i, file] of expected.entries()) assert.equal(JSON.stringify(found[i], null, 1), JSON.stringify(file, null, 1));

    const zip = await downloaded(page, () => page.click("button:visible:text(\"全部下载\")"));
    assert.equal(zip.name, "自评表_已核.zip");
    const { "问题清单.csv": list, ...workbooks } = unzipSync(zip.bytes);
    const fixed = fixedByCommand(folder, names);
    assert.deepEqual(Object.keys(workbooks).sort(), Object.keys(fixed).sort());
    for (const [name, bytes] of Object.entries(fixed)) assert.ok(bytes.equals(workbooks[name]), `${name} is not what ziping fix writes`);
    assert.equal(Buffer.from(list).toString(), checkedByCommand(folder, names, "csv"));
    return `${names.length} forms`;
  }],
  ["WEB-06 the button's workbook and list", {}, async ({ page }) => {
    await choose(page, [{ name: "national-project.xlsx", bytes: example("national-project") }]);
    await verdict(page);
    const { folder } = forms();
    const { name, bytes } = await downloaded(page, () => page.click(".verdict .main:visible"));
    assert.equal(name, "national-project_已核.xlsx");
    assert.ok(bytes.equals(fixedByCommand(folder, ["national-project.xlsx"])[name]));
    const list = await downloaded(page, () => page.click("button:visible:text(\"导出问题清单\")"));
    assert.equal(list.name, "national-project_问题清单.csv");
    assert.equal(list.bytes.toString(), checkedByCommand(folder, ["national-project.xlsx"], "csv"));
    assert.deepEqual([...list.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  }],
  ["every finding is on the page", {}, async ({ page }) => {
    await choose(page, [{ name: "一.xlsx", bytes: example("national-project") }]);
    await verdict(page);
    const [{ file }] = await checkedByPage(page);
    const shown = await page.locator(".finding > .sum").allTextContents();
    assert.deepEqual(shown.sort(), file.forms.flatMap((form) => form.findings.map(({ message }) => message)).sort());
  }],
];
