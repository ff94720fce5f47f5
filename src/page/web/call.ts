/** What goes between the page and the worker that runs the library. */

import type { Reason } from "./checked";

/** First message: the library, deflated and in base64. */
export interface Library {
  library: string;
}

export interface Call {
  id: number;
  name: "check" | "fix" | "rules" | "profiles" | "gave_up";
  args: unknown[];
}

export type Answer =
  /** The library stands ready, or the browser cannot run it. */
  | { started: true }
  | { unable: string }
  | { id: number; value: unknown }
  | { id: number; refusal: Reason }
  /** The instance broke; it must not be used again. */
  | { id: number; trapped: string };
