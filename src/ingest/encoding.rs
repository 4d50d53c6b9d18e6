//! Bytes -> text.
//!
//! In this order: a byte order mark; what the user says; what the file says of itself, unless its bytes show that to be wrong; UTF-16 by its pattern; UTF-8 if
//! the bytes are UTF-8; and last a guess by chardetng, which has to yield a language that has a pack. Guesses and mistakes are told by a notice.

use super::document::{Fault, Notice};
use crate::languages;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, ISO_8859_5, ISO_8859_6, KOI8_R, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

/// A file as text.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
    /// Length of the byte order mark that is not in the text.
    pub(super) mark: usize,
    pub(super) notices: Vec<Notice>,
}

/// What is tried where the guess yields no known language: the encodings of news that are still met, by how often.
const LEGACY: [&Encoding; 6] = [WINDOWS_1251, WINDOWS_1256, KOI8_R, ISO_8859_6, ISO_8859_5, IBM866];
/// With fewer bytes beyond ASCII a guess has nothing to go by.
const ENOUGH: usize = 12;
/// How many bytes a guess looks at.
const LOOK: usize = 1 << 20;

/// The encoding of a name such as `windows-1251`.
pub(super) fn named(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes())
}

/// Decodes a file; `told` is what the user says, `declares` finds what the file says of itself in its beginning read as ASCII.
pub(super) fn decode(bytes: Vec<u8>, told: Option<&str>, declares: impl Fn(&str) -> Option<String>) -> Result<Decoded, Fault> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Fault::new("the file is in UTF-32; convert it to UTF-8 (iconv -f utf-32 -t utf-8)"));
    }
    if let Some(name) = told {
        let encoding = named(name).ok_or_else(|| Fault::new(format!("there is no encoding {name:?}; name one such as windows-1256")))?;
        return sure(&bytes, encoding);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        // A byte order mark of UTF-8 is a character of the text, as it always was; the others are not text.
        if encoding != UTF_8 {
            let mut out = sure(&bytes[mark..], encoding)?;
            out.mark = mark;
            return Ok(out);
        }
        return valid(bytes);
    }
    if let Some(encoding) = wide(&bytes) {
        let mut out = sure(&bytes, encoding)?;
        out.notices.push(guessed(encoding));
        return Ok(out);
    }
    let head: String = bytes.iter().take(4096).map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect();
    let declared = declares(&head);
    let utf8 = std::str::from_utf8(&bytes).is_ok();
    match declared.as_deref().map(|name| (name, named(name))) {
        Some((_, Some(encoding))) if encoding == UTF_8 && utf8 => return valid(bytes),
        // What was written as 16-bit units cannot be read as ASCII, so that such a declaration is left over from elsewhere.
        Some((_, Some(encoding))) if encoding != UTF_8 && !utf8 && encoding != UTF_16LE && encoding != UTF_16BE => {
            let out = sure(&bytes, encoding)?;
            if controls(&out.text) == 0 {
                return Ok(out);
            }
        }
        _ => {}
    }
    if utf8 {
        let mut out = valid(bytes)?;
        if let (Some(name), false) = (declared, out.text.is_ascii()) {
            out.notices.push(Notice::new("encoding-mismatch", format!("the file says that it is in {name:?}, but it is in UTF-8 and was read so")));
        }
        return Ok(out);
    }
    let mut out = guess(bytes)?;
    if let Some(name) = declared {
        let text =
            format!("the file says that it is in {name:?}, which does not fit its bytes; it was read as {}; give --encoding", out.encoding.name());
        out.notices = vec![Notice::new("encoding-mismatch", text)];
    }
    Ok(out)
}

/// What is UTF-8, as it is.
fn valid(bytes: Vec<u8>) -> Result<Decoded, Fault> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding: UTF_8, mark: 0, notices: Vec::new() }),
        Err(error) => Err(broken(error.as_bytes(), error.utf8_error().valid_up_to())),
    }
}

/// What is known to be in `encoding`.
fn sure(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Fault> {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if wrong {
        let good = text.find('\u{FFFD}').unwrap_or(0);
        let line = text[..good].matches('\n').count() + 1;
        return Err(Fault::new(format!("line {line}: not {}; the file is damaged or in another encoding, which --encoding names", encoding.name())));
    }
    Ok(Decoded { text: text.into_owned(), encoding, mark: 0, notices: Vec::new() })
}

fn broken(bytes: &[u8], at: usize) -> Fault {
    if bytes.contains(&0) {
        return Fault::new("a binary file, not text");
    }
    let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    Fault::new(format!(
        "line {line}: byte {at} is not UTF-8, and what the file is in cannot be told; give --encoding (windows-1256, for instance), or convert the file to UTF-8"
    ))
}

/// UTF-16 without a byte order mark: units that are letters, blanks and signs in one order of the bytes and not in the other.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOK) & !1];
    if head.len() < 8 || bytes.len() % 2 == 1 || !head.contains(&0) {
        return None;
    }
    let plausible = |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0..=0x24F | 0x370..=0x6FF | 0x2010..=0x2044 | 0x20A0..=0x20CF | 0x2116);
    let share = |unit: fn([u8; 2]) -> u16| {
        let good = head.chunks_exact(2).filter(|pair| plausible(unit([pair[0], pair[1]]))).count();
        good * 100 / (head.len() / 2)
    };
    match (share(u16::from_le_bytes), share(u16::from_be_bytes)) {
        (little, big) if little >= 97 && big < 60 => Some(UTF_16LE),
        (little, big) if big >= 97 && little < 60 => Some(UTF_16BE),
        _ => None,
    }
}

/// What the bytes seem to be in.
fn guess(bytes: Vec<u8>) -> Result<Decoded, Fault> {
    let at = std::str::from_utf8(&bytes).err().map_or(0, |error| error.valid_up_to());
    if bytes.contains(&0) || mostly_utf8(&bytes) {
        return Err(broken(&bytes, at));
    }
    let head = &bytes[..bytes.len().min(LOOK)];
    let high = head.iter().filter(|byte| !byte.is_ascii()).count();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    let first = detector.guess(None, Utf8Detection::Deny);
    let fits = |encoding: &'static Encoding| {
        let (text, wrong) = encoding.decode_without_bom_handling(head);
        (!wrong && controls(&text) == 0).then(|| text.into_owned())
    };
    let encoding = if high < ENOUGH {
        // Quotation marks and dashes of a Western text, or a letter of a name among plain ones.
        fits(WINDOWS_1252).filter(|text| marks_only(text)).map(|_| WINDOWS_1252)
    } else {
        let readable = |encoding: &&'static Encoding| fits(encoding).is_some_and(|text| sounds(&text));
        Some(first).filter(readable).or_else(|| LEGACY.into_iter().find(readable))
    };
    let Some(encoding) = encoding else { return Err(broken(&bytes, at)) };
    let mut out = sure(&bytes, encoding)?;
    out.notices.push(guessed(encoding));
    Ok(out)
}

fn guessed(encoding: &'static Encoding) -> Notice {
    Notice::new("encoding-guessed", format!("the encoding was guessed as {}; if letters look wrong, give --encoding", encoding.name()))
}

/// Whether a text is in a language that has a pack, and its words are those of one script: a wrong encoding gives capitals inside
/// words, and letters of two scripts side by side.
fn sounds(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).take(20_000).collect();
    let western = |c: char| matches!(c, '\u{C0}'..='\u{24F}');
    let mixed = |a: char, b: char| western(a) && b > '\u{370}' || western(b) && a > '\u{370}';
    let odd = letters.windows(2).filter(|pair| (pair[0].is_lowercase() && pair[1].is_uppercase()) || mixed(pair[0], pair[1])).count();
    odd * 12 < letters.len() && languages::detect(text).is_ok()
}

/// Whether everything beyond ASCII is a sign, or a letter between plain ones.
fn marks_only(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let lone = c.is_ascii() || !c.is_alphabetic() || before.is_ascii();
        before = c;
        lone
    })
}

/// Control characters that no text holds: those of the upper half, which a wrong encoding yields.
fn controls(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\0')).count()
}

/// Whether a few bytes are wrong in a text that is UTF-8 otherwise.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    const RU: &str = "В понедельник при наводнении в портовом городе погибли 12 человек, сообщил губернатор.\n";
    const AR: &str = "قال المحافظ إن الفيضان في المدينة الساحلية أودى بحياة 12 شخصا يوم الاثنين.\n";
    const EN: &str = "The flood in the port city killed 12 people on Monday, the governor said.\n";

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), None, |_| None).expect("the text can be read")
    }

    #[test]
    fn encodings_of_news_are_told_from_each_other() {
        for (text, encodings) in [(RU, &[WINDOWS_1251, KOI8_R, ISO_8859_5, IBM866][..]), (AR, &[WINDOWS_1256, ISO_8859_6])] {
            for encoding in encodings {
                let (bytes, _, wrong) = encoding.encode(text);
                assert!(!wrong, "{}", encoding.name());
                let out = read(&bytes);
                assert_eq!(out.text, text, "{} was read as {}", encoding.name(), out.encoding.name());
                assert_eq!(out.notices[0].code, "encoding-guessed");
            }
        }
    }

    #[test]
    fn sixteen_bits_with_and_without_a_mark() {
        for text in [EN, RU, AR] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(read(&little).text, text);
            assert_eq!(read(&big).text, text);
            let marked = read(&[&[0xFF, 0xFE], little.as_slice()].concat());
            assert_eq!((marked.text.as_str(), marked.mark, marked.notices.len()), (text, 2, 0));
        }
        assert_eq!(read(format!("\u{FEFF}{EN}").as_bytes()).text, format!("\u{FEFF}{EN}"));
    }

    #[test]
    fn a_declaration_holds_unless_the_bytes_belie_it() {
        let says = |name: &'static str| move |_: &str| Some(name.to_owned());
        let (bytes, ..) = WINDOWS_1251.encode(RU);
        let honoured = decode(bytes.to_vec(), None, says("windows-1251")).expect("it is");
        assert_eq!((honoured.text.as_str(), honoured.notices.len()), (RU, 0));
        let lied = decode(bytes.to_vec(), None, says("utf-8")).expect("it is guessed");
        assert_eq!((lied.text.as_str(), lied.notices[0].code), (RU, "encoding-mismatch"));
        let stale = decode(RU.as_bytes().to_vec(), None, says("windows-1251")).expect("it is UTF-8");
        assert_eq!((stale.text.as_str(), stale.notices[0].code), (RU, "encoding-mismatch"));
        assert_eq!(decode(bytes.to_vec(), Some("koi8-r"), |_| None).expect("any byte is a letter").encoding, KOI8_R);
        assert!(decode(bytes.to_vec(), Some("klingon"), |_| None).is_err());
    }

    #[test]
    fn western_marks_are_read_and_damage_is_not() {
        let (bytes, ..) = WINDOWS_1252.encode("The “flood” – in São Tomé – killed 12 people, the governor’s office said.");
        assert_eq!(read(&bytes).encoding, WINDOWS_1252);
        let mut damaged = RU.as_bytes().to_vec();
        damaged[30] = 0xFF;
        assert!(decode(damaged, None, |_| None).expect_err("one byte is wrong").message.contains("line 1"));
    }
}
