// The pictures of the manual.

import { statSync } from "node:fs";
import { join } from "node:path";
import { choose, example, many, openPage, ROOT, seed, verdict } from "./harness.mjs";

const SIZE_LIMIT = 200 << 10;

export async function images(browser, host) {
  const states = {
    empty: [],
    clean: [{ ...seed(), name: "部门整体自评表.xlsx" }],
    faulty: [{ name: "农村供水自评表.xlsx", bytes: example("national-project") }],
    fifty: many(50),
  };
  for (const [name, files] of Object.entries(states)) {
    const { page, context } = await openPage(browser, host, { width: 1280, height: 960 });
    if (files.length) {
      await choose(page, files);
      await verdict(page);
    }
    const path = join(ROOT, `docs/images/page-${name}.png`);
    await page.screenshot({ path, fullPage: name === "faulty" });
    const { size } = statSync(path);
    if (size > SIZE_LIMIT) throw new Error(`${path} has ${size} bytes`);
    await context.close();
  }
}
