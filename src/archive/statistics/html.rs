//! The numbers as a page for a browser, in the style of the report's page: one file, no script, nothing loaded, what an input holds escaped.
//!
//! A row of a table has its rate as a bar with the interval as a whisker, all rows of a table on one scale; the weeks have a line with a band.

use super::{Interval, LoneEdition, Statistics, Sums, Table, named, share};
use crate::report::html::{STYLE, policy};
use crate::report::visible;
use jiff::civil::{ISOWeekDate, Weekday};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const OWN_STYLE: &str = include_str!("style.css");

/// How many rows of a table are shown.
const MOST: usize = 25;

/// The whole page.
pub fn to_html(statistics: &Statistics) -> String {
    let style = format!("{STYLE}{OWN_STYLE}");
    let title = format!("Audit: {} findings in {} stories", statistics.all.findings, statistics.stories - statistics.failed);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&style));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "variorum " (env!("CARGO_PKG_VERSION")) };
                title { (title) }
                style { (PreEscaped(&style)) }
            }
            body {
                header {
                    p.story {
                        "Run " (statistics.run.id) ", begun " (visible(&statistics.run.begun)) ", variorum " (visible(&statistics.run.program))
                        @if statistics.run.ended.is_none() { ", not ended" }
                    }
                    h1 { (title) }
                    (figures(statistics))
                }
                main {
                    @for table in &statistics.tables {
                        @if table.name == "week" { (weeks(table)) } @else { (rates(table)) }
                    }
                    (alone(statistics))
                    (lone(&statistics.lone_editions))
                }
                footer {
                    p {
                        "Rates are findings per 100 sentences of the reference edition, for a pair of languages of the mean of both; findings of severity "
                        (statistics.least.name()) " or above that nobody lets stand. Bars are rates, whiskers their 95 % intervals: exact for a Poisson count (Garwood 1936), "
                        "widened by the dispersion between stories; for shares the score interval (Wilson 1927)."
                    }
                    p { "Made by variorum " (env!("CARGO_PKG_VERSION")) "." }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn figures(statistics: &Statistics) -> Markup {
    let checked = statistics.stories - statistics.failed;
    let (rate, affected) = (statistics.all.rate(), share(statistics.affected, checked));
    html! {
        ul.figures {
            li { strong { (checked) } "stories checked" @if statistics.failed > 0 { ", " (statistics.failed) " could not be" } }
            li { strong { (percent(affected.value)) } "of them have findings" br; span.muted { (percent(affected.low)) " to " (percent(affected.high)) } }
            li { strong { (format!("{:.2}", rate.value)) } "findings per 100 sentences" br; span.muted { (between(rate)) } }
            li { strong { (statistics.all.findings) } "findings" @if statistics.accepted > 0 { ", and " (statistics.accepted) " accepted" } }
        }
    }
}

/// A table of rates.
fn rates(table: &Table) -> Markup {
    let shown = &table.rows[..table.rows.len().min(MOST)];
    let top = scale(shown.iter().map(|(_, sums)| sums.rate()));
    html! {
        div.wide {
            table {
                caption { (table.title) }
                thead { tr { th scope="col" { (table.title) } th.chart scope="col" { "0 to " (short(top)) } th scope="col" { "per 100" } th scope="col" { "95 % interval" } th scope="col" { "findings" } th scope="col" { "stories" } } }
                tbody {
                    @for (key, sums) in shown {
                        tr {
                            th scope="row" { (severity_or_name(table, key.as_deref())) }
                            td.chart { (dot(sums.rate(), top)) }
                            td { (format!("{:.2}", sums.rate().value)) }
                            td { (between(sums.rate())) }
                            td { (sums.findings) }
                            td { (sums.stories) }
                        }
                    }
                }
            }
            (rest(table.rows.len()))
        }
    }
}

/// What is said of the rows that are not shown.
fn rest(rows: usize) -> Markup {
    html! { @if rows > MOST { p.caption { "And " (rows - MOST) " more; --format json has all." } } }
}

fn severity_or_name(table: &Table, key: Option<&str>) -> Markup {
    html! {
        @if table.name == "severity" { span class={ "sev " (named(key)) } { (named(key)) } } @else { bdi { (named(key)) } }
    }
}

/// A bar with a whisker.
fn dot(interval: Interval, top: f64) -> Markup {
    let at = |value: f64| format!("{:.2}", (value / top * 100.0).clamp(0.0, 100.0));
    html! {
        svg.dot viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
            rect.ground x="0" y="0" width="100" height="10" {}
            rect.value-bar x="0" y="3" width=(at(interval.value)) height="4" {}
            line.whisker x1=(at(interval.low)) x2=(at(interval.high)) y1="5" y2="5" {}
        }
    }
}

/// A round figure not below any of the intervals' upper ends; a few that are too wide to tell anything do not set the scale.
fn scale(intervals: impl Iterator<Item = Interval>) -> f64 {
    let (mut value, mut high) = (0.0_f64, 0.0_f64);
    for interval in intervals {
        value = value.max(interval.value);
        high = high.max(interval.high);
    }
    round_up(if value > 0.0 { high.min(value * 2.5) } else { high })
}

/// 1, 2 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let unit = 10_f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|times| times * unit).into_iter().find(|round| *round >= value * 0.999).unwrap_or(10.0 * unit)
}

/// Size of the chart of weeks, and its margins.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 12.0;
const RIGHT: f64 = 36.0;

/// The weeks as a chart, with the figures below it.
fn weeks(table: &Table) -> Markup {
    let days: Vec<(i64, &str, &Sums)> = table.rows.iter().filter_map(|(key, sums)| Some((day(key.as_deref()?)?, key.as_deref()?, sums))).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return rates(table) };
    let top = scale(days.iter().map(|(_, _, sums)| sums.rate()));
    let span = (last.0 - first.0).max(7) as f64;
    let x = |day: i64| LEFT + (day - first.0) as f64 / span * (WIDTH - LEFT - RIGHT);
    let y = |value: f64| HEIGHT - BOTTOM - (value / top).min(1.0) * (HEIGHT - BOTTOM - TOP);
    let point = |(day, value): (i64, f64)| format!("{:.1},{:.1}", x(day), y(value));
    let course: Vec<String> = days.iter().map(|(day, _, sums)| point((*day, sums.rate().value))).collect();
    let upper = days.iter().map(|(day, _, sums)| point((*day, sums.rate().high)));
    let band: Vec<String> = upper.chain(days.iter().rev().map(|(day, _, sums)| point((*day, sums.rate().low)))).collect();
    let every = days.len().div_ceil(10);
    html! {
        figure {
            h2 { (table.title) }
            svg.time viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label="Findings per 100 sentences by week; the table below has the figures" {
                @for quarter in 0..=4 {
                    @let value = top * f64::from(quarter) / 4.0;
                    line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(format!("{:.1}", y(value))) y2=(format!("{:.1}", y(value))) {}
                    text x=(LEFT - 6.0) y=(format!("{:.1}", y(value) + 4.0)) text-anchor="end" { (short(value)) }
                }
                polygon.band points=(band.join(" ")) {}
                polyline.course points=(course.join(" ")) {}
                @for (at, (day, name, sums)) in days.iter().enumerate() {
                    circle.point cx=(format!("{:.1}", x(*day))) cy=(format!("{:.1}", y(sums.rate().value))) r="3.5" { title { (name) ": " (format!("{:.2}", sums.rate().value)) } }
                    @if at % every == 0 { text x=(format!("{:.1}", x(*day))) y=(HEIGHT - 12.0) text-anchor="middle" { (name) } }
                }
            }
            figcaption { "Findings per 100 sentences by week of publication; the band is the 95 % interval." }
        }
        details { summary { "The weeks as a table" } (rates(table)) }
    }
}

/// The first day of a week, counted from some day.
fn day(week: &str) -> Option<i64> {
    let (year, number) = week.split_once("-W")?;
    let date = ISOWeekDate::new(year.parse().ok()?, number.parse().ok()?, Weekday::Monday).ok()?.date();
    Some(jiff::civil::date(1970, 1, 1).until(date).ok()?.get_days().into())
}

/// How often the editions of a language stand alone.
fn alone(statistics: &Statistics) -> Markup {
    let top = scale(statistics.alone.iter().map(|one| share(one.alone, one.stories))).min(1.0);
    html! {
        @if !statistics.alone.is_empty() {
            div.wide {
                table {
                    caption { "Editions that stand alone" }
                    thead { tr { th scope="col" { "Edition" } th.chart scope="col" { "0 to " (percent(top)) } th scope="col" { "of stories" } th scope="col" { "95 % interval" } th scope="col" { "findings" } th scope="col" { "stories" } } }
                    tbody {
                        @for one in statistics.alone.iter().take(MOST) {
                            @let part = share(one.alone, one.stories);
                            tr {
                                th scope="row" { @if let Some(source) = &one.source { bdi { (visible(source)) } " " } (visible(&one.language)) }
                                td.chart { (dot(part, top)) }
                                td { (percent(part.value)) }
                                td { (percent(part.low)) " to " (percent(part.high)) }
                                td { (one.findings) }
                                td { (one.stories) }
                            }
                        }
                    }
                }
                p.caption { "Of the stories of three editions or more that have one in this language, those in which it alone states something otherwise." }
                (rest(statistics.alone.len()))
            }
        }
    }
}

fn lone(editions: &[LoneEdition]) -> Markup {
    html! {
        @if !editions.is_empty() {
            div.wide {
                table {
                    caption { "Stories to look at first" }
                    thead { tr { th scope="col" { "Story" } th scope="col" { "edition" } th scope="col" { "findings" } th scope="col" { "sentences" } th scope="col" { "place" } } }
                    tbody {
                        @for one in editions {
                            tr {
                                th scope="row" { bdi { (visible(&one.story)) } }
                                td { bdi { (visible(&one.edition)) } }
                                td { (one.findings) }
                                td { (one.sentences) }
                                td { bdi { (visible(&one.place)) } }
                            }
                        }
                    }
                }
                p.caption { "The editions that most often stand alone; of two editions, the one that differs from the reference." }
            }
        }
    }
}

fn between(interval: Interval) -> String {
    format!("{:.2} to {:.2}", interval.low, interval.high)
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A figure without needless places.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round_and_hold_every_value() {
        for (value, round) in [(0.0, 1.0), (0.013, 0.02), (3.0, 5.0), (5.0, 5.0), (73.0, 100.0)] {
            assert!((round_up(value) - round).abs() < 1e-9, "{value}: {}", round_up(value));
        }
        assert_eq!((short(2.5), short(10.0), short(0.125)), ("2.5".to_owned(), "10".to_owned(), "0.125".to_owned()));
    }

    #[test]
    fn weeks_stand_as_far_apart_as_they_are() {
        assert_eq!(day("2021-W01").zip(day("2020-W52")).map(|(later, earlier)| later - earlier), Some(14));
        assert_eq!((day("2021-W60"), day("soon")), (None, None));
    }
}
