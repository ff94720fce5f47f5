// Makes the page, everything in one file.
//   node build.mjs --out FILE               for the server, which sends the policy as a header
//   node build.mjs --out FILE --wasm FOLDER with the library inside; FOLDER holds what
//                                           `wasm-bindgen --target web --out-name ziping` wrote

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { deflateRawSync } from "node:zlib";
import { build } from "esbuild";

/** Engines whose browsers still run in offices: 360, QQ and the domestic systems' own are Chromium of these years. */
const TARGET = ["chrome92", "edge92", "firefox90", "safari15"];

/** The single file may not be larger, in bytes. */
const SIZE_LIMIT = 3 << 20;

const here = dirname(fileURLToPath(import.meta.url));

async function bundle(entry, settings = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "inline",
    ...settings,
  });
  return outputFiles[0].text;
}

/** Text that stands inside an inline script without ending it. */
function inline(script) {
  return script.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--").trim();
}

/** What the browser lets the single file do: run itself and its worker, and ask no address for anything. */
function policy(script, style) {
  const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "img-src data:",
    "worker-src blob:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** The page with its style and script, the policy in its head, and what else belongs into its body. */
function page({ script, style, meta = "", body = "" }) {
  return readFileSync(join(here, "index.html"), "utf8")
    .replace("<meta charset=\"utf-8\">", (charset) => charset + meta)
    .replace("</head>", () => `<style>${style}</style>\n</head>`)
    .replace("</body>", () => `${body}<script>${script}</script>\n</body>`);
}

async function worker(glue) {
  return bundle("worker.ts", {
    alias: { "ziping-wasm": join(glue, "ziping.js") },
    // The glue would load the wasm from beside itself; the worker hands it over instead.
    define: { "import.meta.url": "\"\"" },
  });
}

async function forServer(style) {
  return page({ script: inline(await bundle("server-page.ts")), style });
}

async function forItself(style, glue) {
  const define = { WORKER_SOURCE: JSON.stringify(await worker(glue)) };
  const script = inline(await bundle("file-page.ts", { define }));
  const library = deflateRawSync(readFileSync(join(glue, "ziping_bg.wasm")), { level: 9 }).toString("base64");
  return page({
    script,
    style,
    meta: `\n<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">`,
    body: `<script type="application/octet-stream;base64" id="wasm">${library}</script>\n`,
  });
}

const { values } = parseArgs({ options: { out: { type: "string" }, wasm: { type: "string" } } });
if (!values.out) throw new Error("--out FILE is missing");
const style = (await bundle("style.css")).trim();
const whole = values.wasm ? await forItself(style, resolve(values.wasm)) : await forServer(style);
const size = Buffer.byteLength(whole);
if (size > SIZE_LIMIT) throw new Error(`${values.out} would be ${size} bytes, more than ${SIZE_LIMIT}`);
writeFileSync(values.out, whole);
