// The pictures of the manual.

import { statSync } from "node:fs";
import { join } from "node:path";
import { choose, example, many, openPage, ROOT, verdict } from "./harness.mjs";

const SIZE_LIMIT = 200 << 10;

export async function images(browser, host) {
  const states = {
    empty: { files: [], height: 900 },
    clean: { files: [{ name: "部门整体自评表.xlsx", bytes: example("shangjie-department") }], height: 900 },
    faulty: { files: [{ name: "农村供水自评表.xlsx", bytes: example("national-project") }], height: 1_300 },
    fifty: { files: many(50), height: 900 },
  };
  for (const [name, { files, height }] of Object.entries(states)) {
    const { page, context } = await openPage(browser, host, { width: 1280, height, scale: 0.75 });
    if (files.length) {
      await choose(page, files);
      await verdict(page);
    }
    const path = join(ROOT, `docs/images/page-${name}.png`);
    await page.screenshot({ path });
    const { size } = statSync(path);
    if (size > SIZE_LIMIT) throw new Error(`${path} has ${size} bytes`);
    await context.close();
  }
}
