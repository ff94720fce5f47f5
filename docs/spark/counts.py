"""Counts the findings of a run by rule, as each of its outputs tells them.

    python counts.py FORMS_FOLDER RUN_FOLDER

checks the folder in every format and compares with the summary and the tables of a run that wrote to RUN_FOLDER.
The program is $ZIPING, or target/debug/ziping of this repository.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import openpyxl

REPOSITORY = Path(__file__).resolve().parents[2]
ZIPING = os.environ.get("ZIPING", str(REPOSITORY / "target/debug/ziping"))
SUMMARY = "汇总.xlsx"


def said(forms, form):
    """What `check` writes in a format; exit code 2 tells of files that cannot be read."""
    command = [ZIPING, "check", str(forms), "--no-config", "--color", "never", "--format", form]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1, 2) or not run.stdout:
        raise RuntimeError(f"{command}: {run.returncode}: {run.stderr.decode()}")
    return run.stdout.decode("utf-8-sig")


def of_text(forms):
    """Findings of one rule may share a line: `△ 提醒 value-kind-clash …：11 行（39 分）：F14、F15…`."""
    sign = r"^ .*[✗△ℹ] (?:错误|提醒|提示) "
    text = said(forms, "text")
    found = Counter(re.findall(sign + r"[A-Z]+\d+  ([a-z0-9-]+)  ", text, re.MULTILINE))
    for rule, rows in re.findall(sign + r"([a-z0-9-]+) .*?：(\d+) 行", text, re.MULTILINE):
        found[rule] += int(rows)
    return found


def of_json(forms):
    files = json.loads(said(forms, "json"))["files"]
    return Counter(own["rule"] for file in files for form in file.get("forms", []) for own in form["findings"])


def of_ndjson(forms):
    lines = map(json.loads, said(forms, "ndjson").splitlines())
    return Counter(own["rule"] for line in lines for own in line.get("findings", []))


def of_csv(forms):
    rows = csv.DictReader(io.StringIO(said(forms, "csv"), newline=""))
    return Counter(row["编号"] for row in rows if row["级别"] in ("错误", "提醒", "提示"))


def of_summary(path):
    rows = openpyxl.load_workbook(path, read_only=True)["问题清单"].iter_rows(values_only=True)
    column = next(rows).index("编号")
    return Counter(row[column] for row in rows)


def of_duckdb(table):
    """Of a table that is a file, or a folder of files as Spark writes it."""
    parts = f"{table}/*.parquet" if Path(table).is_dir() else str(table)
    return Counter(dict(duckdb.execute("SELECT rule, count(*) FROM read_parquet($1) GROUP BY rule", [parts]).fetchall()))


def of_spark(spark, table):
    return Counter({line["rule"]: line["count"] for line in spark.read.parquet(str(table)).groupBy("rule").count().collect()})


def counts(forms, run):
    """All but Spark's, by the output's name."""
    return {
        "text": of_text(forms), "json": of_json(forms), "ndjson": of_ndjson(forms), "csv": of_csv(forms),
        SUMMARY: of_summary(Path(run) / SUMMARY), "Parquet by DuckDB": of_duckdb(Path(run) / "findings.parquet"),
    }


if __name__ == "__main__":
    told = counts(*sys.argv[1:])
    for output, rules in told.items():
        print(f"{output}: {rules.total()} findings of {len(rules)} rules")
    sys.exit(0 if len({frozenset(rules.items()) for rules in told.values()}) == 1 else 1)
