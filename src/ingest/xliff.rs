//! XLIFF 1.2 and 2.x: source and target are two editions, and their segments are the alignment.

use super::bitext::Bitext;
use super::document::{Contents, Fault, Flow, Limits, Notice};
use super::xml::{Inside, Node, Tag, Walk};
use crate::text::{Extract, Span};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "inline codes with what stands in them (ph, bpt, ept, it, x, bx, ex, sc, ec); the text between them stays",
    "notes, metadata, states, proposals of translations, original data and binary units",
    "units that are marked as not to be translated; a notice tells how many",
    "another order of the targets (order of XLIFF 2): targets stand in the order of their sources",
];

/// The units of all files of the document.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    let mut walk = Walk::new(text, limits.deepest);
    let mut bitext = Bitext::default();
    let mut languages = (String::new(), String::new());
    let (mut kept_out, mut unit) = (0, Unit::default());
    while let Some(node) = walk.next()? {
        let tag = match node {
            Node::Start(tag) => tag,
            Node::End("trans-unit" | "segment") => {
                for (source, target) in std::mem::take(&mut unit).rows() {
                    bitext.row(vec![(languages.0.clone(), source), (languages.1.clone(), target)]);
                }
                continue;
            }
            _ => continue,
        };
        let mut name = |from: &str, to: &str| {
            languages.0 = tag.attribute(from).unwrap_or_else(|| languages.0.clone());
            languages.1 = tag.attribute(to).unwrap_or_else(|| languages.1.clone());
            if !languages.0.is_empty() {
                bitext.name(&languages.0);
            }
        };
        match tag.name {
            "xliff" => name("srcLang", "trgLang"),
            "file" => name("source-language", "target-language"),
            "trans-unit" | "unit" if tag.attribute("translate").as_deref() == Some("no") => {
                kept_out += 1;
                walk.skip()?;
            }
            "source" | "seg-source" | "target" if matches!(walk.parent(), "trans-unit" | "segment") => {
                let parts = parts(&mut walk, text)?;
                match tag.name {
                    "source" => unit.source = parts,
                    "seg-source" => unit.segmented = parts,
                    _ => unit.target = parts,
                }
            }
            "alt-trans" | "notes" | "note" | "originalData" | "matches" | "metadata" | "bin-unit" | "ignorable" | "context-group" | "count-group" => {
                walk.skip()?
            }
            _ => {}
        }
    }
    if languages.1.is_empty() {
        return Err(Fault::new(
            "the document names no target language, so that it holds one edition only; name it (trgLang, or target-language of XLIFF 1.2)",
        ));
    }
    let mut contents = bitext.finish("the document")?;
    if let (Some(first), true) = (contents.documents.first_mut(), kept_out > 0) {
        first.notices.push(Notice::new("left-out", format!("{kept_out} units that are marked as not to be translated were left out")));
    }
    Ok(contents)
}

/// The segments of a source or target: the number that `mrk` gives each, if it does, and the text.
type Parts = Vec<(Option<String>, Extract)>;

/// A unit of XLIFF 1.2, or a segment of XLIFF 2.
#[derive(Default)]
struct Unit {
    source: Parts,
    segmented: Parts,
    target: Parts,
}

impl Unit {
    /// The pairs: by the numbers of their segments where both sides have such, otherwise as a whole.
    fn rows(self) -> Vec<(Extract, Extract)> {
        let source = if self.segmented.iter().any(|(number, _)| number.is_some()) { self.segmented } else { self.source };
        let numbered = |parts: &Parts| parts.iter().any(|(number, _)| number.is_some());
        if !(numbered(&source) && numbered(&self.target)) {
            return vec![(joined(source), joined(self.target))];
        }
        let mut target = self.target;
        let mut rows = Vec::new();
        for (number, text) in source.into_iter().filter(|(number, _)| number.is_some()) {
            let found = target.iter().position(|(own, _)| *own == number);
            rows.push((text, found.map(|at| target.remove(at).1).unwrap_or_default()));
        }
        rows.extend(target.into_iter().filter(|(number, _)| number.is_some()).map(|(_, text)| (Extract::default(), text)));
        rows
    }
}

fn joined(parts: Parts) -> Extract {
    let mut out = Extract::default();
    for (at, (_, text)) in parts.iter().enumerate() {
        if let (true, Some(first)) = (at > 0 && !out.text().ends_with(' '), text.pieces().first()) {
            out.put(" ", Span::new(first.from.start, first.from.start));
        }
        out.append(text);
    }
    out
}

/// The text of the element that was opened last, cut where `mrk` says that a segment begins and ends.
fn parts(walk: &mut Walk<'_>, source: &str) -> Result<Parts, Fault> {
    let depth = walk.depth();
    let mut parts: Parts = Vec::new();
    let mut flow = Flow::default();
    let mut segment: Option<(usize, String)> = None;
    while let Some(node) = walk.next()? {
        match node {
            Node::Start(tag) if tag.name == "mrk" && tag.attribute("mtype").as_deref() == Some("seg") && segment.is_none() => {
                push(&mut parts, None, std::mem::take(&mut flow));
                segment = Some((walk.depth(), tag.attribute("mid").unwrap_or_default()));
            }
            Node::Start(tag) => match meaning(&tag) {
                Inside::Nothing => walk.skip()?,
                Inside::Char(text) => flow.put(&text, Span::new(0, 0)),
                _ => {}
            },
            Node::End(_) if walk.depth() == depth => break,
            Node::End(_) => {
                if let Some((_, number)) = segment.take_if(|(own, _)| *own == walk.depth()) {
                    push(&mut parts, Some(number), std::mem::take(&mut flow));
                }
            }
            Node::Text(span) => flow.text(source, span),
            Node::Char(text, span) => flow.put(&text, span),
        }
    }
    push(&mut parts, None, flow);
    Ok(parts)
}

fn push(parts: &mut Parts, number: Option<String>, flow: Flow) {
    let extract = flow.finish();
    if !extract.is_empty() || number.is_some() {
        parts.push((number, extract));
    }
}

/// What an inline element means: `g`, `pc`, `mrk` and `sub` hold text, the others stand for code.
fn meaning(tag: &Tag<'_>) -> Inside {
    match tag.name {
        "ph" | "bpt" | "ept" | "it" | "x" | "bx" | "ex" | "sc" | "ec" | "sm" | "em" => Inside::Nothing,
        "cp" => {
            let code = tag.attribute("hex").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).and_then(char::from_u32);
            code.map_or(Inside::Nothing, |c| Inside::Char(c.to_string()))
        }
        _ => Inside::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(contents: &Contents) -> Vec<&str> {
        contents.documents.iter().map(|document| document.extract.text()).collect()
    }

    #[test]
    fn the_second_version() {
        let file = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" trgLang=\"ar\"><file id=\"f\"><unit id=\"1\"><notes><note>x</note></notes>\
            <originalData><data id=\"d\">&lt;b></data></originalData><segment><source>The <pc id=\"1\">flood</pc> killed<ph id=\"2\"/> 12.</source>\
            <target>أودى الفيضان بحياة 12.</target></segment><ignorable><source> </source></ignorable><segment><source>A<cp hex=\"0009\"/>B &amp; C.</source></segment></unit></file></xliff>";
        let contents = read(file, &Limits::default()).expect("it is XLIFF");
        assert_eq!(texts(&contents), ["The flood killed 12.\n\nA B & C.", "أودى الفيضان بحياة 12."]);
        assert_eq!(contents.segments.as_ref().map(Segments::len), Some(2));
    }

    use crate::text::Segments;

    #[test]
    fn the_first_version_with_its_own_segments() {
        let file = "<xliff version=\"1.2\"><file source-language=\"en-US\" target-language=\"ru-RU\" original=\"a\" datatype=\"x\"><body><trans-unit id=\"1\">\
            <source>One. Two.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">One <g id=\"1\">more</g>.</mrk> <mrk mtype=\"seg\" mid=\"1\">Two<x id=\"2\"/>.</mrk></seg-source>\
            <target><mrk mtype=\"seg\" mid=\"1\">Два.</mrk> <mrk mtype=\"seg\" mid=\"0\">Один.</mrk></target><alt-trans><source>no</source><target>нет</target></alt-trans></trans-unit>\
            <trans-unit id=\"2\" translate=\"no\"><source>x</source></trans-unit></body></file></xliff>";
        let contents = read(file, &Limits::default()).expect("it is XLIFF");
        assert_eq!(texts(&contents), ["One more.\n\nTwo.", "Один.\n\nДва."]);
        assert_eq!(contents.documents[0].notices[0].code, "left-out");
    }
}
