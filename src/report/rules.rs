//! The rules that set readings apart, with what each is called and what it means: the one list that every form, `docs/report.md` and the tests draw from.

/// A rule, as a report explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable identifier, in kebab case.
    pub id: &'static str,
    /// A few words for a list.
    pub title: &'static str,
    /// What it holds against each other and what to look at, in a sentence or two.
    pub help: &'static str,
}

const fn rule(id: &'static str, title: &'static str, help: &'static str) -> Rule {
    Rule { id, title, help }
}

/// Every rule, by its identifier.
pub const RULES: &[Rule] = &[
    rule(
        "adjective",
        "A place and a word made of its name",
        "One edition names the place, the other uses a word derived from it. They mean the same.",
    ),
    rule("ambiguous-place", "A name of several places", "One form is the name of several places, and the other edition's is one of them."),
    rule("approximate", "Not exact", "One side says that its figure is not exact. Look whether the other one lies near enough."),
    rule("approximation", "Only one side says about", "The figures are the same, but only one edition says that it is not exact."),
    rule(
        "bound",
        "A bound or range does not fit",
        "More than, less than, at least, at most or a range: the other edition's figure lies outside it. Look whether the bound was turned round.",
    ),
    rule("calendar", "Two calendars or counts of days", "The dates belong to two calendars, or a length is counted in units of unequal length."),
    rule("clock-time", "Another time of day", "The clock times differ in the same zone. Look at the hour and minutes of both."),
    rule(
        "contrary",
        "The contrary",
        "One edition says the contrary of the other: rose and fell, confirmed and denied, won and lost. Look at the verb or the word of degree.",
    ),
    rule("currency", "Another currency", "The sum is in another currency. Look whether it was converted or the wrong currency was named."),
    rule("date", "Another date", "The days or months differ. Look at day, month and year of both."),
    rule("day-month-order", "Day and month exchanged", "The figures are the same with day and month in the other order."),
    rule("feast", "A holiday", "The day is named after a holiday. Look whether both name the same one."),
    rule("gender", "Another gender", "One edition speaks of a man where the other speaks of a woman. Look at who is meant."),
    rule("half-of-day", "Morning or evening", "A time on the twelve-hour clock fits the other edition in only one half of the day."),
    rule(
        "hedge",
        "Left open or stated",
        "One edition leaves open, or gives as somebody's claim, what the other states. Look at may, might, reportedly and the like.",
    ),
    rule("kind", "Told as another kind of fact", "The amounts are the same; the editions say in different ways what is counted."),
    rule("length", "Another length of time", "The durations differ. Look at the number and at the unit."),
    rule(
        "loaded-term",
        "A word of another loading",
        "The editions name one thing with words that take different sides, or none. No fact is wrong; look whether the choice is meant.",
    ),
    rule("midnight", "Midnight", "Midnight belongs to the day before or to the day after. Look at which day is meant."),
    rule("name", "Another name", "The names cannot be of the same person, place or organisation. Look at who is meant."),
    rule(
        "name-alone",
        "A name that no other edition has",
        "The name that the others share stands nowhere in the sentence, and a name stands there that the others do not have. Look at who or where is meant.",
    ),
    rule(
        "name-replaced",
        "A name replaced by another",
        "Two editions name somebody or something whom the third does not name; it has another name in that place.",
    ),
    rule(
        "name-word",
        "Another given name or surname",
        "One edition gives somebody another given name, or another surname; the rest of the name is the same in all.",
    ),
    rule("negation", "A negation gained or lost", "One edition negates what the other affirms, of the same word. Look at which of them is right."),
    rule(
        "negation-count",
        "A negation more",
        "Only one side holds a negation, or a word that stands for one. Look whether the other says so in other words.",
    ),
    rule(
        "negation-partly",
        "A negation gained or lost, perhaps",
        "One side negates what an edition of the other affirms; the third puts it in other words.",
    ),
    rule("night", "A night between two days", "A night belongs to two days. Look at which day is meant."),
    rule("no-counterpart", "No counterpart", "Nothing in the other edition corresponds. Look whether it was left out, or added, on purpose."),
    rule("part", "A part and its whole", "The one lies in the other or is a part of it. Both can be true."),
    rule("part-of-day", "Another part of the day", "Morning, afternoon, evening or night does not fit the time of the other edition."),
    rule("part-of-period", "Another part of the period", "Early, mid or late does not fit the date of the other edition."),
    rule(
        "part-of-whole",
        "A part larger than its whole",
        "One edition counts more of a part than of the whole. Look at both figures of that edition.",
    ),
    rule(
        "people",
        "People named, and what befell them",
        "One edition names the people for their plight, the other says what befell them: the same people are counted.",
    ),
    rule(
        "percentage-points",
        "Per cent or percentage points",
        "One edition has per cent where the other has percentage points: these are different changes.",
    ),
    rule("period", "Another period", "One edition names a day and the other a period, or two periods. Look whether the one lies in the other."),
    rule(
        "polarity",
        "Said, denied or left open",
        "One edition asserts what the other denies or leaves open. Look for a negation or a hedge that was gained or lost.",
    ),
    rule("quotation", "A quotation", "Only some editions hold words in quotation marks. Look whether somebody said them."),
    rule(
        "relative-date",
        "Told from the day of publication",
        "A day told by its distance (yesterday, in two weeks) is held against a date. Look at the day of publication.",
    ),
    rule("rounding", "Rounded", "One figure is the other one rounded."),
    rule("score", "Another result", "One of the two numbers of a result differs. Look at both."),
    rule("share", "A fraction and a percentage", "A fraction and a percentage of the same size."),
    rule("speaker", "Another speaker", "The quotation is somebody else's, or only one edition names who said it."),
    rule(
        "spelling",
        "Spelled alike",
        "The names are spelled alike, if not as one would carry the name over. Look whether they are of one person or place.",
    ),
    rule("stopwatch", "Minutes and seconds", "One edition writes the minutes and seconds of a length like a time on the clock."),
    rule(
        "sum-of-parts",
        "Parts that do not add up to their whole",
        "One edition lists all parts of a whole, and they come to another number. Look at all figures of that edition.",
    ),
    rule("time", "Another time", "The times differ."),
    rule("time-zone", "Another time zone", "The times are held against each other at one zone. Look at the zone that each edition names."),
    rule("title", "Another title or post", "The person has another title or post. Look at which one was held at the time."),
    rule("toll", "Another toll", "Killed, injured, missing and the like are different tolls. Look at the word as well as at the figure."),
    rule("transliteration", "One name in two scripts", "The names are one name, spelled in two scripts."),
    rule(
        "turned-round",
        "Exchanged figures",
        "Both editions have the same two figures, but in one they changed places. Look at what each figure belongs to.",
    ),
    rule("unit", "Another unit", "The quantities differ after conversion, or the units measure different things."),
    rule(
        "untranslated",
        "Left in another language",
        "A sentence of this edition is in the language of another one. Look whether it is a quotation or was not translated.",
    ),
    rule("vague", "A vague word does not fit", "Dozens, hundreds, several and the like do not fit the figure of the other edition."),
    rule("value", "Another value", "The numbers differ. Look at both figures; check digits that changed places, and thousands or millions."),
    rule("weekday", "Another day of the week", "The weekday differs, or does not fall on the date of the other edition."),
    rule("year", "The year", "Only one edition tells the year, or the years differ."),
    rule(
        "zone-unnamed",
        "A time without its zone",
        "One edition names no time zone, so that the times may be the same. Look whether it is local time.",
    ),
];

impl Rule {
    /// The rule of an identifier, if the list has it.
    pub fn find(id: &str) -> Option<Rule> {
        RULES.binary_search_by_key(&id, |rule| rule.id).ok().map(|at| RULES[at])
    }

    /// The rule of an identifier; one that the list lacks is shown by its identifier alone.
    pub fn of(id: &'static str) -> Rule {
        Rule::find(id).unwrap_or_else(|| rule(id, id, "The readings differ."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The string literals after each `start` in the sources: the first one, or where it is a field all on its line.
    fn literals(folder: &Path, starts: &[&str], out: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                literals(&path, starts, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("source is text");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                for start in starts {
                    for rest in code.split(start).skip(1) {
                        let field = start.trim_end().ends_with(':');
                        let piece = if field { rest.lines().next().unwrap_or_default() } else { rest.trim_start() };
                        let literals = piece.split('"').skip(1).step_by(2).take(if field { usize::MAX } else { 1 });
                        out.extend(literals.filter(|word| field || piece.starts_with('"') && !word.is_empty()).map(str::to_owned));
                    }
                }
            }
        }
    }

    #[test]
    fn every_rule_that_the_code_names_is_listed_in_order() {
        assert!(RULES.windows(2).all(|pair| pair[0].id < pair[1].id), "sorted, each once");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut used = BTreeSet::new();
        for stage in ["facts", "compare"] {
            literals(&source.join(stage), &["Why::new(", " rule: "], &mut used);
        }
        let missing: Vec<&String> = used.iter().filter(|id| RULES.binary_search_by_key(&id.as_str(), |rule| rule.id).is_err()).collect();
        assert!(missing.is_empty(), "add these rules, with a title and help, to src/report/rules.rs and docs/report.md: {missing:?}");
    }

    #[test]
    fn the_documentation_lists_the_same_rules() {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.md")).expect("the page is there");
        let rows: BTreeSet<String> = RULES.iter().map(|rule| format!("| `{}` | {} | {} |", rule.id, rule.title, rule.help)).collect();
        let section = text.split("\n## Rules\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("it has a section on rules");
        let listed: BTreeSet<String> =
            section.lines().filter(|line| line.starts_with("| `") && !line.starts_with("| `rule`")).map(str::to_owned).collect();
        let wrong: Vec<&String> = rows.symmetric_difference(&listed).collect();
        assert!(wrong.is_empty(), "the rows of docs/report.md and of src/report/rules.rs differ: {wrong:#?}");
    }
}
