/** The live region: what a screen reader says about work under way. */

import { part } from "./dom";

/** Milliseconds between two announcements of progress. */
const PACE = 2_500;

let last = 0;

/** Says it at once. */
export function announce(text: string): void {
  last = Date.now();
  part("live").textContent = text;
}

/** Says it unless something was said a moment ago. */
export function announceProgress(text: string): void {
  if (Date.now() - last >= PACE) announce(text);
}
