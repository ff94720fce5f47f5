// The browser, the two hosts of the page, and what a test does with a page.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
export const BIN = process.env.ZIPING_BIN ?? join(ROOT, "target/release/ziping");
const PAGE_FILE = process.env.ZIPING_PAGE_FILE ?? join(ROOT, "target/page/自评表核对.html");
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The network is off for every test: no name and no address but this machine's leads anywhere.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Work of this run; removed at the end. */
export const BENCH = mkdtempSync(join(tmpdir(), "ziping-page-"));

export function openBrowser() {
  if (!existsSync(BROWSER)) throw new Error(`no browser at ${BROWSER}: install Debian's chromium, or say where it is in CHROMIUM`);
  return chromium.launch({ executablePath: BROWSER, args: FLAGS });
}

/** The single file where a clerk would put it: a path with Chinese and blanks. */
export function fileHost() {
  if (!existsSync(PAGE_FILE)) throw new Error(`no page at ${PAGE_FILE}: build it with src/page/build.sh`);
  const folder = join(BENCH, "绩效 自评 (试用)");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "自评表核对.html");
  cpSync(PAGE_FILE, file);
  return { kind: "file", url: `file://${encodeURI(file)}`, isRelease: true, stop() {} };
}

/** `ziping page`, with a folder for temporary files that a test can look into. */
export async function serverHost() {
  if (!existsSync(BIN)) throw new Error(`no program at ${BIN}: build it, or say where it is in ZIPING_BIN`);
  const temporary = join(BENCH, "server");
  mkdirSync(temporary, { recursive: true });
  const server = spawn(BIN, ["page", "--no-open"], {
    cwd: temporary,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise((resolve, reject) => {
    let text = "";
    server.stdout.on("data", (chunk) => {
      text += chunk;
      const [line] = /^http:\/\/127\.0\.0\.1:\d+\/#\w+/m.exec(text) ?? [];
      if (line) resolve(line);
    });
    server.on("exit", (code) => reject(new Error(`ziping page ended with ${code} and said: ${text}`)));
  });
  return { kind: "server", url, temporary, isRelease: !BIN.includes("/debug/"), stop: () => server.kill() };
}

/** Runs in the page before its own script: records what a test wants to know, and can hold checks back. */
function record() {
  window.seen = { violations: [], checked: [], said: [], tasks: [], workers: 0 };
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.seen.violations.push(`${violatedDirective} ${blockedURI}`),
  );
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.seen.tasks.push({ startTime, duration });
  }).observe({ entryTypes: ["longtask"] });
  if (window.Worker) {
    window.Worker = class extends Worker {
      constructor(url) {
        super(url);
        window.seen.workers++;
        this.addEventListener("message", ({ data }) => {
          if (data.started) window.seen.isReady = true;
          if (data.value?.file) window.seen.checked.push(data.value);
        });
      }
      postMessage(message) {
        if (message.name !== "check") super.postMessage(message);
        else if (message.args[0].includes("陷阱")) setTimeout(() => this.onmessage({ data: { id: message.id, trapped: "unreachable" } }));
        else if (!window.isHeld && !message.args[0].includes("不回")) super.postMessage(message);
      }
    };
  }
  const { fetch } = window;
  window.fetch = async (url, options) => {
    if (window.isHeld && url === "/api/check") {
      return new Promise((_, reject) => options.signal.addEventListener("abort", () => reject(new Error("aborted"))));
    }
    const answer = await fetch(url, options);
    if (url === "/api/profiles") window.seen.isReady = true;
    if (url === "/api/check" && answer.ok) window.seen.checked.push(await answer.clone().json());
    return answer;
  };
  addEventListener("DOMContentLoaded", () => {
    const live = document.getElementById("live");
    // The empty page before has none.
    if (!live) return;
    new MutationObserver(() => window.seen.said.push({ at: performance.now(), text: live.textContent })).observe(live, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
}

/** A page of its own, ready for files. It fails the test if the page threw or broke its policy. */
export async function openPage(browser, host, { width = 1366, height = 850, scale = 1, colors, empty = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    forcedColors: colors,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const log = { requests: [], errors: [], dialogs: [] };
  page.on("request", (request) => log.requests.push(request.url()));
  page.on("pageerror", (error) => log.errors.push(String(error)));
  page.on("dialog", (dialog) => {
    log.dialogs.push(dialog.type());
    dialog.dismiss().catch(() => undefined);
  });
  await context.route(
    (url) => !["127.0.0.1", ""].includes(url.hostname),
    (route) => route.abort(),
  );
  await page.addInitScript(record);
  if (host.kind === "file") await context.setOffline(true);
  if (empty) await page.goto("about:blank");
  await page.goto(host.url);
  await page.waitForFunction(() => window.seen.isReady);
  return { page, context, log, host };
}

/** Chooses files: paths, or `{name, bytes}`. */
export async function choose(page, files) {
  const payload = files.map((file) =>
    typeof file === "string" ? file : { name: file.name, mimeType: "", buffer: Buffer.from(file.bytes) },
  );
  await page.setInputFiles("#files", payload);
}

/** Drops files on the page, as the browser would: a DataTransfer made in the page. */
export async function drop(page, files) {
  const data = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
  await page.evaluate((data) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of data) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, data);
}

/** Waits until nothing is under way and a verdict stands; gives its sentence. */
export async function verdict(page) {
  await page.waitForFunction(
    () => document.getElementById("work").hidden && !document.querySelector(".running") && document.querySelector("section:not([hidden]) #verdict"),
    null,
    { timeout: 120_000 },
  );
  // The sheet is drawn in turns behind the verdict.
  await page.waitForTimeout(50);
  return page.textContent("section:not([hidden]) #verdict");
}

export async function checkedByPage(page) {
  return page.evaluate(() => window.seen.checked);
}

/** What the command line finds, with the files named as the page names them. */
export function checkedByCommand(folder, names, format = "json") {
  const args = ["check", ...names, "--format", format, "--no-config"];
  try {
    return execFileSync(BIN, args, { cwd: folder, maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }).toString();
  } catch (error) {
    // Findings and files that cannot be checked have their own exit codes.
    if (![1, 2].includes(error.status)) throw error;
    return error.stdout.toString();
  }
}

/** The example form of each profile, and the published forms where there are any, in one folder under plain names. */
export function forms() {
  const folder = join(BENCH, "forms");
  if (!existsSync(folder)) {
    mkdirSync(folder);
    const templates = join(ROOT, "workbook-templates");
    for (const id of readdirSync(templates)) {
      const example = join(templates, id, "example.xlsx");
      if (existsSync(example)) cpSync(example, join(folder, `${id}.xlsx`));
    }
    const corpus = process.env.ZIPING_CORPUS && join(process.env.ZIPING_CORPUS, "xlsx");
    for (const name of corpus ? readdirSync(corpus) : []) cpSync(join(corpus, name), join(folder, `表${name}`));
  }
  return { folder, names: readdirSync(folder).sort() };
}

export function example(id) {
  return readFileSync(join(ROOT, "workbook-templates", id, "example.xlsx"));
}

/** The seed's form, or the built-in example of its profile where the published forms are not at hand. */
export function seed() {
  const file = process.env.ZIPING_CORPUS && join(process.env.ZIPING_CORPUS, "xlsx/000.xlsx");
  return { name: "自评表.xlsx", bytes: file && existsSync(file) ? readFileSync(file) : example("shangjie-department") };
}

/** Some forms under different names: every example in turn. */
export function many(count) {
  const { folder, names } = forms();
  return Array.from({ length: count }, (_, i) => {
    const name = names[i % names.length];
    return { name: `${String(i + 1).padStart(3, "0")}_${basename(name, ".xlsx")}.xlsx`, bytes: readFileSync(join(folder, name)) };
  });
}

/** Some forms on disk: chosen by path, the page's own thread has no part in handing them over. */
export function onDisk(count) {
  const folder = join(BENCH, `many-${count}`);
  const files = many(count);
  if (!existsSync(folder)) {
    mkdirSync(folder);
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  }
  return files.map(({ name }) => join(folder, name));
}

export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export function clear() {
  rmSync(BENCH, { recursive: true, force: true });
}
