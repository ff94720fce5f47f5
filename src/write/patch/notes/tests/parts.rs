//! Parts as the usual programs write them, shortened.

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Excel: the author in bold, an extension, a phonetic run, a threaded comment; a check box beside the notes.
pub(super) const EXCEL: (&str, &str) = (
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="xr" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"><authors><author>审核人</author><author>tc={6A2C0F3E-0000-4000-8000-000000000001}</author></authors><commentList><comment ref="B2" authorId="0" shapeId="0" xr:uid="{00000000-0006-0000-0000-000001000000}"><text><r><rPr><b/><sz val="9"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/></rPr><t>审核人:</t></r><r><rPr><sz val="9"/></rPr><t xml:space="preserve">
请核实 &quot;得分&quot; </t></r><rPh sb="0" eb="1"><t>shen</t></rPh></text></comment><comment ref="C3" authorId="1" shapeId="0"><text><t>[Threaded comment]
Comment: 请核实</t></text></comment></commentList></comments>"#,
    r##"<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit">
  <o:idmap v:ext="edit" data="1"/>
 </o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
  path="m,l,21600r21600,l21600,xe">
  <v:stroke joinstyle="miter"/>
 </v:shapetype><v:shape id="_x0000_s1025" type="#_x0000_t202" style='position:absolute;
  margin-left:107pt;width:108pt;height:59.25pt;z-index:1;visibility:hidden' fillcolor="infoBackground [80]"
  strokecolor="none [81]" o:insetmode="auto">
  <v:fill color2="infoBackground [80]"/>
  <v:textbox style='mso-direction-alt:auto'>
   <div style='text-align:left'></div>
  </v:textbox>
  <x:ClientData ObjectType="Note">
   <x:MoveWithCells/>
   <x:SizeWithCells/>
   <x:Anchor>
    2, 15, 0, 10, 4, 15, 4, 9</x:Anchor>
   <x:AutoFill>False</x:AutoFill>
   <x:Row>1</x:Row>
   <x:Column>1</x:Column>
  </x:ClientData>
 </v:shape><v:shape id="_x0000_s1026" type="#_x0000_t202" style='visibility:hidden'>
  <x:ClientData ObjectType="Note">
   <x:Anchor>
    3, 15, 1, 10, 5, 15, 5, 9</x:Anchor>
   <x:Row>2</x:Row>
   <x:Column>2</x:Column>
  </x:ClientData>
 </v:shape><v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">
 </v:shapetype><v:shape id="复选框_x0020_1" o:spid="_x0000_s1030" type="#_x0000_t201" style='z-index:3' stroked="f">
  <v:textbox style='mso-direction-alt:auto' o:singleclick="f">
   <div style='text-align:left'><font face="宋体" size=180 color="auto">属实<br>
   已核</font></div>
  </v:textbox>
  <x:ClientData ObjectType="Checkbox">
   <x:Anchor>
    1, 5, 1, 0, 2, 6, 2, 2</x:Anchor>
   <x:Row>1</x:Row>
   <x:Column>1</x:Column>
  </x:ClientData>
 </v:shape></xml>"##,
);

/// openpyxl: plain texts; every shape declares its own prefixes, none has an anchor.
pub(super) const OPENPYXL: (&str, &str) = (
    r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>审核人</author></authors><commentList><comment ref="B2" authorId="0" shapeId="0"><text><t>原来的批注
x&lt;y</t></text></comment></commentList></comments>"#,
    r##"<xml><ns0:shapelayout xmlns:ns0="urn:schemas-microsoft-com:office:office" xmlns:ns1="urn:schemas-microsoft-com:vml" ns1:ext="edit"><ns0:idmap ns1:ext="edit" data="1"/></ns0:shapelayout><ns2:shapetype xmlns:ns2="urn:schemas-microsoft-com:vml" xmlns:ns3="urn:schemas-microsoft-com:office:office" id="_x0000_t202" coordsize="21600,21600" ns3:spt="202" path="m,l,21600r21600,l21600,xe"><ns2:stroke joinstyle="miter"/></ns2:shapetype><ns0:shape xmlns:ns0="urn:schemas-microsoft-com:vml" xmlns:ns1="urn:schemas-microsoft-com:office:office" type="#_x0000_t202" style="visibility:hidden" ns1:insetmode="auto" id="_x0000_s1026"><ns2:ClientData xmlns:ns2="urn:schemas-microsoft-com:office:excel" ObjectType="Note"><ns2:MoveWithCells/><ns2:SizeWithCells/><ns2:AutoFill>False</ns2:AutoFill><ns2:Row>1</ns2:Row><ns2:Column>1</ns2:Column></ns2:ClientData></ns0:shape></xml>"##,
);

/// LibreOffice: authors lost, line breaks as numbers, all shapes of one name, the type before each.
pub(super) const LIBREOFFICE: (&str, &str) = (
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><authors><author> </author></authors><commentList><comment ref="B2" authorId="0"><text><r><rPr><sz val="11"/><rFont val="Noto Sans CJK SC"/></rPr><t xml:space="preserve">原来的批注&#10;</t></r><r><rPr><sz val="11"/></rPr><t xml:space="preserve">x&lt;y</t></r></text></comment></commentList></comments>"#,
    r##"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:w10="urn:schemas-microsoft-com:office:word"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600l21600,21600l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype><v:shape id="shape_0" fillcolor="#ffffe1" stroked="t" type="#_x0000_t202" style="visibility:hidden"><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>2, 15, 0, 2, 7, 15, 4, 1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>"##,
);

/// WPS: names with a prefix here, to have that too; a text without runs, and one without words.
pub(super) const WPS: (&str, &str) = (
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<x:comments xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:authors><x:author>Administrator</x:author></x:authors><x:commentList><x:comment ref="B2" authorId="0"><x:text><x:t xml:space="preserve"> 原来的批注 </x:t></x:text></x:comment><x:comment ref="B3" authorId="0"><x:text/></x:comment></x:commentList></x:comments>"#,
    r##"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype><v:shape id="_x0000_s1025" o:spid="_x0000_s1025" o:spt="202" type="#_x0000_t202" style="position:absolute;visibility:hidden;" fillcolor="#FFFFE1" filled="t" stroked="t" coordsize="21600,21600" o:insetmode="auto"><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>2,15,0,10,4,31,4,9</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape><v:shape id="_x0000_s1027" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>2</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></XML >"##,
);

/// All of them, and what each has before ours.
pub(super) const ALL: [(&str, (&str, &str)); 4] =
    [("Excel", EXCEL), ("openpyxl", OPENPYXL), ("LibreOffice", LIBREOFFICE), ("WPS", WPS)];
