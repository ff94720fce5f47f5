/** The few things that rule pages are written with: headings, paragraphs, lists, tables, bold and code. */

import { el } from "./dom";

/** The page as elements; its headings start at `level`. */
export function rendered(markdown: string, level: number): DocumentFragment {
  const page = document.createDocumentFragment();
  const blocks = markdown.replaceAll("\r\n", "\n").split(/\n{2,}/).map((block) => block.trim());
  for (const block of blocks.filter(Boolean)) page.append(...elements(block, level));
  return page;
}

function elements(block: string, level: number): HTMLElement[] {
  const lines = block.split("\n");
  const heading = /^(#{1,6}) +(.*)$/.exec(lines[0] ?? "");
  if (heading) {
    const tag = `h${Math.min(6, level - 1 + (heading[1]?.length ?? 1))}` as "h2";
    const rest = lines.slice(1).join("\n");
    return [el(tag, {}, ...inline(heading[2] ?? "")), ...(rest ? elements(rest, level) : [])];
  }
  if (lines[0]?.startsWith("|")) return [table(lines)];
  if (/^[-*] /.test(block)) return [el("ul", {}, ...items(block, /^[-*] /m))];
  if (/^\d+\. /.test(block)) return [el("ol", {}, ...items(block, /^\d+\. /m))];
  return [el("p", {}, ...inline(joined(lines)))];
}

/** Lines of one paragraph; Chinese takes no blank where a line broke. */
function joined(lines: string[]): string {
  return lines.map((line) => line.trim()).join("\n").replace(/(?<=[\x20-\x7e])\n(?=[\x20-\x7e])/g, " ").replaceAll("\n", "");
}

function items(block: string, mark: RegExp): HTMLElement[] {
  const texts = block.split(new RegExp(mark.source, "gm")).filter((text) => text.trim());
  return texts.map((text) => el("li", {}, ...inline(joined(text.trim().split("\n")))));
}

function table(lines: string[]): HTMLElement {
  const rows = lines.filter((line) => !/^\|[\s:|-]+\|$/.test(line)).map(cells);
  const [head = [], ...body] = rows;
  const row = (tag: "th" | "td", texts: string[]) =>
    el("tr", {}, ...texts.map((text) => el(tag, tag === "th" ? { scope: "col" } : {}, ...inline(text))));
  const whole = el("table", {}, el("thead", {}, row("th", head)), el("tbody", {}, ...body.map((texts) => row("td", texts))));
  return el("div", { class: "wide", tabindex: 0 }, whole);
}

function cells(line: string): string[] {
  return line.replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** Bold, code and links' words; everything else as it stands. */
function inline(text: string): (Node | string)[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/).map((piece) => {
    if (/^\*\*.+\*\*$/.test(piece)) return el("strong", {}, piece.slice(2, -2));
    if (/^`.+`$/.test(piece)) return el("code", {}, piece.slice(1, -1));
    return /^\[([^\]]+)\]\(/.exec(piece)?.[1] ?? piece;
  });
}
