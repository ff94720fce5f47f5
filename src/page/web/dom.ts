/** Building elements. All text goes in as text: nothing of a file is ever read as markup. */

import { visible } from "./visible";

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** An element with attributes (`onclick` and the like are listeners) and children; strings become visible text. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) {
    if (child) element.append(typeof child === "string" ? visible(child) : child);
  }
  return element;
}

/** The element of index.html with this id. */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}

/** Text only a screen reader says. */
export function spoken(text: string): HTMLElement {
  return el("span", { class: "spoken" }, text);
}

/** Lets the browser draw and answer before long work goes on. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
