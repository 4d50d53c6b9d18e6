//! TMX 1.4b, translation memories: each language is an edition, each unit a row of segments.

use super::bitext::Bitext;
use super::document::{Contents, Fault, Limits, Notice};
use super::xml::{Inside, Node, Walk};

/// What is left out.
pub(super) const LOST: &[&str] = &[
    "inline codes with what stands in them (bpt, ept, it, ph, ut); the text between them stays",
    "notes, properties, dates and users",
    "a second variant of one language in a unit; a notice tells how many",
];

/// Every unit, in the order of the file.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Contents, Fault> {
    let mut walk = Walk::new(text, limits.deepest);
    let mut bitext = Bitext::default();
    let (mut cells, mut language, mut twice) = (Vec::new(), String::new(), 0);
    while let Some(node) = walk.next()? {
        match node {
            Node::Start(tag) => match tag.name {
                "header" => {
                    if let Some(source) = tag.attribute("srclang").filter(|source| source != "*all*") {
                        bitext.name(&source);
                    }
                }
                "tuv" => language = tag.language().or_else(|| tag.attribute("lang")).unwrap_or_default(),
                "seg" => cells.push((
                    std::mem::take(&mut language),
                    walk.flow(|tag| match tag.name {
                        "bpt" | "ept" | "it" | "ph" | "ut" => Inside::Nothing,
                        _ => Inside::Text,
                    })?
                    .finish(),
                )),
                "note" | "prop" => walk.skip()?,
                _ => {}
            },
            Node::End("tu") => twice += bitext.row(std::mem::take(&mut cells)),
            _ => {}
        }
    }
    let mut contents = bitext.finish("the translation memory")?;
    if let (Some(first), true) = (contents.documents.first_mut(), twice > 0) {
        first.notices.push(Notice::new("left-out", format!("{twice} further variants of a language that its unit has already were left out")));
    }
    Ok(contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_rows_and_codes_are_no_text() {
        let file = "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv xml:lang=\"ru\"><seg>Погибли <bpt i=\"1\">&lt;b&gt;</bpt>12<ept i=\"1\">&lt;/b&gt;</ept>.</seg></tuv>\
            <tuv xml:lang=\"en\"><seg>12 died.</seg></tuv></tu><tu><tuv xml:lang=\"en\"><note>n</note><seg>No more.</seg></tuv></tu></body></tmx>";
        let contents = read(file, &Limits::default()).expect("it is a memory");
        let texts: Vec<&str> = contents.documents.iter().map(|document| document.extract.text()).collect();
        assert_eq!(texts, ["12 died.\n\nNo more.", "Погибли 12."]);
        let segments = contents.segments.expect("it pairs its segments");
        assert_eq!(segments.len(), 2);
        assert!(segments.editions()[1][1].is_empty());
    }
}
