//! What stands in the sentences of an edition, sentence by sentence, in one list: a list a sentence would take more room than what is in it.

/// Things in the order of the text, told apart by their sentence.
#[derive(Clone, Debug)]
pub struct BySentence<T> {
    list: Vec<T>,
    /// By sentence: where its things end; they begin where those of the sentence before end.
    ends: Vec<u32>,
}

impl<T> Default for BySentence<T> {
    fn default() -> Self {
        Self { list: Vec::new(), ends: Vec::new() }
    }
}

impl<T> BySentence<T> {
    /// Adds things of a sentence, which is the last one so far or one behind it.
    pub(super) fn add(&mut self, sentence: usize, things: impl IntoIterator<Item = T>) {
        self.ends.resize(sentence, self.list.len() as u32);
        self.list.extend(things);
        self.ends.push(self.list.len() as u32);
    }

    /// Leaves no room for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.list.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// What stands in a sentence.
    pub fn of(&self, sentence: usize) -> &[T] {
        let end = |sentence: usize| self.ends.get(sentence).map_or(self.list.len(), |end| *end as usize);
        let start = sentence.checked_sub(1).map_or(0, end);
        &self.list[start..end(sentence)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_what_was_added_to_it() {
        let mut all = BySentence::default();
        all.add(1, ["a", "b"]);
        all.add(1, ["c"]);
        all.add(4, ["d"]);
        let of: Vec<&[&str]> = (0..6).map(|sentence| all.of(sentence)).collect();
        assert_eq!(of, [&[][..], &["a", "b", "c"], &[], &[], &["d"], &[]]);
    }
}
