//! The filter: check boxes and radio buttons, and the rules of style that make them work.
//!
//! Each control has an id; for each the style sheet gets a rule that hides what it leaves out. Names in the rules are our own words and indexes, never words of
//! an input.

use super::super::view::View;
use super::super::visible::visible;
use crate::compare::{Finding, Severity};
use maud::{Markup, html};
use std::fmt::Write;

const SEVERITIES: [Severity; 4] = [Severity::Critical, Severity::Major, Severity::Minor, Severity::Note];

/// What is to be chosen from: the values that at least one finding has.
struct Choices {
    severities: Vec<Severity>,
    kinds: Vec<&'static str>,
    facts: Vec<&'static str>,
    accepted: bool,
}

fn choices(view: &View<'_>) -> Choices {
    let unique = |name: &dyn Fn(&Finding) -> &'static str| {
        let mut all: Vec<&'static str> = view.findings.iter().map(|finding| name(finding)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    Choices {
        severities: SEVERITIES.into_iter().filter(|severity| view.findings.iter().any(|finding| finding.severity == *severity)).collect(),
        kinds: unique(&|finding| finding.kind.name()),
        facts: unique(&|finding| finding.subject.name()),
        accepted: view.open().len() < view.findings.len(),
    }
}

/// The classes by which a finding, a mark or a tick of the map is filtered.
pub(super) fn classes(view: &View<'_>, finding: &Finding) -> String {
    let mut out = format!("{} k-{} t-{}", finding.severity, finding.kind, finding.subject.name());
    match finding.odd {
        Some(odd) => drop(write!(out, " e-{odd}")),
        None => {
            for (edition, _) in &finding.readings {
                let _ = write!(out, " e-{edition}");
            }
        }
    }
    if view.acceptance(finding).is_some() {
        out.push_str(" accepted");
    }
    out
}

/// The part of the style sheet that depends on the report.
pub(super) fn rules(view: &View<'_>) -> String {
    let choices = choices(view);
    let mut out = format!(":root{{--editions:{}}}\n", view.report.story.editions.len());
    let mut hide = |id: &str, state: &str, what: &str| {
        let _ = writeln!(out, "body:has(#{id}{state}) .finding{what}{{display:none}}");
        let _ = writeln!(out, "body:has(#{id}{state}) :is(.mark,.gap,.tick){what}{{--soft:transparent;--strong:transparent;opacity:.55}}");
    };
    for severity in &choices.severities {
        hide(&format!("show-{severity}"), ":not(:checked)", &format!(".{severity}"));
    }
    for kind in &choices.kinds {
        hide(&format!("show-{kind}"), ":not(:checked)", &format!(".k-{kind}"));
    }
    for fact in &choices.facts {
        hide(&format!("show-fact-{fact}"), ":not(:checked)", &format!(".t-{fact}"));
    }
    if choices.accepted {
        hide("show-accepted", ":not(:checked)", ".accepted");
    }
    for edition in 0..view.report.story.editions.len() {
        hide(&format!("only-{edition}"), ":checked", &format!(":not(.e-{edition})"));
    }
    out
}

/// The controls.
pub(super) fn controls(view: &View<'_>) -> Markup {
    let choices = choices(view);
    let box_of = |id: String, class: &str, label: &str| {
        html! { label class=(class) for=(id) { input type="checkbox" id=(id) checked; " " (label) } }
    };
    html! {
        section.filters aria-labelledby="filters" {
            h2 id="filters" { "Filter" }
            fieldset {
                legend { "Severity" }
                @for severity in &choices.severities { (box_of(format!("show-{severity}"), severity.name(), severity.name())) }
                @if choices.accepted { (box_of("show-accepted".to_owned(), "accepted", "accepted")) }
            }
            fieldset {
                legend { "To be corrected in" }
                label for="only-any" { input type="radio" name="only" id="only-any" checked; " any edition" }
                @for (at, edition) in view.report.story.editions.iter().enumerate() {
                    @let id = format!("only-{at}");
                    label for=(id) { input type="radio" name="only" id=(id); " " bdi { (visible(&edition.id)) } }
                }
            }
            details {
                summary { "By kind of difference and kind of fact" }
                fieldset {
                    legend { "What is wrong" }
                    @for kind in &choices.kinds { (box_of(format!("show-{kind}"), "", kind)) }
                }
                fieldset {
                    legend { "Kind of fact" }
                    @for fact in &choices.facts { (box_of(format!("show-fact-{fact}"), "", fact)) }
                }
            }
        }
    }
}
