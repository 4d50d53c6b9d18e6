//! The numbers as tables for a terminal.

use super::{Interval, Statistics, named, share};
use crate::report::visible;
use std::fmt::Write;

/// How many rows of a table are shown; weeks are shown as far as they go.
const MOST: usize = 15;

/// The numbers for a person.
pub fn to_text(statistics: &Statistics) -> String {
    let mut out = String::new();
    let all = statistics.all.rate();
    let checked = statistics.stories - statistics.failed;
    let _ = writeln!(
        out,
        "run {} of {}{}: {} stories checked, {} could not be; {} editions",
        statistics.run.id,
        visible(&statistics.run.begun),
        if statistics.run.ended.is_none() { ", not ended" } else { "" },
        checked,
        statistics.failed,
        statistics.editions
    );
    let _ = writeln!(out, "{} findings, {} accepted; {}", statistics.all.findings, statistics.accepted, rate(all));
    let _ = writeln!(out, "{} stories have findings, {}", statistics.affected, percent(share(statistics.affected, checked)));
    for table in &statistics.tables {
        let rows = table.rows.iter().map(|(key, sums)| {
            vec![named(key.as_deref()), sums.findings.to_string(), format!("{:.2}", sums.rate().value), between(sums.rate(), 2), sums.stories.to_string()]
        });
        let most = if table.name == "week" { usize::MAX } else { MOST };
        print(&mut out, &[table.title, "findings", "per 100", "95 % interval", "stories"], rows.collect(), most);
    }
    let rows = statistics.alone.iter().map(|one| {
        let who = one.source.as_deref().map_or_else(String::new, |source| format!("{} ", visible(source)));
        let share = share(one.alone, one.stories);
        vec![format!("{who}{}", visible(&one.language)), one.findings.to_string(), percent_value(share.value), percents(share), one.stories.to_string()]
    });
    print(&mut out, &["Stands alone", "findings", "of stories", "95 % interval", "stories"], rows.collect(), MOST);
    let rows = statistics.lone_editions.iter().map(|one| vec![format!("{} {}", visible(&one.story), visible(&one.edition)), one.findings.to_string(), one.sentences.to_string()]);
    print(&mut out, &["Editions that stand alone most", "findings", "sentences"], rows.collect(), MOST);
    out.push_str("\nPer 100: findings per 100 sentences of the reference edition. Intervals: Poisson (Garwood 1936), widened where findings cluster in stories; shares: Wilson 1927.\n");
    out
}

fn rate(interval: Interval) -> String {
    format!("{:.2} per 100 sentences (95 %: {})", interval.value, between(interval, 2))
}

fn between(interval: Interval, places: usize) -> String {
    format!("{:.places$} to {:.places$}", interval.low, interval.high)
}

fn percent(interval: Interval) -> String {
    format!("{} (95 %: {})", percent_value(interval.value), percents(interval))
}

fn percent_value(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn percents(interval: Interval) -> String {
    format!("{:.1} to {:.1} %", interval.low * 100.0, interval.high * 100.0)
}

/// A table whose first column is words and the others figures.
fn print(out: &mut String, head: &[&str], rows: Vec<Vec<String>>, most: usize) {
    if rows.is_empty() {
        return;
    }
    let width = |column: usize| rows.iter().take(most).map(|row| row[column].chars().count()).chain([head[column].chars().count()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    out.push('\n');
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (at, cell) in cells.enumerate() {
            let pad = " ".repeat(widths[at].saturating_sub(cell.chars().count()));
            line.push_str(&if at == 0 { format!("{cell}{pad}") } else { format!("  {pad}{cell}") });
        }
        out.push_str(line.trim_end());
        out.push('\n');
    };
    line(&mut head.iter().copied());
    for row in rows.iter().take(most) {
        line(&mut row.iter().map(String::as_str));
    }
    if rows.len() > most {
        let _ = writeln!(out, "and {} more; --format json has all", rows.len() - most);
    }
}
