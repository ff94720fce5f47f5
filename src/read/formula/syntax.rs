//! Tokens → expressions, with all the cells and names that they read.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::address::{Area, End};
use super::scope::Scope;
use super::token::{Operator, Token, tokens};

/// How deep brackets may nest.
const DEPTH: usize = 64;
/// The longest formula that is read; Excel's own limit is 8192 characters.
const LONGEST: usize = 4 * 8192;
/// Functions that reach cells nobody can tell from the formula.
const REACHES_ANYWHERE: [&str; 3] = ["INDIRECT", "OFFSET", "EVALUATE"];

/// Functions that ask where cells stand, never what they hold.
const ASKS_WHERE: [&str; 4] = ["ROW", "ROWS", "COLUMN", "COLUMNS"];

/// A part of a formula that has a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression<'f> {
    Number(Decimal),
    Text(Cow<'f, str>),
    Truth(bool),
    DivisionByZero,
    /// Another error, whose value is not followed up.
    OtherError,
    /// An argument that was left out: `IF(A1,,0)`.
    Missing,
    Area(Area),
    /// A defined name, by its index.
    Name(usize),
    /// Operands in a row, worked out from left to right; all operators bind alike. Flat, so that no length nests it.
    Chain(Box<Expression<'f>>, Vec<(Operator, Expression<'f>)>),
    /// A number behind signs of which one at least is a minus; whether they turn it.
    Signed(bool, Box<Expression<'f>>),
    /// So many percent signs behind it.
    Percent(Box<Expression<'f>>, usize),
    /// A function by its name in capitals.
    Call(String, Vec<Expression<'f>>),
}

/// What a formula reads.
#[derive(Debug, Default, PartialEq)]
pub(super) struct References {
    pub(super) areas: Vec<Area>,
    /// Defined names, by their indexes.
    pub(super) names: Vec<usize>,
}

/// Reads a formula; `None` if it holds something unknown and so may read any cell.
pub(super) fn parse<'f>(formula: &'f str, scope: Scope<'_>) -> Option<(Expression<'f>, References)> {
    if formula.len() > LONGEST {
        return None;
    }
    let mut parser =
        Parser { tokens: tokens(formula)?, next: 0, depth: 0, scope, found: References::default() };
    let expression = parser.expression()?;
    (parser.next == parser.tokens.len()).then_some((expression, parser.found))
}

/// How operators bind, the loosest first.
fn level_of(operator: Operator) -> usize {
    match operator {
        Operator::Join => 1,
        Operator::Add | Operator::Subtract => 2,
        Operator::Multiply | Operator::Divide => 3,
        Operator::Power => 4,
        _ => 0,
    }
}

struct Parser<'f, 'b> {
    tokens: Vec<Token<'f>>,
    next: usize,
    depth: usize,
    scope: Scope<'b>,
    found: References,
}

impl<'f> Parser<'f, '_> {
    fn peek(&self) -> Option<&Token<'f>> {
        self.tokens.get(self.next)
    }

    fn advance(&mut self) -> Option<Token<'f>> {
        let token = self.tokens.get(self.next).cloned()?;
        self.next += 1;
        Some(token)
    }

    fn takes(&mut self, token: &Token<'_>) -> bool {
        let is_next = self.peek() == Some(token);
        self.next += usize::from(is_next);
        is_next
    }

    fn expression(&mut self) -> Option<Expression<'f>> {
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let expression = self.level(0);
        self.depth -= 1;
        expression
    }

    /// Operands with operators of this level or a closer one between them.
    fn level(&mut self, level: usize) -> Option<Expression<'f>> {
        let mut expression = self.percent()?;
        for own in (level..=level_of(Operator::Power)).rev() {
            let mut rest = Vec::new();
            while let Some(Token::Operator(operator)) = self.peek()
                && level_of(*operator) == own
            {
                let operator = *operator;
                self.next += 1;
                rest.push((operator, self.level(own + 1)?));
            }
            if !rest.is_empty() {
                expression = Expression::Chain(Box::new(expression), rest);
            }
        }
        Some(expression)
    }

    fn percent(&mut self) -> Option<Expression<'f>> {
        let operand = self.signed()?;
        let mut signs = 0;
        while self.takes(&Token::Percent) {
            signs += 1;
        }
        Some(if signs == 0 { operand } else { Expression::Percent(Box::new(operand), signs) })
    }

    /// Signs bind closer than powers: `-2^2` is 4.
    fn signed(&mut self) -> Option<Expression<'f>> {
        let mut turns = 0;
        loop {
            if self.takes(&Token::Operator(Operator::Subtract)) {
                turns += 1;
            } else if !self.takes(&Token::Operator(Operator::Add)) {
                break;
            }
        }
        let operand = self.operand()?;
        Some(if turns == 0 { operand } else { Expression::Signed(turns % 2 == 1, Box::new(operand)) })
    }

    fn operand(&mut self) -> Option<Expression<'f>> {
        let token = self.advance()?;
        let follows = self.peek();
        match token {
            Token::Number(digits) if follows == Some(&Token::Colon) => self.place(digits, None),
            Token::Number(digits) => number(digits).map(Expression::Number),
            Token::Text(text) => Some(Expression::Text(text)),
            Token::Error("#DIV/0!") => Some(Expression::DivisionByZero),
            Token::Error(_) => Some(Expression::OtherError),
            Token::Open => {
                let inner = self.expression()?;
                self.takes(&Token::Close).then_some(inner)
            }
            Token::SheetName(name) => self.on_sheet(&name),
            Token::Word(name) if follows == Some(&Token::Bang) => self.on_sheet(name),
            Token::Word(name) if follows == Some(&Token::Open) => self.call(name),
            Token::Word(word) => self.place(word, None),
            _ => None,
        }
    }

    /// What stands behind a sheet's name.
    fn on_sheet(&mut self, name: &str) -> Option<Expression<'f>> {
        if !self.takes(&Token::Bang) {
            return None;
        }
        let sheet = self.scope.book.sheet(name)?;
        match self.advance()? {
            Token::Word(word) | Token::Number(word) => self.place(word, Some(sheet)),
            Token::Error(_) => Some(Expression::OtherError),
            _ => None,
        }
    }

    /// An address, a block of cells, a truth value or a name.
    fn place(&mut self, word: &str, sheet: Option<usize>) -> Option<Expression<'f>> {
        let first = End::parse(word);
        if self.takes(&Token::Colon) {
            let (Token::Word(other) | Token::Number(other)) = self.advance()? else { return None };
            let (first, last) = (first?, End::parse(other)?);
            return self.area(first.to(last, self.sheet(sheet)?)?, first.is_absolute && last.is_absolute);
        }
        if let Some(end) = first.filter(|end| end.is_cell()) {
            return self.area(end.to(end, self.sheet(sheet)?)?, end.is_absolute);
        }
        match word.to_ascii_uppercase().as_str() {
            "TRUE" if sheet.is_none() => return Some(Expression::Truth(true)),
            "FALSE" if sheet.is_none() => return Some(Expression::Truth(false)),
            _ => {}
        }
        let name = self.scope.book.name(word, sheet.or(self.scope.names_of))?;
        self.found.names.push(name);
        Some(Expression::Name(name))
    }

    /// The sheet of an address; in a defined name it must be named.
    fn sheet(&self, named: Option<usize>) -> Option<usize> {
        named.or(self.scope.cells_of)
    }

    /// In a defined name a relative address speaks of another cell wherever the name is used.
    fn area(&mut self, area: Area, is_absolute: bool) -> Option<Expression<'f>> {
        if self.scope.cells_of.is_none() && !is_absolute {
            return None;
        }
        self.found.areas.push(area);
        Some(Expression::Area(area))
    }

    fn call(&mut self, name: &str) -> Option<Expression<'f>> {
        let name = name.to_ascii_uppercase();
        let name = name.strip_prefix("_XLFN.").unwrap_or(&name).to_owned();
        if REACHES_ANYWHERE.contains(&name.as_str()) || !self.takes(&Token::Open) {
            return None;
        }
        let (areas, names) = (self.found.areas.len(), self.found.names.len());
        let mut arguments = Vec::new();
        if !self.takes(&Token::Close) {
            loop {
                let is_missing = matches!(self.peek(), Some(Token::Comma | Token::Close));
                arguments.push(if is_missing { Expression::Missing } else { self.expression()? });
                if self.takes(&Token::Close) {
                    break;
                }
                if !self.takes(&Token::Comma) {
                    return None;
                }
            }
        }
        if ASKS_WHERE.contains(&name.as_str()) {
            self.found.areas.truncate(areas);
            self.found.names.truncate(names);
        }
        // These add up a block as large as the first, whatever the third says.
        if let ("SUMIF" | "AVERAGEIF", [first, _, third]) = (name.as_str(), arguments.as_slice()) {
            match (first, third) {
                (Expression::Area(first), Expression::Area(third)) => {
                    self.found.areas.push(third.shaped_like(*first));
                }
                _ => return None,
            }
        }
        Some(Expression::Call(name, arguments))
    }
}

fn number(digits: &str) -> Option<Decimal> {
    match digits.find(['e', 'E']) {
        // Longer exponents make no number of a form.
        Some(at) if digits.len() - at > 4 => None,
        Some(_) => Decimal::from_scientific(digits).ok(),
        None => digits.trim_end_matches('.').parse().ok(),
    }
}
