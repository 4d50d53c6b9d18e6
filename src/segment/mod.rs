//! Text -> sentences.
//!
//! [`lines`] takes every line for a sentence. [`sentences`] cuts by rule: first into blocks (paragraphs, or lines where a line break is meant), then inside
//! a block at full stops, question and exclamation marks and ellipses that end a sentence ([`boundary`]), and where a headline runs into the text
//! without any sign ([`headline`]). The rules are code; which words are abbreviations, which begin sentences and which report speech is `segment.toml`.
//!
//! Invariants: sentences stand in order, do not overlap, hold no white space at their ends, and hold every character that is not white space.

mod boundary;
mod headline;
mod rules;

pub use rules::Rules;

use crate::text::{Sentence, Span};

/// How a text is cut into sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// By the rules of the language.
    #[default]
    Auto,
    /// Every line is a sentence.
    Line,
}

/// One sentence a line: every line that is not blank, without the white space around it. A blank line begins a paragraph.
pub fn lines(text: &str) -> Vec<Sentence> {
    let (mut out, mut paragraph, mut open) = (Vec::new(), 0, false);
    for (start, line) in rows(text) {
        match trimmed(text, Span::new(start, start + line.len())) {
            Some(span) => {
                out.push(Sentence { span, paragraph });
                open = true;
            }
            None => {
                paragraph += usize::from(open);
                open = false;
            }
        }
    }
    out
}

/// Cuts `text` into sentences by the language's rules.
pub fn sentences(text: &str, rules: &Rules) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (paragraph, block) in blocks(text, rules).into_iter().enumerate() {
        let mut start = block.start;
        let mut push = |start: usize, end: usize| {
            if let Some(span) = trimmed(text, Span::new(start, end)) {
                out.push(Sentence { span, paragraph });
            }
        };
        for end in boundary::ends(block.of(text), rules, paragraph == 0) {
            push(start, block.start + end);
            start = block.start + end;
        }
        push(start, block.end);
    }
    out
}

/// The lines of a text with where they begin; `\r\n` and a lone `\r` end a line as well.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']).map(move |row| {
        let start = at;
        // OK because: the separator that was taken off stands right after the row; past the last row nothing is looked up.
        at += row.len() + text[start + row.len()..].chars().next().map_or(0, char::len_utf8);
        (start, row)
    })
}

/// Without white space, byte order mark and direction marks at its ends; `None` if nothing else is there.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let empty = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    let inside = span.of(text);
    let left = inside.trim_start_matches(empty);
    let whole = left.trim_end_matches(empty);
    let start = span.start + (inside.len() - left.len());
    (!whole.is_empty()).then(|| Span::new(start, start + whole.len()))
}

/// Stretches of text that no sentence crosses: lines, or whole paragraphs where a text is hard-wrapped.
fn blocks(text: &str, rules: &Rules) -> Vec<Span> {
    let (mut out, mut open): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut crlf = false;
    for (start, row) in rows(text) {
        let span = trimmed(text, Span::new(start, start + row.len()));
        // The empty row between \r and \n is not a blank line.
        let within_crlf = row.is_empty() && crlf;
        crlf = text[start + row.len()..].starts_with('\r');
        match span {
            Some(span) => open.push(span),
            None if within_crlf => {}
            None => close(text, rules, &mut open, &mut out),
        }
    }
    close(text, rules, &mut open, &mut out);
    out
}

/// Joins the lines of a paragraph where it is hard-wrapped: at least three lines, all but the last nearly equally long, and most of them broken in mid-sentence.
fn close(text: &str, rules: &Rules, open: &mut Vec<Span>, out: &mut Vec<Span>) {
    let widths: Vec<usize> = open.iter().map(|span| span.of(text).chars().count()).collect();
    let longest = widths.iter().copied().max().unwrap_or(0);
    let full = |width: &usize| *width * 4 >= longest * 3;
    let broken = open.iter().rev().skip(1).filter(|span| !rules.is_terminated(span.of(text))).count();
    let wrapped = open.len() >= 3 && (40..=120).contains(&longest) && widths.iter().rev().skip(1).all(full) && broken * 2 >= open.len() - 1;
    if wrapped {
        out.extend(open.iter().copied().reduce(Span::cover));
    } else {
        out.append(open);
    }
    open.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::Pack;

    fn cut(tag: &str, text: &str) -> Vec<String> {
        let rules = Rules::load(Pack::get(tag).expect("the pack loads")).expect("the table loads");
        sentences(text, &rules).iter().map(|sentence| sentence.span.of(text).to_owned()).collect()
    }

    /// Sentences are written with ` | ` between them.
    fn check(tag: &str, expected: &str) {
        let text = expected.replace(" | ", " ");
        assert_eq!(cut(tag, &text).join(" | "), expected);
    }

    #[test]
    fn full_stops_that_do_not_end_a_sentence() {
        check("en", "Gen. Peter Hale met Dr. Ann Ross at 4 p.m. on Jan. 12. | They spoke for 2.5 hours.");
        check("en", "The U.S. Senate voted. | The U.S. The bill passed.".replace("U.S. The", "U.S. | The").as_str());
        check("ru", "В 2019 г. на ул. Ленина жили 2 тыс. человек. | Об этом сказал А. П. Седов.");
        check("ru", "Завод выпускает насосы, трубы и т. д. | Он работает с 1956 г.");
        check("ar", "قال د. سامر الخطيب إن المستشفى يعمل. | وأضاف أن ٢٫٥ مليون شخص تضرروا.");
    }

    #[test]
    fn quotations_and_their_speakers() {
        check("en", "“Who did this?” the mayor asked. | Nobody answered.");
        check("ru", "«Мы уходим!» — сказал он. | Дверь закрылась.");
        check("ar", "«متى نعود؟» تساءلت امرأة في المخيم. | ولم يجب أحد.");
    }

    #[test]
    fn a_headline_that_runs_into_the_text() {
        check("en", "Storm closes three ports in the north | The storm reached the coast on Friday. | Ferries stopped.");
        check("ru", "Шторм закрыл три порта на севере | В пятницу шторм дошёл до берега. | Паромы встали.");
        check("ar", "الميناء يستعد لاستقبال السفن الكبيرة | يبدأ العمل في الأرصفة الجديدة يوم الأحد. | وتنتهي التجارب غدا.");
        check("ar", "حريق المخزن القديم: إجلاء سكان الحي | إجلاء سكان الحي كان سريعا، بحسب البلدية.");
        // A noun that looks like a verb is none after a preposition; the headline's verb comes again; its subject stands after the new verb.
        check("ar", "توقيف ثلاثة بعد الشروع في قتل حارس المصنع | أوقف ثلاثة رجال مساء الأحد. | والتحقيق مستمر.");
        check("ar", "البلدية تعلن أن الجسر سيغلق قريبا | تعلن البلدية اليوم موعد الإغلاق. | ولم يحدد بعد.");
        check("ar", "بحارة الميناء يرفضون العرض الجديد من الشركة | يجري بحارة الميناء مشاورات غدا. | والرد قريب.");
        check("ar", "الوزير يؤكد أن الوضع في البلاد يشير إلى تحسن. | ولم يقدم أرقاما.");
        // A line that begins with a verb is no headline, a conjunction before it or none.
        check("ar", "وقال قائد الإطفاء في الميناء إن عاملا قتل وأصيب ثلاثة آخرون. | ولم يذكر السبب.");
        check("ar", "البرلمان يقر قانونا جديدا يحظر بيع الألعاب النارية يوم الأحد. | ورحب التجار به.");
    }

    #[test]
    fn paragraphs_and_wrapped_lines() {
        let text = "A first line\nA second one. And more\n\nThird";
        let rules = Rules::load(Pack::get("en").expect("the pack loads")).expect("the table loads");
        let found: Vec<_> = sentences(text, &rules).iter().map(|s| (s.paragraph, s.span.of(text))).collect();
        assert_eq!(found, [(0, "A first line"), (1, "A second one."), (1, "And more"), (2, "Third")]);
        let wrapped = "The ministers of the four countries are to meet\nin the capital on Friday, the spokesman said, and\nwill stay until Sunday. A statement is expected\nat noon.";
        assert_eq!(cut("en", wrapped).len(), 2);
    }
}
