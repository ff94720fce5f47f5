"""Loads a workbook and saves it as openpyxl does: notes, validations, conditions, named styles, no cached values."""

import io
import sys

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, IconSetRule
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

source, target = sys.argv[1:]
workbook = load_workbook(source)
sheet = workbook.active

sheet["H15"].comment = Comment("水表数量以验收单为准。", "财务科", width=200, height=60)
sheet["B3"].comment = Comment("名称与批复一致。", "财务科")

grades = DataValidation(type="list", formula1='"优,良,中,差"', allow_blank=True)
grades.add("G27")
points = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
points.add("H13:H25")
sheet.add_data_validation(grades)
sheet.add_data_validation(points)

red = PatternFill(bgColor="FFC7CE")
sheet.conditional_formatting.add("H13:H25", CellIsRule(operator="lessThan", formula=["0"], fill=red))
scale = ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="63BE7B")
sheet.conditional_formatting.add("G13:G25", scale)
sheet.conditional_formatting.add("H6:H8", IconSetRule("3TrafficLights1", "percent", [0, 33, 67]))

workbook.add_named_style(NamedStyle("表注", font=Font(name="楷体", size=9, italic=True)))
sheet["A29"].style = "表注"
sheet.freeze_panes = "A3"
sheet.print_title_rows = "1:2"
try:
    from PIL import Image as Picture
except ImportError:
    pass
else:
    dots = io.BytesIO()
    Picture.new("RGB", (2, 2), "red").save(dots, "PNG")
    sheet.add_image(Image(dots), "A32")

summary = workbook.create_sheet("汇总")
summary["A1"] = f"='{sheet.title}'!H26"
summary["A2"] = '=IF(A1>=90,"优","良")'

workbook.save(target)
