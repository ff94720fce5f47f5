"""Prints the cached values of workbooks as JSON: a list of {sheet: {cell: value}}, null for one that openpyxl does not load."""

import json
import sys

from openpyxl import load_workbook


def values(path):
    try:
        load_workbook(path, keep_vba=True)
        book = load_workbook(path, data_only=True)
    except Exception as error:  # whatever openpyxl does not understand
        print(f"{path}: {error}", file=sys.stderr)
        return None
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


json.dump([values(path) for path in sys.argv[1:]], sys.stdout, ensure_ascii=False, default=str)
