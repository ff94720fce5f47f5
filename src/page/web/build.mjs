// Makes the page: page.html and csp.json for the server, 自评表核对.html with the library inside.
//   node build.mjs [--out FOLDER] [--wasm FOLDER]
// FOLDER of --wasm holds what `wasm-bindgen --target web --out-name ziping` wrote.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

function hash(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

function policy(script, style, host) {
  return [
    "default-src 'none'",
    `script-src ${hash(script)}${host === "file" ? " 'wasm-unsafe-eval'" : ""}`,
    `style-src ${hash(style)}`,
    "img-src data:",
    `connect-src ${host === "file" ? "'none'" : "'self'"}`,
    ...(host === "file" ? ["worker-src blob:"] : ["frame-ancestors 'none'"]),
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

const { values } = parseArgs({
  options: { out: { type: "string", default: join(here, "../../../target/page") }, wasm: { type: "string" } },
});
mkdirSync(values.out, { recursive: true });
const style = (await bundle("style.css", { loader: { ".css": "css" } })).trim();

const script = inline(await bundle("server-page.ts"));
writeFileSync(join(values.out, "page.html"), page({ script, style }));
writeFileSync(join(values.out, "csp.json"), `${JSON.stringify({ server: policy(script, style, "server") }, null, 2)}\n`);

if (values.wasm) {
  const glue = resolve(values.wasm);
  const source = await worker(glue);
  const script = inline(await bundle("file-page.ts", { define: { WORKER_SOURCE: JSON.stringify(source) } }));
  const library = deflateRawSync(readFileSync(join(glue, "ziping_bg.wasm")), { level: 9 }).toString("base64");
  const whole = page({
    script,
    style,
    meta: `\n<meta http-equiv="Content-Security-Policy" content="${policy(script, style, "file")}">`,
    body: `<script type="application/octet-stream;base64" id="wasm">${library}</script>\n`,
  });
  if (Buffer.byteLength(whole) > SIZE_LIMIT) throw new Error(`自评表核对.html is ${Buffer.byteLength(whole)} bytes, more than ${SIZE_LIMIT}`);
  writeFileSync(join(values.out, "自评表核对.html"), whole);
}
