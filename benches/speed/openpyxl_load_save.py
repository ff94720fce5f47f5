"""What loading and saving a workbook takes with openpyxl: python3 benches/speed/openpyxl_load_save.py FILE…"""

import io
import sys
import time

import openpyxl

RUNS = 60

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        content = file.read()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        openpyxl.load_workbook(io.BytesIO(content)).save(io.BytesIO())
        times.append(time.perf_counter() - start)
    times.sort()
    print(f"{times[RUNS // 2] * 1e3:.1f} ms median, {times[0] * 1e3:.1f} ms at best  {path}")
