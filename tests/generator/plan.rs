//! A form before it is drawn: everything it will say, right in every figure.

use rust_decimal::Decimal;

use super::dice::Dice;
use super::funding::{self, Money};
use super::layout::{Layout, Level1, Source};
use super::row::{Actual, Aim, Row, Tie};
use super::scoring;
use super::themes::{
    ATTAINMENT, DUTIES, LASTING, MANAGEMENT, Measure, RULE_SCORED, SPENDING, THEMES, TIMELINESS, Theme, cost,
};

/// One form.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) layout: &'static Layout,
    pub(crate) year: i64,
    pub(crate) bureau: String,
    pub(crate) unit: String,
    pub(crate) project: String,
    /// The total and its parts.
    pub(crate) money: Vec<Money>,
    pub(crate) budget_score: Decimal,
    /// What was planned and what came of it.
    pub(crate) goals: [String; 2],
    /// Name, content and what came of it.
    pub(crate) tasks: Vec<[String; 3]>,
    /// The points printed in each level-1 label, if the form prints them.
    pub(crate) printed: Vec<Option<Decimal>>,
    pub(crate) rows: Vec<Row>,
    pub(crate) total_weight: Decimal,
    pub(crate) total: Decimal,
    pub(crate) grade: &'static str,
}

impl Plan {
    /// A right form of a layout.
    pub(crate) fn new(layout: &'static Layout, dice: &mut Dice) -> Self {
        let theme = dice.pick(&THEMES);
        let bureau = format!("{}{}", layout.place, theme.bureau);
        let unit = match dice.chance(50) && !layout.is_department {
            true => format!("{}{}", layout.place, dice.pick(theme.units)),
            false => bureau.clone(),
        };
        let money = funding::fresh(layout, dice);
        let prints_points = !layout.binds_groups && dice.chance(40);
        let printed = layout.groups.iter().map(|group| prints_points.then(|| group.points.into())).collect();
        let goals = dice.some(theme.goals, 2);
        let joined = |side: fn(&(&'static str, &'static str)) -> &'static str| -> String {
            goals.iter().enumerate().map(|(at, goal)| format!("{}.{}", at + 1, side(goal))).collect()
        };
        let task_count = if layout.has_tasks { 3 } else { 0 };
        let tasks = dice
            .some(theme.projects, task_count)
            .into_iter()
            .zip(theme.goals)
            .map(|(name, (content, done))| [name, *content, *done].map(str::to_owned))
            .collect();
        let mut plan = Self {
            layout,
            year: dice.between(2022, 2024),
            bureau,
            unit,
            project: format!("{}项目", dice.pick(theme.projects)),
            goals: [joined(|goal| goal.0), joined(|goal| goal.1)],
            tasks,
            printed,
            rows: Vec::new(),
            budget_score: Decimal::ZERO,
            total_weight: Decimal::ZERO,
            total: Decimal::ZERO,
            grade: "",
            money,
        };
        if layout.place.starts_with("河南") {
            plan.year = plan.year.max(2023);
        }
        for (at, group) in layout.groups.iter().enumerate() {
            plan.rows.extend(rows(layout, (at, group), theme, &plan.money[0], dice));
        }
        plan.total_weight = plan.rows.iter().map(|row| row.weight).sum::<Decimal>() + plan.budget_points();
        for row in plan.rows.iter_mut().filter(|row| row.tie == Some(Tie::Execution)) {
            row.reason = dice.pick(&SPENDING).to_owned();
        }
        plan.settle();
        plan
    }

    /// Says in the texts what is so only here: where, for how many, by whom. One form in twenty has its texts from another.
    pub(crate) fn tell_apart(&mut self, dice: &mut Dice) {
        if dice.chance(5) {
            return;
        }
        let tasks = self.tasks.iter_mut().map(|[_, content, done]| [content, done]);
        for [planned, done] in tasks.chain([self.goals.each_mut()]) {
            let (places, people) = (dice.between(3, 280), dice.between(100, 99_999));
            planned.push_str(&format!("覆盖{places}个村（社区），预计惠及{people}人。"));
            done.push_str(&format!("覆盖{places}个村（社区），实际惠及{people}人。"));
        }
        for row in &mut self.rows {
            let (places, group) = (dice.between(2, 480), dice.between(1, 60));
            row.reason.push_str(&format!("本次涉及{places}处，由第{group}工作组负责。"));
            if !row.note.is_empty() {
                row.note.clone_from(&row.reason);
            }
        }
    }

    /// The budget's points, 0 where it has none.
    pub(crate) fn budget_points(&self) -> Decimal {
        self.layout.budget.unwrap_or_default().into()
    }

    /// The rate that earns the budget's full points, in percent.
    pub(crate) fn rate_target(&self) -> Decimal {
        let row = self.rows.iter().find(|row| row.tie == Some(Tie::Execution));
        match row.map(|row| row.aim) {
            Some(Aim::Number(_, target, _)) if self.layout.rate_from_row => target,
            _ => Decimal::ONE_HUNDRED,
        }
    }

    /// Works out everything that follows from amounts, targets, actual values and weights.
    pub(crate) fn settle(&mut self) {
        self.money.iter_mut().for_each(Money::restate);
        let total = self.money[0];
        let rate = total.exact_rate().unwrap_or_default();
        self.budget_score = scoring::budget_score(self.budget_points(), rate, self.rate_target());
        for row in &mut self.rows {
            match row.tie {
                Some(Tie::Execution) => row.actual = Actual::Number(scoring::round(rate, 2)),
                Some(Tie::Adjustment) => {
                    let change = (total.revised - total.original) / total.original;
                    row.actual = Actual::Number(scoring::round(Decimal::ONE_HUNDRED * change, 2));
                }
                Some(Tie::CarryOver) => {
                    let left = (Decimal::ONE_HUNDRED - rate).max(Decimal::ZERO);
                    row.actual = Actual::Number(scoring::round(left, 2));
                }
                None => {}
            }
        }
        for at in 0..self.rows.len() {
            self.settle_row(at);
        }
        self.settle_total();
    }

    /// Works out a row's score, its deviation and whether it needs a reason.
    pub(crate) fn settle_row(&mut self, at: usize) {
        let row = &mut self.rows[at];
        let score = scoring::score(self.layout, row);
        row.score = Some(score);
        row.deviation = scoring::deviation(self.layout, row);
        row.note = if score < row.weight { row.reason.clone() } else { String::new() };
    }

    /// Adds up the scores as they stand.
    pub(crate) fn settle_total(&mut self) {
        self.total = self.sum_of_scores();
        self.grade = scoring::grade(self.total);
    }

    /// The sum of all scores as they stand, the budget's included.
    pub(crate) fn sum_of_scores(&self) -> Decimal {
        self.rows.iter().filter_map(|row| row.score).sum::<Decimal>() + self.budget_score
    }
}

/// The rows of a level 1, with its points spread over them.
fn rows(
    layout: &Layout,
    (at, group): (usize, &Level1),
    theme: &Theme,
    total: &Money,
    dice: &mut Dice,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for level2 in group.level2 {
        let pool = pool(level2.source, theme, total);
        let count = usize::try_from(dice.between(level2.rows.0, level2.rows.1)).expect("a count");
        let places: Vec<usize> = (0..pool.len()).collect();
        let mut chosen = dice.some(&places, count);
        chosen.sort_unstable();
        rows.extend(chosen.into_iter().map(|place| Row::new(layout, at, level2.name, pool[place], dice)));
    }
    let weights = spread(group.points, rows.len(), dice);
    for (row, weight) in rows.iter_mut().zip(weights) {
        row.weight = weight;
    }
    rows
}

fn pool(source: Source, theme: &Theme, total: &Money) -> Vec<Measure> {
    match source {
        Source::Quantity => theme.quantity.to_vec(),
        Source::Quality => theme.quality.to_vec(),
        Source::Timeliness => TIMELINESS.to_vec(),
        Source::Cost => {
            let budget = total.revised.ceil().try_into().expect("an amount of ordinary size");
            cost(budget).to_vec()
        }
        Source::Economic => theme.economic.to_vec(),
        Source::Social => theme.social.to_vec(),
        Source::Ecological => theme.ecological.to_vec(),
        Source::Lasting => LASTING.to_vec(),
        Source::Satisfaction => theme.satisfaction.to_vec(),
        Source::Management(part) => MANAGEMENT[part].to_vec(),
        Source::RuleScored(part) => RULE_SCORED[part].to_vec(),
        Source::Duties => DUTIES.to_vec(),
        Source::Attainment => ATTAINMENT.to_vec(),
    }
}

/// Points over so many rows: whole ones, or halves where there are not enough, none of them 0.
fn spread(points: i64, rows: usize, dice: &mut Dice) -> Vec<Decimal> {
    let count = i64::try_from(rows).expect("a count");
    let (parts, decimals) = if points >= count { (points, 0) } else { (points * 2, 1) };
    let mut shares = vec![parts / count; rows];
    for _ in 0..parts % count {
        let place = dice.below(rows);
        shares[place] += 1;
    }
    for _ in 0..rows / 2 {
        let (from, to) = (dice.below(rows), dice.below(rows));
        if shares[from] > 1 {
            shares[from] -= 1;
            shares[to] += 1;
        }
    }
    let unit = if decimals == 0 { Decimal::ONE } else { Decimal::new(5, 1) };
    shares.into_iter().map(|share| (Decimal::from(share) * unit).normalize()).collect()
}
