"""Checks the forms of a list or of an object store on a Spark cluster, and writes the tables of `ziping check --parquet`.

    spark-submit ziping_spark.py --list paths.txt --out tables
    spark-submit ziping_spark.py --objects s3a://bucket/2024/ --out s3a://bucket/2024-tables

Each partition runs one `ziping worker`. What this promises and what not: docs/scale.md.
"""

import argparse
import base64
import contextlib
import json
import subprocess
import threading
from collections import deque
from decimal import Decimal

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BooleanType, DecimalType, LongType, StringType, StructField, StructType

# How many files may wait for a worker's answer: enough that it never waits, few enough for memory.
AHEAD = 4
# Larger objects are refused, as such files in an archive are.
LARGEST = 20 * 1024 * 1024
# A partition is about so many files: a worker's start does not count, and a task that is lost is soon done again.
FILES_A_PARTITION = 1000
# What Spark takes the opening of an object to cost, in bytes; its own 4 MB would give partitions of 32 files.
OPENING = 64 * 1024
ENDINGS = ["xlsx", "xlsm", "xltx", "xltm", "xls", "et", "ett", "xlsb", "ods", "docx"]

# The program's own words, for what only this job sees.
GAVE_UP = "F042", {
    "zh": "程序处理这份文件时遇到意外，没有核对；其他文件不受影响，请把这份文件发给我们",
    "en": "the program met something unexpected in this file and did not check it; please send it to us",
}
TOO_LARGE = "F020", {
    "zh": "这份文件超过 20 MB 上限，远大于自评表；请只保留自评表再试",
    "en": "this file has more than 20 MB; keep only the form and try again",
}

TEXT, INTEGER, FLAG, DECIMAL = StringType(), LongType(), BooleanType(), DecimalType(38, 18)

# The tables as docs/parquet.md lists them.
FORMS = {
    "file": TEXT, "sha256": TEXT, "status": TEXT, "reason_code": TEXT, "reason": TEXT, "same_as": TEXT,
    "corrected": INTEGER, "output": TEXT, "form_index": INTEGER, "sheet": TEXT, "title": TEXT, "kind": TEXT,
    "unit_name": TEXT, "project_name": TEXT, "fiscal_year": INTEGER, "amount_unit": TEXT, "profile": TEXT,
    "profile_name": TEXT, "profile_given": FLAG, "profile_confirmed": FLAG, "scores_explained": INTEGER,
    "scores_stated": INTEGER, "original_budget": DECIMAL, "revised_budget": DECIMAL, "outturn": DECIMAL,
    "execution_rate": DECIMAL, "stated_score": DECIMAL, "computed_score": DECIMAL, "stated_grade": TEXT,
    "computed_grade": TEXT, "indicators": INTEGER, "findings": INTEGER, "errors": INTEGER, "warnings": INTEGER,
    "infos": INTEGER, "waived": INTEGER, "known": INTEGER, "not_checked": INTEGER, "beyond_decimal": TEXT,
}
INDICATORS = {
    "file": TEXT, "form_index": INTEGER, "sheet": TEXT, "row": INTEGER, "level1": TEXT, "level2": TEXT,
    "level3": TEXT, "sign": TEXT, "target": TEXT, "unit": TEXT, "actual": TEXT, "weight": DECIMAL,
    "score": DECIMAL, "deviation": DECIMAL, "variance_note": TEXT, "note_cell": TEXT, "beyond_decimal": TEXT,
}
FINDINGS = {
    "file": TEXT, "form_index": INTEGER, "sheet": TEXT, "rule": TEXT, "title": TEXT, "severity": TEXT,
    "cell": TEXT, "label": TEXT, "stated": TEXT, "expected": TEXT, "difference": TEXT, "message": TEXT,
    "basis": TEXT, "fixes": INTEGER, "fix_applicability": TEXT, "fix_cell": TEXT, "fix_value": TEXT,
    "caused_by": TEXT, "waived_kind": TEXT, "waived_reason": TEXT, "known": FLAG,
}


# Records: a file a task, a line of JSON a record, as `ziping worker` has them.


class Worker:
    """A `ziping worker`, and the thread that feeds it, so that neither side waits while the other writes."""

    def __init__(self, command, tasks, waiting):
        self.tasks, self.waiting = tasks, waiting
        self.exhausted, self.failure, self.ended = False, None, False
        self.room = threading.Semaphore(AHEAD - len(waiting))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.greet(command)
        self.feeder = threading.Thread(target=self.feed, args=[list(waiting)], daemon=True)
        self.feeder.start()

    def greet(self, command):
        """Has a line answered that is no task: a program that cannot even do that is not there, or called wrongly."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(b"{}\n")
            self.process.stdin.flush()
        if not self.process.stdout.readline().endswith(b"\n"):
            self.hang_up()
            self.end()
            raise RuntimeError(f"{command} does not work; its words are in this executor's log")

    def feed(self, again):
        """Writes the tasks that a dead worker left, then new ones; a task waits before it is written."""
        try:
            for task in again:
                self.write(task)
            while self.room.acquire() and not self.ended:
                task = next(self.tasks, None)
                if task is None:
                    self.exhausted = True
                    return
                self.waiting.append(task)
                self.write(task)
        except BrokenPipeError:
            pass
        except Exception as failure:
            self.failure = failure
        finally:
            self.hang_up()

    def hang_up(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()

    def write(self, task):
        path, content = task
        line = {"path": path}
        if content is not None:
            line["base64"] = base64.b64encode(content).decode("ascii")
        self.process.stdin.write(json.dumps(line).encode("ascii") + b"\n")
        self.process.stdin.flush()

    def answers(self):
        """Its whole lines, until it ends."""
        for line in self.process.stdout:
            if not line.endswith(b"\n"):
                return
            yield line.decode("utf-8").rstrip("\n")
            self.room.release()

    def end(self):
        self.ended = True
        self.room.release()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def records(command, lang, tasks):
    """The record of each task `(path, content)`, in order; without content the worker reads the path itself.

    A worker that dies is started anew with what it left; a file that it dies of twice gets a record with a reason.
    """
    tasks = iter(task for task in tasks)
    waiting = deque()
    suspect = None
    while True:
        worker = Worker(command, tasks, waiting)
        try:
            for answer in worker.answers():
                path, _ = waiting.popleft()
                if json.loads(answer)["path"] != path:
                    raise RuntimeError(f"an answer that is not about {path}: {answer[:200]}")
                yield answer
        finally:
            worker.end()
        worker.feeder.join()
        if worker.failure:
            raise worker.failure
        if waiting and waiting[0] is suspect:
            yield refused(waiting.popleft()[0], GAVE_UP, lang)
        elif waiting:
            suspect = waiting[0]
        elif worker.exhausted:
            return


def refused(path, reason, lang):
    """The record of a file that no worker answered for."""
    code, message = reason
    return json.dumps({
        "path": path, "sha256": None, "status": "unreadable", "reason": {"code": code, "message": message[lang]},
        "same_as": None, "corrected": 0, "output": None, "forms": [],
    }, ensure_ascii=False)


# Rows: what a record is in each table.


def form_rows(file):
    reason = file["reason"] or {}
    head = (
        file["path"], file["sha256"], file["status"], reason.get("code"), reason.get("message"), file["same_as"],
        file["corrected"], file["output"],
    )
    if not file["forms"]:
        yield row(FORMS, head + (None,) * (len(FORMS) - 1 - len(head)))
    for number, form in enumerate(file["forms"], 1):
        profile, findings = form["profile"], form["findings"]
        is_open = [own["severity"] for own in findings if own["waived"] is None and not own["known"]]
        yield row(FORMS, head + (
            number, form["sheet"], form["title"], form["kind"], form["unit_name"], form["project_name"],
            form["fiscal_year"], form["amount_unit"], profile["id"], profile["name"], profile["given"],
            profile["confirmed"], profile["explained"], profile["stated"], form["original_budget"],
            form["revised_budget"], form["outturn"], form["execution_rate"], form["stated_score"],
            form["computed_score"], form["stated_grade"], form["computed_grade"], len(form["indicators"]),
            len(findings), is_open.count("error"), is_open.count("warning"), is_open.count("info"),
            sum(own["waived"] is not None for own in findings),
            sum(own["waived"] is None and own["known"] for own in findings), form["not_checked"],
        ))


def indicator_rows(file):
    for number, form in enumerate(file["forms"], 1):
        for own in form["indicators"]:
            texts = (own[name] or None for name in ("level1", "level2", "level3", "sign", "target", "unit", "actual"))
            yield row(INDICATORS, (
                file["path"], number, form["sheet"], own["row"], *texts, own["weight"], own["score"],
                own["deviation"], own["variance_note"] or None, own["note_cell"],
            ))


def finding_rows(file):
    for number, form in enumerate(file["forms"], 1):
        for own in form["findings"]:
            fix = own["fixes"][0] if own["fixes"] else {}
            waived = own["waived"] or {}
            yield row(FINDINGS, (
                file["path"], number, form["sheet"], own["rule"], own["title"], own["severity"], own["cell"],
                own["label"], own["stated"], own["expected"], own["difference"], own["message"], own["basis"],
                len(own["fixes"]), fix.get("applicability"), fix.get("cell"), fix.get("value"), own["caused_by"],
                waived.get("kind"), waived.get("reason"), own["known"],
            ))


TABLES = {
    "forms": (FORMS, form_rows), "indicators": (INDICATORS, indicator_rows), "findings": (FINDINGS, finding_rows),
}


def row(columns, values):
    """The values with decimals for the texts of numbers, and behind them those that no decimal column holds."""
    if "beyond_decimal" not in columns:
        return values
    beyond, typed = [], []
    for (name, kind), value in zip(columns.items(), values):
        if isinstance(kind, DecimalType) and value is not None:
            number = Decimal(value)
            if not fits(number):
                beyond.append(f"{name}={value}")
                number = None
            value = number
        typed.append(value)
    return (*typed, "; ".join(beyond) or None)


def fits(number):
    """Whether 38 digits with 18 behind the point hold a number as it is."""
    _, digits, exponent = number.as_tuple()
    digits = "".join(map(str, digits))
    significant = digits.rstrip("0")
    if not significant.strip("0"):
        return True
    places = -(exponent + len(digits) - len(significant))
    return places <= 18 and number.adjusted() < 20


# The job.


def listed(spark, paths, check):
    """The records of the paths in a UTF-8 text file, one a line; every executor must see them under these names."""
    lines = spark.read.text(paths).where(F.trim("value") != "")
    partitions = max(spark.sparkContext.defaultParallelism, lines.count() // FILES_A_PARTITION)
    tasks = lines.repartition(partitions).rdd.map(lambda line: (line.value, None))
    return tasks.mapPartitions(check)


def stored(spark, folders, check, lang):
    """The records of the objects below some folders whose names end as forms' names do; locks of Office are none."""
    spark.conf.set("spark.sql.files.openCostInBytes", OPENING)
    either = ",".join("".join(f"[{letter}{letter.upper()}]" for letter in ending) for ending in ENDINGS)
    objects = (
        spark.read.format("binaryFile").option("recursiveFileLookup", True)
        .option("pathGlobFilter", f"*.{{{either}}}").load(folders).where(~F.col("path").rlike(r"/~\$[^/]*$"))
    )
    # Spark reads no content where the length already says no, and none that nobody asks for.
    tasks = objects.where(F.col("length") <= LARGEST).select("path", "content")
    large = objects.where(F.col("length") > LARGEST).select("path")
    return tasks.rdd.map(tuple).mapPartitions(check).union(
        large.rdd.map(lambda line: refused(line.path, TOO_LARGE, lang)))


def write(spark, records_of, out, mode):
    """Writes the records, and from what was written the tables, so that all three tell of one check of each file."""
    spark.createDataFrame(records_of.map(lambda record: (record,)), "record STRING").write.mode(mode).parquet(
        f"{out}/records")
    for name, (columns, rows) in TABLES.items():
        schema = StructType([StructField(column, kind) for column, kind in columns.items()])
        written = spark.read.parquet(f"{out}/records").rdd.flatMap(lambda line, rows=rows: rows(json.loads(line.record)))
        spark.createDataFrame(written, schema).write.mode(mode).parquet(f"{out}/{name}.parquet")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--list", metavar="FILE", help="a UTF-8 text file with a path a line")
    source.add_argument("--objects", metavar="FOLDER", nargs="+", help="folders that Spark can read: s3a://…, hdfs://…")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where records and tables go")
    parser.add_argument("--ziping", default="ziping", metavar="PROGRAM", help="the program as each executor finds it")
    parser.add_argument("--profile", help="the scoring to check by, for all files")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="the language of sentences")
    parser.add_argument("--force", action="store_true", help="replace what is in --out")
    given = parser.parse_args(arguments)

    command = [given.ziping, "worker", "--no-config", "--lang", given.lang]
    if given.profile:
        command += ["--profile", given.profile]
    lang = given.lang

    def check(tasks):
        return records(command, lang, tasks)

    spark = SparkSession.builder.appName("ziping").getOrCreate()
    found = listed(spark, given.list, check) if given.list else stored(spark, given.objects, check, lang)
    write(spark, found, given.out.rstrip("/"), "overwrite" if given.force else "errorifexists")


if __name__ == "__main__":
    main()
