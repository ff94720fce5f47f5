/** 问题清单 as CSV, the same as `ziping check --format csv`: BOM, CRLF, and no cell that Excel would run as a formula. */

import { type FileEntry, type Finding, fixes } from "./checked";
import { WORD } from "./severity";

const HEADINGS = [
  "文件", "工作表", "单元格", "级别", "编号", "问题", "指标", "填报值", "应为", "差额", "说明", "依据",
  "更正方式", "更正单元格", "更正值", "起因", "SHA-256", "核实情况", "核实说明", "说明出处", "基线内",
];

/** One finding a line; a file that could not be checked is a line with its reason. */
export function csv(files: FileEntry[]): string {
  const rows = files.flatMap((file) =>
    file.reason ? [unreadable(file)] : file.forms.flatMap((form) => form.findings.map((finding) => row(file, finding))),
  );
  const lines = [HEADINGS, ...rows.map((cells) => cells.map(neutral))].map((cells) => `${cells.map(quoted).join(",")}\r\n`);
  return `\ufeff${lines.join("")}`;
}

function unreadable({ path, sha256, reason }: FileEntry): string[] {
  const cells = HEADINGS.map(() => "");
  cells[0] = path;
  cells[3] = "无法检查";
  cells[4] = reason?.code ?? "";
  cells[10] = reason?.message ?? "";
  cells[16] = sha256 ?? "";
  return cells;
}

function row({ path, sha256 }: FileEntry, finding: Finding): string[] {
  const fix = fixes(finding)[0];
  return [
    path,
    finding.sheet,
    finding.cell,
    WORD[finding.severity],
    finding.rule,
    finding.title,
    finding.label,
    finding.stated,
    finding.expected ?? "",
    finding.difference ?? "",
    finding.message,
    finding.basis,
    fix ? (fix.applicability === "safe" ? "可自动更正" : "需人工确认") : "",
    fix?.cell ?? "",
    fix?.value ?? "",
    finding.caused_by ?? "",
    sha256 ?? "",
    finding.waived?.kind ?? "",
    finding.waived?.reason ?? "",
    finding.waived?.from ?? "",
    finding.known ? "是" : "",
  ];
}

/** Whether a spreadsheet program might take the text for a formula; plain numbers and percentages are none. */
function isFormulaLike(text: string): boolean {
  return /^[=@＝＠\t\r\n\0]/.test(text) || (/^[+\-＋－−]/.test(text) && !/^.\s*[\d０-９][\d０-９,，]*([.．][\d０-９]+)?\s*[%％]?\s*$/.test(text));
}

function neutral(text: string): string {
  const disarmed = text.startsWith("'") && isFormulaLike(text.replace(/^'+/, ""));
  return isFormulaLike(text) || disarmed ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
