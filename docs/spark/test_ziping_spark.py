"""Holds ziping_spark.py against `ziping check --parquet` on one machine, row for row.

    python docs/spark/test_ziping_spark.py

Needs requirements.txt beside this file, Java 17 or later, and the program and the generator of forms: $ZIPING and $GENERATE,
or those of `cargo build --bins --examples`.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import unittest
from decimal import Decimal
from pathlib import Path
from unittest import mock

import duckdb
import openpyxl
from pyspark.sql import SparkSession

import counts
import ziping_spark

os.environ["PYSPARK_PYTHON"] = sys.executable
REPOSITORY = counts.REPOSITORY
ZIPING = str(Path(counts.ZIPING).resolve())
GENERATE = os.environ.get("GENERATE", str(REPOSITORY / "target/debug/examples/generate"))
JOB = Path(ziping_spark.__file__).resolve()
COMMAND = [ZIPING, "worker", "--no-config"]

# Short runs: no pages to look at, and code compiled quickly rather than well.
BRIEF = {"spark.ui.enabled": "false", "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}

# A worker that dies of some files, by their names: always, or the first time.
FRAGILE = """#!{python}
import json, os, pathlib, subprocess, sys
worker = subprocess.Popen([{ziping!r}, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for line in sys.stdin.buffer:
    name = json.loads(line).get("path", "")
    once = pathlib.Path({folder!r}, "died once")
    if "中途" in name:
        os.write(1, b'{{"path":"')
    first = "一次" in name and not once.exists()
    if first:
        once.touch()
    if first or "毒" in name:
        worker.kill()
        os.kill(os.getpid(), 9)
    if "退出" in name:
        sys.exit(3)
    worker.stdin.write(line)
    worker.stdin.flush()
    sys.stdout.buffer.write(worker.stdout.readline())
    sys.stdout.buffer.flush()
"""


def fragile(folder):
    program = Path(folder, "fragile")
    program.write_text(FRAGILE.format(python=sys.executable, ziping=ZIPING, folder=str(folder)), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def submit(*arguments):
    """Starts the job as a user does, on two cores."""
    brief = [part for name, value in BRIEF.items() for part in ("--conf", f"{name}={value}")]
    command = [Path(sys.executable).with_name("spark-submit"), "--master", "local[2]", *brief, JOB, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)


def rows(table, strip=""):
    """All rows of a table, sorted; `strip` is taken off the front of file names."""
    parts = f"{table}/*.parquet" if table.is_dir() else str(table)
    relation = duckdb.execute("SELECT * REPLACE (CASE WHEN starts_with(file, $2) THEN substr(file, len($2) + 1) "
                              "ELSE file END AS file) FROM read_parquet($1)", [parts, strip])
    return sorted(relation.fetchall(), key=repr)


def schema(table):
    """Names, logical and physical types of a table's columns as they stand in the file, without the root's name."""
    part = next(table.glob("*.parquet")) if table.is_dir() else table
    return duckdb.execute("SELECT name, type, type_length, repetition_type, converted_type, scale, precision "
                          "FROM parquet_schema($1)", [str(part)]).fetchall()[1:]


class Records(unittest.TestCase):
    """The worker and its feeder, without Spark."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.form = REPOSITORY / "workbook-templates/national-project/example.xlsx"

    def names(self, *names):
        for name in names:
            shutil.copy(self.form, self.folder / name)
        return [str(self.folder / name) for name in names]

    def records(self, command, tasks, lang="zh"):
        return [json.loads(own) for own in ziping_spark.records(command, lang, tasks)]

    def test_no_file_is_lost_with_its_worker(self):
        paths = self.names(
            "毒0.xlsx", "毒1.xlsx", "甲.xlsx", "一次.xlsx", "中途毒.xlsx", "乙.xlsx", "丙.xlsx", "丁.xlsx", "戊.xlsx", "退出.xlsx",
            "己.xlsx", "毒2.xlsx")
        command = [fragile(self.folder), "worker", "--no-config"]
        found = self.records(command, ((path, None) for path in paths))
        self.assertEqual([own["path"] for own in found], paths)
        sound = self.records(COMMAND, ((path, None) for path in paths))
        self.assertEqual({own["status"] for own in sound}, {"findings"})
        self.assertTrue((self.folder / "died once").exists())
        for own, expected in zip(found, sound):
            if re.search("毒|退出", own["path"]):
                self.assertEqual((own["status"], own["reason"]["code"], own["forms"]), ("unreadable", "F042", []))
                self.assertEqual(own.keys(), expected.keys())
            else:
                self.assertEqual(own, expected)

    def test_a_message_is_the_programs_own(self):
        _, message = ziping_spark.GAVE_UP
        source = (REPOSITORY / "src/report/explain.rs").read_text(encoding="utf-8")
        for text in message.values():
            self.assertIn(f'"{text}"', source)
        [record] = self.records([fragile(self.folder), "worker"], [("毒.xlsx", b"")], "en")
        self.assertEqual(record["reason"]["message"], message["en"])

    def test_neither_side_waits_for_the_other_to_read(self):
        many = [(f"{number}.xlsx", bytes(3_000_000)) for number in range(12)]
        self.assertEqual([own["reason"]["code"] for own in self.records(COMMAND, many)], ["F010"] * 12)
        self.assertEqual(self.records(COMMAND, []), [])

    def test_the_largest_object_passes_with_its_path(self):
        path = "甲" * 1000 + ".xlsx"
        [record] = self.records(COMMAND, [(path, bytes(ziping_spark.LARGEST))])
        self.assertEqual((record["path"], record["reason"]["code"]), (path, "F010"))

    def test_a_program_that_does_not_work_is_no_files_fault(self):
        for command in (["/nowhere/ziping"], ["false"], [*COMMAND, "--profile", "nobody's"]):
            with self.subTest(command), self.assertRaises((OSError, RuntimeError)):
                self.records(command, [("甲.xlsx", b"")])

    def test_a_source_that_fails_fails_the_partition(self):
        def tasks():
            yield "甲.xlsx", b""
            raise LookupError("the source broke off")

        with self.assertRaises(LookupError):
            self.records(COMMAND, tasks())

    def test_answers_about_something_else_are_not_taken(self):
        program = self.folder / "babbler"
        program.write_text('#!/bin/sh\nwhile read -r line; do echo \'{"path":"?"}\'; done\n')
        program.chmod(0o755)
        with self.assertRaises(RuntimeError):
            self.records([str(program)], [("甲.xlsx", b"")])

    def test_no_worker_stays_behind(self):
        begun, more = [], threading.Event()
        self.addCleanup(more.set)

        def slow():
            yield "甲.xlsx", b""
            more.wait()

        def start(*arguments, **options):
            begun.append(popen(*arguments, **options))
            return begun[-1]

        popen = subprocess.Popen
        with mock.patch.object(subprocess, "Popen", start):
            half = ziping_spark.records(COMMAND, "zh", slow())
            next(half)
            half.close()
            self.records(COMMAND, [("甲.xlsx", b"")])
        self.assertEqual(len(begun), 2)
        self.assertTrue(all(process.returncode is not None for process in begun))


class Rows(unittest.TestCase):
    def test_decimals_are_never_rounded(self):
        for number, expected in {
            "0": True, "0.0000000000000000000": True, "-94.37": True, "94.3678160919540200": True,
            "0.000000000000000001": True, "0.0000000000000000010": True, "0.0000000000000000001": False,
            "1.0000000000000000001": False, "99999999999999999999.999999999999999999": True,
            "100000000000000000000": False, "79228162514264337593543950335": False,
        }.items():
            self.assertEqual(ziping_spark.fits(Decimal(number)), expected, number)

    def test_what_a_person_or_the_baseline_knows_counts_nowhere(self):
        run = subprocess.run(COMMAND, input=json.dumps({"path": str(
            REPOSITORY / "workbook-templates/national-project/example.xlsx")}).encode(), stdout=subprocess.PIPE, check=True)
        file = json.loads(run.stdout)
        findings = file["forms"][0]["findings"]
        findings[0]["waived"] = {"kind": "误报", "reason": "见附件", "from": "ziping.toml:12"}
        findings[0]["known"] = findings[1]["known"] = True
        [form] = [dict(zip(ziping_spark.FORMS, row)) for row in ziping_spark.form_rows(file)]
        self.assertEqual([form[name] for name in ("findings", "waived", "known")], [len(findings), 1, 1])
        self.assertEqual(sum(form[name] for name in ("errors", "warnings", "infos")), len(findings) - 2)
        first, second, *_ = (dict(zip(ziping_spark.FINDINGS, row)) for row in ziping_spark.finding_rows(file))
        self.assertEqual([first[name] for name in ("waived_kind", "waived_reason", "known")], ["误报", "见附件", True])
        self.assertEqual([second[name] for name in ("waived_kind", "waived_reason", "known")], [None, None, True])


class Job(unittest.TestCase):
    """The job on Spark against one machine."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory())).resolve()
        cls.forms, cls.one = cls.folder / "表", cls.folder / "one"
        cls.one.mkdir()
        subprocess.run([GENERATE, "--forms", "200", "--seed", "7", "--faults", "0.5", cls.forms], check=True)
        (cls.forms / "下级 #1%").mkdir()
        (cls.forms / "下级 #1%" / "坏.XLSX").write_bytes(b"x")
        (cls.forms / "~$锁.xlsx").write_bytes(b"x")
        two_forms(cls.forms / "两张.xlsx")
        run = subprocess.run([ZIPING, "check", cls.forms, "--no-config", "--report", cls.one / counts.SUMMARY,
                              "--parquet", cls.one], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert run.returncode == 2, run.stderr.decode()

        paths = [str(path) for path in cls.forms.rglob("*") if path.suffix.lower() == ".xlsx" and path.name[0] != "~"]
        (cls.folder / "list.txt").write_text("\n".join(paths) + "\n\n", encoding="utf-8")
        cls.files = len(paths)

    def done(self, *arguments, out):
        run = submit(*arguments, "--out", self.folder / out)
        self.assertEqual(run.returncode, 0, run.stdout.decode())
        return self.folder / out

    def same_tables(self, tables, strip):
        for name in ziping_spark.TABLES:
            one, many = self.one / f"{name}.parquet", tables / f"{name}.parquet"
            self.assertTrue((many / "_SUCCESS").exists())
            self.assertEqual(schema(many), schema(one), name)
            expected = rows(one)
            self.assertGreater(len(expected), 200)
            self.assertEqual(rows(many, strip), expected, name)

    def test_a_list_and_objects_give_the_tables_of_one_machine(self):
        listed = self.done("--list", self.folder / "list.txt", "--ziping", ZIPING, out="listed")
        self.same_tables(listed, "")
        stored = self.done("--objects", f"file://{self.forms}", "--ziping", ZIPING, out="stored")
        self.same_tables(stored, "file:")

        forms = duckdb.execute("SELECT count(DISTINCT file), count(reason), max(form_index), count(beyond_decimal) "
                               "FROM read_parquet($1)", [f"{listed}/forms.parquet/*.parquet"]).fetchone()
        self.assertEqual(forms, (self.files, 1, 2, 1), "the set has what is hard")

        told = counts.counts(self.forms, self.one)
        told["Parquet of Spark by DuckDB"] = counts.of_duckdb(listed / "findings.parquet")
        spark = SparkSession.builder.master("local[2]").config(map=BRIEF).getOrCreate()
        self.addCleanup(spark.stop)
        for folder in (self.one, listed, stored):
            told[f"Parquet by Spark: {folder.name}"] = counts.of_spark(spark, folder / "findings.parquet")
            for name in ziping_spark.TABLES:
                read = spark.read.parquet(str(folder / f"{name}.parquet")).schema
                kinds = {own.name: own.dataType for own in read}
                self.assertEqual(list(kinds.items()), list(ziping_spark.TABLES[name][0].items()))
        for output, rules in told.items():
            self.assertEqual(rules, told["json"], output)
        self.assertGreater(told["json"].total(), 200)

        before = sorted((path, path.stat().st_mtime_ns) for path in listed.rglob("*"))
        again = submit("--list", self.folder / "list.txt", "--ziping", ZIPING, "--out", listed)
        self.assertNotEqual(again.returncode, 0)
        self.assertEqual(sorted((path, path.stat().st_mtime_ns) for path in listed.rglob("*")), before)

    def test_a_poison_a_giant_and_a_copy(self):
        some = self.folder / "some"
        some.mkdir()
        for number, path in enumerate(sorted(self.forms.glob("0*.xlsx"))[:12]):
            shutil.copy(path, some / f"{number}.xlsx")
        shutil.copy(some / "3.xlsx", some / "又一份3.xlsx")
        for name in ("毒a.xlsx", "毒b.xlsx"):
            shutil.copy(some / "0.xlsx", some / name)
        with open(some / "大.xlsx", "wb") as giant:
            giant.truncate(ziping_spark.LARGEST + 1)
        tables = self.done("--objects", f"file://{some}", "--ziping", fragile(self.folder), out="poisoned")
        found = {Path(row[0]).name: row for row in rows(tables / "forms.parquet")}
        self.assertEqual(len(found), 16)
        refused = {name: row[3] for name, row in found.items() if row[2] == "unreadable"}
        self.assertEqual(refused, {"毒a.xlsx": "F042", "毒b.xlsx": "F042", "大.xlsx": "F020"})

        page = (REPOSITORY / "docs/scale.md").read_text(encoding="utf-8")
        [query] = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
        database = duckdb.connect()
        database.execute(f"SET file_search_path = '{tables}'")
        [[sha256, copies, files]] = database.execute(query).fetchall()
        self.assertEqual((sha256, copies), (found["3.xlsx"][1], 2))
        self.assertEqual([Path(file).name for file in files], ["3.xlsx", "又一份3.xlsx"])

    def test_a_program_that_does_not_work_leaves_no_table(self):
        out = self.folder / "nothing"
        run = submit("--list", self.folder / "list.txt", "--ziping", ZIPING, "--profile", "nobody", "--out", out)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("does not work", run.stdout.decode())
        self.assertEqual([path for path in out.rglob("*.parquet") if path.is_file()], [])
        self.assertFalse(any(out.rglob("_SUCCESS")))


def two_forms(path):
    """The example with its form on a second sheet, with an outturn that no decimal column holds."""
    book = openpyxl.load_workbook(REPOSITORY / "workbook-templates/national-project/example.xlsx")
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title = "第二张"
    assert copy["B6"].value == "年度资金总额"
    copy["F6"] = 1e-19
    book.save(path)


if __name__ == "__main__":
    # Spark leaves sockets to the interpreter.
    unittest.main(verbosity=2, warnings="ignore")
