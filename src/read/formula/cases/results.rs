//! Formulas with results worked out by hand.

use super::{changes, sheet, workbook};

/// What a formula in H1 gives beside a few cells; A1 counts as changed, so that whatever reads it is worked out.
fn result(formula: &str) -> String {
    let formula = format!("={formula}");
    let cells = [
        ("A1", "0"),
        ("A2", "2.5"),
        ("A3", "10"),
        ("B1", "'10"),
        ("B2", "'—"),
        ("B3", "TRUE"),
        ("C1", "#DIV/0!"),
        ("C2", "#N/A"),
        ("C3", "'Ok"),
        ("H1", formula.as_str()),
    ];
    let changed = changes(&workbook(vec![sheet("表1", &cells)], &[]), &[(0, "A1", "4")]);
    match changed.as_slice() {
        [] => "1".to_owned(),
        [line] => line.strip_prefix("0!H1 = ").expect("one formula").to_owned(),
        lines => panic!("{lines:?}"),
    }
}

#[test]
fn works_formulas_out_as_excel_does() {
    for (formula, expected) in [
        // Operators and how they bind.
        ("A1+A2*A3", "29"),
        ("(A1+A2)*A3", "65"),
        ("A3-A1-A2", "3.5"),
        ("A3/A1/A2", "1"),
        ("-A1^2", "16"),
        ("0-A1^2", "-16"),
        ("2^3^2+0*A1", "64"),
        ("A1^-1", "0.25"),
        ("A1^0.5", "?"),
        ("(A1-4)^-1", "#DIV/0!"),
        ("A1%", "0.04"),
        ("A1%%*A3", "0.004"),
        ("--A1-+-A1", "8"),
        ("1.5E+2+A1", "154"),
        (".5+A1", "4.5"),
        ("A1/3*3=4", "TRUE"),
        ("A1-A1/3*3", "0"),
        ("A1/0", "#DIV/0!"),
        ("A1+C1", "#DIV/0!"),
        ("A1+C2", "?"),
        ("A1+#N/A", "?"),
        ("A1+#DIV/0!", "#DIV/0!"),
        // Texts, truth values and blanks where a number is called for.
        ("A1+B1", "14"),
        ("A1+\"10\"", "14"),
        ("A1+B2", "?"),
        ("A1+B3", "5"),
        ("A1+\" 1,234.5 \"", "1238.5"),
        ("A1+\"１２\"", "16"),
        ("A1+\"'12\"", "?"),
        ("A1+\"12\u{a0}\"", "?"),
        ("A1+\"\"", "?"),
        ("-(A1-4)", "0"),
        ("-(A1-4)&\"\"", "'0"),
        ("ROUND(-A1/1000,0)", "0"),
        ("A1+Z9", "4"),
        ("IF(A1>0,Z9,1)", "0"),
        // Joined texts.
        ("A1&\"分\"", "'4分"),
        ("A2&Z9&A1", "'2.54"),
        ("A1/3&\"\"", "'1.33333333333333"),
        ("A1&B3&\"a\"\"b\"", "'4TRUEa\"b"),
        ("A1/1000000&\"\"", "?"),
        // Comparisons.
        ("AND(A1>=4,A1<=4,A1=4,A1<>5,A1<5,A1>3)", "TRUE"),
        ("A1=\"4\"", "FALSE"),
        ("A1<\"0\"", "TRUE"),
        ("A1<TRUE", "TRUE"),
        ("AND(C3=\"oK\",A1)", "TRUE"),
        ("IF(C3<>\"OK\",A1,A2)*A1", "10"),
        ("IF(C3>\"a\",A1,A2)*A1", "?"),
        ("IF(AND(Z9=0,Z9=\"\",Z9=FALSE,Z9=Z8),A1)", "4"),
        ("A1>Z9", "TRUE"),
        ("A1+(1>2)", "4"),
        // Sums and their kin: texts of a block are passed by, those of the formula count.
        ("SUM(A1:A3,B1:B3)", "16.5"),
        ("SUM(A1,B1,\"10\",TRUE)", "15"),
        ("SUM(A1:A3,C1)", "#DIV/0!"),
        ("SUM(A1:A3,C1:C2)", "?"),
        ("SUM(A1:A2)+PRODUCT(A1:B2)", "16.5"),
        ("SUM(a$1:$A3)", "16.5"),
        ("SUM(A:A)", "16.5"),
        ("SUM($A:$A)", "16.5"),
        ("SUM(2:3,A1)", "?"),
        ("MIN(A1:A3)+MAX(A1:A3)", "12.5"),
        ("AVERAGE(A1:A3)", "5.5"),
        ("AVERAGE(A1:A3,B2)", "5.5"),
        ("A1+AVERAGE(Z1:Z9)", "#DIV/0!"),
        ("COUNT(A1:C3)", "?"),
        ("COUNT(A1:C1,A2,5)", "3"),
        ("COUNT(A1:B3)", "3"),
        ("COUNTA(A1:B9)", "6"),
        ("COUNTA(A1:C3)", "?"),
        ("COUNTA(A1:C1)", "3"),
        ("SUMPRODUCT(A1:A3,A1:A3)", "122.25"),
        ("SUMPRODUCT(A1:A3,B1:B3)", "0"),
        ("SUMPRODUCT(A1:A3,A2:A4)", "35"),
        ("SUMPRODUCT(A1:A3,C1:C3)", "?"),
        ("SUMPRODUCT(A1:A3,A1:A2)", "?"),
        ("SUMPRODUCT(A1:A3*A1:A3)", "?"),
        // Rounding: half away from zero, tens and hundreds too.
        ("ROUND(A1+0.125,2)", "4.13"),
        ("ROUND(-A1-0.125,2)", "-4.13"),
        ("ROUND(A1/3*0.75,0)+ROUND(A1*1.005-3,1)", "2"),
        ("ROUND(A1*4,-1)", "20"),
        ("ROUNDUP(A1+0.001,2)", "4.01"),
        ("ROUNDUP(-A1-0.001,2)", "-4.01"),
        ("ROUNDDOWN(A1+0.999,1)", "4.9"),
        ("ROUNDDOWN(-A1-0.999,0)", "-4"),
        ("ROUNDUP(A1*4,-1)", "20"),
        ("ROUND(A1,13)", "?"),
        ("INT(-A1-0.5)", "-5"),
        ("INT(A1/3*3)", "4"),
        ("MOD(A3,A1)", "2"),
        ("MOD(-A3,A1)", "2"),
        ("MOD(A3,-A1)", "-2"),
        ("MOD(A3,A1-4)", "#DIV/0!"),
        ("ABS(-A1)", "4"),
        // Choices are lazy.
        ("IF(A1=4,0,C2)", "0"),
        ("IF(A1-4=0,0,1/(A1-4))", "0"),
        ("IF(A1,\"是\",C2)", "'是"),
        ("IF(A1=5,C2)", "FALSE"),
        ("IF(A1=5,C2,)", "0"),
        ("IF(C1,A1,2)", "#DIV/0!"),
        ("IF(B2,A1,2)", "?"),
        ("IFERROR(A1/0,7)", "7"),
        ("IFERROR(A1/0+C2,7)", "7"),
        ("IFERROR(C2+A1,7)", "?"),
        ("IFERROR(A1,C2)", "4"),
        ("_xlfn.IFS(A1>4,1,A1=4,\"b\",TRUE,C2)", "'b"),
        ("IFS(A1>4,2)", "?"),
        ("OR(A1=5,B1:B2,Z1:Z3)", "FALSE"),
        ("OR(A1>5,NOT(A1>5))", "TRUE"),
        ("AND(A1:B3)", "TRUE"),
        ("AND(A1>0,C1)", "#DIV/0!"),
        ("A1+(AND(B1:B2)=TRUE)", "?"),
        // What our own blank forms ask of texts.
        ("A1+\"95%\"", "4.95"),
        ("VALUE(\"95%\")*A1", "3.8"),
        ("VALUE(A1&\"0\")", "40"),
        ("VALUE(B2)+A1", "?"),
        ("VALUE(A1>0)", "?"),
        ("IF(ISNUMBER(A1),ISNUMBER(B1),1)", "FALSE"),
        ("OR(A1=5,ISNUMBER(C1),ISNUMBER(Z9))", "FALSE"),
        ("ISNUMBER(C2)=(A1=4)", "?"),
        ("TRIM(\"  a   b \")&A1", "'a b4"),
        ("LEFT(\"≥95\")&RIGHT(\"95％\")&A1", "'≥％4"),
        ("LEFT(\"≥95\",A1)&RIGHT(\"abcdef\",A1-2)&LEFT(\"a\",0)", "'≥95ef"),
        ("LEFT(\"a\",-A1)", "?"),
        ("SUBSTITUTE(SUBSTITUTE(\"≥\"&A1&\"=\",\"≥\",\"\"),\"=\",\"%%\")", "'4%%"),
        ("SUBSTITUTE(A1,\"\",\"x\")", "'4"),
        ("SUBSTITUTE(A1,4,5,1)", "?"),
        // Blocks where one value is called for, and what is beyond a form.
        ("A1:A3+1", "?"),
        ("ABS(A1:A3)", "?"),
        ("SUM(IF(A1>0,B1))", "?"),
        ("A1*1E13", "?"),
        ("A1*1E13/1E13", "4"),
        ("A1*1E28*1E28", "?"),
        ("TEXT(A1,\"0\")", "?"),
        ("A1 B1", "?"),
        ("A1+", "?"),
        ("", "?"),
    ] {
        assert_eq!(result(formula), expected, "{formula}");
    }
}

#[test]
fn brackets_may_nest_as_deep_as_in_excel() {
    let nested = |depth: usize| format!("{}A1{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(result(&nested(63)), "4");
    assert_eq!(result(&nested(64)), "?");
    assert_eq!(result(&format!("{}A1", "-".repeat(20_000))), "4");
    assert_eq!(result(&format!("A1{}", "+A1".repeat(10_000))), "40004");
    assert_eq!(result(&format!("A1{}", "+A1".repeat(11_000))), "?", "too long for Excel");
    let called = format!("{}A1{}", "IF(TRUE,".repeat(63), ")".repeat(63));
    assert_eq!(result(&called), "4");
}
