// Runs the page in Chromium on both hosts: what acceptance tests WEB-01 to WEB-12 ask for, but for WEB-09.
//   node test/run.mjs [--host file|server] [--images] [PATTERN]
// Last line: `N passed, N failed`; exit 1 on failure.

import { parseArgs } from "node:util";
import { clear, fileHost, openBrowser, openPage, serverHost } from "./harness.mjs";
import { access } from "./access.mjs";
import { equal } from "./equal.mjs";
import { flow } from "./flow.mjs";
import { hostile } from "./hostile.mjs";
import { images } from "./images.mjs";
import { keyboard } from "./keyboard.mjs";
import { load } from "./load.mjs";
import { sealed } from "./sealed.mjs";

const { values, positionals } = parseArgs({
  options: { host: { type: "string" }, images: { type: "boolean" } },
  allowPositionals: true,
});
const [pattern = ""] = positionals;
let passed = 0;
let failed = 0;

/** Runs one test with a page of its own; a page that threw or broke its policy fails it. */
async function run(browser, host, [name, settings, body]) {
  if (!name.includes(pattern)) return;
  const start = Date.now();
  let opened;
  try {
    opened = await openPage(browser, host, settings);
    const figures = await body(opened);
    const violations = await opened.page.evaluate(() => window.seen?.violations ?? []).catch(() => []);
    const wrong = [...opened.log.errors, ...violations];
    if (wrong.length) throw new Error(`the page complains: ${wrong.join("; ")}`);
    passed++;
    console.log(`ok      ${host.kind.padEnd(6)}  ${name}  (${Date.now() - start} ms)${figures ? `  ${figures}` : ""}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${host.kind.padEnd(6)}  ${name}\n${error.stack ?? error}`);
  } finally {
    await opened?.context.close();
  }
}

let browser;
const hosts = [];
try {
  browser = await openBrowser();
  if (values.host !== "server") hosts.push(fileHost());
  if (values.host !== "file") hosts.push(await serverHost());
  for (const host of hosts) {
    for (const test of [...flow, ...keyboard, ...access, ...sealed, ...equal, ...hostile, ...load]) await run(browser, host, test);
  }
  if (values.images) await images(browser, hosts[0]);
} catch (error) {
  failed++;
  console.log(`FAILED  ${error.stack ?? error}`);
} finally {
  for (const host of hosts) host.stop();
  await browser?.close();
  clear();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
