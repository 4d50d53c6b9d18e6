//! Whether a word is made like a name or like a word of the language.
//!
//! A language's own words are made by its own patterns, and most names in the news come from elsewhere: سنكلير can hardly be an Arabic word, تباينات can
//! hardly be anything else. The pack's tables have some thousand of each. The measure is the log of how much likelier the letters of a word are, each
//! after the two before it, among the names than among the words (add-δ smoothing; Jurafsky & Martin, *Speech and Language Processing*, 3rd ed.,
//! chapter 3). It is a help where nothing else tells a name, never a finding by itself.

use super::triples::{NAME, SHORTEST, WORD, first_two, triples};
use crate::languages::Pack;

/// What every count is raised by, so that letters never seen together are unlikely and not impossible.
const SMOOTHING: f32 = 0.3;

/// What a word loses when its first letter is taken for a proclitic.
const PROCLITIC: f32 = 1.0;

/// More than 0 for what is made like a name, less for what is made like a word of the language; `form` is folded. The letters are counted by the build.
pub fn shape(tag: &str, form: &str) -> f32 {
    let Ok(pack) = Pack::get(tag) else { return 0.0 };
    let first = form.chars().next().filter(|first| pack.profile.clitics.proclitics.iter().any(|chain| chain.chars().eq([*first])));
    let bare = first.map(|first| &form[first.len_utf8()..]).filter(|bare| bare.chars().count() >= SHORTEST);
    bare.map(|bare| measure(pack, bare) - PROCLITIC).into_iter().fold(measure(pack, form), f32::max)
}

fn measure(pack: &Pack, form: &str) -> f32 {
    let letters = pack.letters() as f32 + 1.0;
    let chance = |own: u32, all: u32| (own as f32 + SMOOTHING) / (all as f32 + SMOOTHING * letters);
    let each = |triple: u64| {
        let (own, all) = (pack.triple(triple), pack.pair(first_two(triple)));
        (chance(own[NAME], all[NAME]) / chance(own[WORD], all[WORD])).ln()
    };
    triples(form).map(each).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_is_not_made_like_a_word() {
        for name in ["غريفيث", "مارتينيز"] {
            assert!(shape("ar", name) > 0.0, "{name}: {}", shape("ar", name));
        }
        for word in ["استثمارات", "يستعرضون", "المتظاهرين", "تقديراتها"] {
            assert!(shape("ar", word) < 0.0, "{word}: {}", shape("ar", word));
        }
    }

    #[test]
    fn every_language_has_a_measure() {
        assert!(shape("en", "mcallister") > shape("en", "investments"));
        assert!(shape("ru", "шевченко") > shape("ru", "предложение"));
        assert!(shape("xx", "name").abs() < f32::EPSILON);
    }
}
