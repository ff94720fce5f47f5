// Workbooks made from an example by changing its parts.

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** The workbook with some parts rewritten; each change gets a part's text and gives the new one. */
export function rewritten(bytes, changes) {
  const parts = unzipSync(bytes);
  for (const [name, change] of Object.entries(changes)) {
    if (parts[name]) parts[name] = strToU8(change(strFromU8(parts[name])));
  }
  return zipSync(parts);
}
