/** What a check gives: the report's JSON (docs/schema/report-1.schema.json) and the sheets as they are drawn. */

export type Severity = "error" | "warning" | "info";

export interface Fix {
  applicability: "safe" | "review";
  cell: string;
  value: string;
}

export interface Finding {
  rule: string;
  title: string;
  severity: Severity;
  sheet: string;
  cell: string;
  label: string;
  /** As it reads on the form; empty if blank. */
  stated: string;
  expected: string | null;
  difference: string | null;
  message: string;
  basis: string;
  fix: Fix | null;
  also_fixes?: Fix[];
  /** `rule@cell` of the finding this one follows from. */
  caused_by: string | null;
  waived?: { kind: string; reason: string; from: string };
  known?: true;
  /** The words of the 自评报告 that the finding holds against the form. */
  report?: { paragraph: number; text: string };
}

export interface Form {
  sheet: string;
  title: string;
  unit_name: string | null;
  fiscal_year: number | null;
  profile: { id: string; chosen: "given" | "detected"; explains: string; confirmed: boolean };
  score: { stated: string | null; computed: string | null };
  grade: { stated: string | null; computed: string | null };
  findings: Finding[];
  not_checked: { cell: string; what: string; why: string }[];
}

/** Why a file, or a request, was refused: a code of the manual and a sentence for a person. */
export interface Reason {
  code: string;
  message: string;
}

/** One file's entry of `ziping check --format json`. */
export interface FileEntry {
  path: string;
  sha256: string | null;
  status: "clean" | "findings" | "unreadable";
  reason: Reason | null;
  same_as?: string;
  forms: Form[];
}

export interface SheetCell {
  at: string;
  text: string;
  colspan?: number;
  rowspan?: number;
  align?: "left" | "center" | "right";
  bold?: true;
  wrap?: true;
}

/** A worksheet that carries a form. Blank cells that span nothing are left out. */
export interface Sheet {
  name: string;
  /** Widths in characters. */
  columns: number[];
  /** How many rows are drawn. */
  rows: number;
  /** The sheet's row and column that are drawn first, counted from 1. */
  first: number;
  first_column: number;
  cells: SheetCell[];
  /** Only where the sheet is too large to be drawn whole. */
  cut?: true;
}

export interface Checked {
  file: FileEntry;
  sheets: Sheet[];
}

/** A corrected workbook. */
export interface Fixed {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Cells corrected. */
  corrected: number;
}

export interface RulePage {
  id: string;
  title: string;
  severity: Severity;
  /** The rule's page in Markdown. */
  text: string;
}

export interface ProfileEntry {
  id: string;
  name: string;
}

/** A file of a folder that the server checked in place. */
export interface FolderLine {
  path: string;
  file: FileEntry;
  /** Where the corrected workbook was written. */
  output?: string;
  /** Why none was written, although it was asked for. */
  reason?: Reason;
}

/** What comes of a folder before its files: how many there are. */
export interface FolderSize {
  files: number;
}

/** Whether a finding still counts: nobody has had a word on it, and no baseline has it. */
export function counts(finding: Finding): boolean {
  return !finding.waived && !finding.known;
}

/** How many findings of a level count, over the forms of a file. */
export function count(file: FileEntry, severity: Severity): number {
  return file.forms.reduce((sum, form) => sum + form.findings.filter((f) => f.severity === severity && counts(f)).length, 0);
}

/** All changes a finding stands for. */
export function fixes(finding: Finding): Fix[] {
  return [...(finding.fix ? [finding.fix] : []), ...(finding.also_fixes ?? [])];
}

/** How many cells of a file can be corrected without a person's word. */
export function correctable(file: FileEntry): number {
  let cells = 0;
  for (const form of file.forms) {
    const safe = form.findings.filter(counts).flatMap(fixes).filter((fix) => fix.applicability === "safe");
    cells += new Set(safe.map((fix) => fix.cell)).size;
  }
  return cells;
}

/** How many errors of a file only a person can put right. */
export function toDecide(file: FileEntry): number {
  const decided = (finding: Finding) => fixes(finding).some((fix) => fix.applicability === "safe");
  return file.forms.reduce(
    (sum, form) => sum + form.findings.filter((f) => f.severity === "error" && counts(f) && !decided(f)).length,
    0,
  );
}
