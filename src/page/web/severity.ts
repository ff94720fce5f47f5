/** How a level reads: a sign and a word, never colour alone. */

import type { Severity } from "./checked";

export const LEVELS: readonly Severity[] = ["error", "warning", "info"];

export const WORD: Record<Severity, string> = { error: "错误", warning: "提醒", info: "提示" };

export const SIGN: Record<Severity, string> = { error: "✗", warning: "△", info: "ⓘ" };

/** The graver of some levels. */
export function gravest(levels: Severity[]): Severity {
  return LEVELS.find((level) => levels.includes(level)) ?? "info";
}
