"""A plain checker with openpyxl, to hold the speed of `ziping check` against: six rules of some sixty.

python3 benches/openpyxl_checker.py FOLDER            findings and forms a second
python3 benches/openpyxl_checker.py FOLDER --list     each finding as file, rule and cell
"""

import re
import sys
import time
from pathlib import Path

import openpyxl

FUNDING = {
    "budget": {"全年预算数", "调整后预算数", "预算数（A）", "全年（调整）预算数"},
    "outturn": {"全年执行数", "预算执行数", "执行数（B）"},
    "weight": {"分值", "权重", "执行率权重"},
    "rate": {"执行率", "预算执行率", "执行率（B/A）"},
    "score": {"得分", "执行率得分", "得分（20分*执行率）"},
}
INDICATORS = {
    "name": {"三级指标", "指标名称"},
    "sign": {"指标性质"},
    "target": {"年度指标值", "指标值", "年初目标值（A）", "调整指标值"},
    "actual": {"实际完成值", "完成值", "实际完成值（B）", "全年完成值"},
    "weight": {"分值", "权重", "指标权重"},
    "score": {"得分", "指标得分"},
    "deviation": {"偏差度"},
}
TOLERANCE = 0.0101


def text(cell):
    return re.sub(r"\s", "", str(cell.value)) if cell.value is not None else ""


def number(cell):
    """The cell's number, in percent where it is one; None for words."""
    value = cell.value
    if isinstance(value, (int, float)):
        return value * 100 if "%" in cell.number_format else value
    found = re.fullmatch(r"[≥≤=＝]?(-?[\d.,]+)%?\D*", text(cell))
    return float(found[1].replace(",", "")) if found else None


def columns(cells, headings):
    """Where each heading stands among some cells."""
    found = {}
    for cell in cells:
        for field, words in headings.items():
            if text(cell) in words:
                # The lower one of two lines of headings counts.
                found[field] = cell.column - 1
    return found


def find(rows, needed, headings, lines=1):
    """The first line that has all needed headings, and their columns."""
    for at in range(len(rows)):
        found = columns([cell for row in rows[at : at + lines] for cell in row], headings)
        if set(needed) <= set(found):
            return at, found
    return None, {}


def deviation(row, at):
    """偏差度 in percent, and the same without its sign for indicators of which less is better."""
    target, actual = number(row[at["target"]]), number(row[at["actual"]])
    if not target or actual is None:
        return None
    off = (actual - target) / target * 100
    if "≤" in text(row[at["target"]]):
        return (0.0, 0.0) if off <= 0 else (-off, off)
    return (min(off, 0.0),) * 2


def check(sheet):
    rows = list(sheet.iter_rows())
    head, fund = find(rows, ["budget", "outturn", "rate"], FUNDING)
    first, at = find(rows, ["name", "target", "actual", "weight", "score"], INDICATORS)
    if first is None or head is None:
        return
    if "sign" in at or text(rows[first][at["target"]]) not in INDICATORS["target"]:
        first, at = find(rows, ["name", "target", "actual", "weight", "score"], INDICATORS, 2)
    items, total = [], None
    for row in rows[first + 1 :]:
        if any(text(cell) == "总分" for cell in row[:3]):
            total = row
            break
        if number(row[at["weight"]]) is not None:
            items.append(row)

    points, earned = 0.0, 0.0
    for line, row in enumerate(rows[head + 1 : first]):
        budget, outturn, stated = (number(row[fund[key]]) for key in ("budget", "outturn", "rate"))
        if not budget or outturn is None:
            continue
        rate = outturn / budget * 100
        if stated is not None and abs(stated - rate) > 0.0501:
            yield "execution-rate-disagrees", row[fund["rate"]]
        if line == 0 and "score" in fund:
            points, earned = number(row[fund["weight"]]), number(row[fund["score"]])
            named = [item for item in items if text(item[at["name"]]).endswith("预算执行率")]
            targets = [number(item[at["target"]]) for item in named if "deviation" in at] + [100]
            right = [points * min(rate / target, 1) for target in targets]
            if all(abs(earned - own) > TOLERANCE for own in right):
                yield "execution-score-disagrees", row[fund["score"]]

    weights = sum(number(row[at["weight"]]) for row in items) + points
    # Henan gives 30 points elsewhere, and the form has 10 for the budget.
    is_henan = any("河南" in text(cell) for row in rows[:head] for cell in row)
    whole = 80 if is_henan else 100
    if total and (weights != whole or number(total[at["weight"]]) != whole):
        yield "weights-off-total", total[at["weight"]]

    scores = [number(row[at["score"]]) for row in items]
    if total and None not in scores:
        if abs(number(total[at["score"]]) - sum(scores) - earned) > TOLERANCE:
            yield "total-off-sum", total[at["score"]]

    for row, score in zip(items, scores):
        if score is not None and score > number(row[at["weight"]]):
            yield "score-above-weight", row[at["score"]]
        if "deviation" in at:
            stated, right = number(row[at["deviation"]]), deviation(row, at)
            if right and all(abs(stated - own) > 0.0501 for own in right):
                yield "deviation-disagrees", row[at["deviation"]]


def main():
    folder, is_list = Path(sys.argv[1]), "--list" in sys.argv
    files = sorted(folder.glob("*.xlsx"))
    findings, start = 0, time.perf_counter()
    for path in files:
        book = openpyxl.load_workbook(path, data_only=True)
        for sheet in book.worksheets:
            for rule, cell in check(sheet):
                findings += 1
                if is_list:
                    print(path.name, rule, cell.coordinate)
    took = time.perf_counter() - start
    print(f"{len(files)} forms, {findings} findings, {len(files) / took:.1f} forms a second")


main()
