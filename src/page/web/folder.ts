/** A folder checked in place by the server: results are written beside the files. */

import type { FolderLine, FolderSize } from "./checked";
import { part } from "./dom";
import type { Host } from "./host";

/** Shows the form where the host can do it; `take` gets the lines as they come. */
export function offerFolder(host: Host, take: (lines: AsyncIterable<FolderSize | FolderLine>, path: string) => void): void {
  const { folder } = host;
  if (!folder) return;
  part("in-place").hidden = false;
  part("in-place-form").addEventListener("submit", (event) => {
    event.preventDefault();
    // Explorer copies a path with quotes around it.
    const path = (part("in-place-path") as HTMLInputElement).value.trim().replace(/^"(.*)"$/, "$1");
    if (path) take(folder.call(host, path, (part("in-place-write") as HTMLInputElement).checked), path);
  });
}
