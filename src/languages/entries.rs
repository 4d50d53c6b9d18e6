//! Strings and sections of large tables, read without a copy: what a table holds stands in the program already.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

/// A string of a table.
#[derive(Clone, Debug)]
pub struct Text {
    text: Cow<'static, str>,
    /// The pack, and the number of the string there, if the build has laid it out.
    laid: Option<(u8, u32)>,
}

impl Text {
    /// What a quick form knows it by.
    pub(super) const NAME: &'static str = "variorum::Text";
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

// Two strings are the same wherever they stand.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// What can be a pattern: a string, and best one that the build has cut into words already.
pub trait Pattern {
    /// The pattern.
    fn text(&self) -> &str;

    /// The place of the pack among all, and the number of the string in it.
    fn laid(&self) -> Option<(u8, u32)> {
        None
    }
}

impl Pattern for str {
    fn text(&self) -> &str {
        self
    }
}

impl Pattern for String {
    fn text(&self) -> &str {
        self
    }
}

impl Pattern for Text {
    fn text(&self) -> &str {
        self
    }

    fn laid(&self) -> Option<(u8, u32)> {
        self.laid
    }
}

impl<F: Pattern + ?Sized> Pattern for &F {
    fn text(&self) -> &str {
        (**self).text()
    }

    fn laid(&self) -> Option<(u8, u32)> {
        (**self).laid()
    }
}

impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl<'de: 'static> Visitor<'de> for Read {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
                deserializer.deserialize_str(self)
            }

            /// A pack and a number in it; see `quick`.
            fn visit_u64<E: Error>(self, place: u64) -> Result<Text, E> {
                let (pack, number) = ((place >> 32) as u8, place as u32);
                let text = super::TABLES.get(usize::from(pack)).and_then(|(_, laid, _)| laid.string(number));
                let text = text.ok_or_else(|| E::custom("there is no such string"))?;
                Ok(Text { text: Cow::Borrowed(text), laid: Some((pack, number)) })
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text, E> {
                Ok(Text { text: Cow::Borrowed(text), laid: None })
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text { text: Cow::Owned(text.to_owned()), laid: None })
            }
        }

        deserializer.deserialize_newtype_struct(Self::NAME, Read)
    }
}

/// A section of a table, in the order in which it is read: that of the keys.
#[derive(Clone, Debug)]
pub struct Entries<V>(Vec<(Text, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Deref for Entries<V> {
    type Target = [(Text, V)];

    fn deref(&self) -> &[(Text, V)] {
        &self.0
    }
}

impl<'de: 'static, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<V>(PhantomData<V>);

        impl<'de: 'static, V: Deserialize<'de>> Visitor<'de> for Read<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a section of keys")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<V>, A::Error> {
                let mut all = Vec::with_capacity(map.size_hint().unwrap_or(0));
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Entries(all))
            }
        }

        deserializer.deserialize_map(Read(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_borrowed_unless_something_is_escaped() {
        let read: Entries<Vec<Text>> = serde_json::from_str(r#"{"b":["солдат|"],"a":["\"x\""]}"#).unwrap();
        let all: Vec<(&str, &str)> = read.iter().map(|(key, forms)| (&**key, &*forms[0])).collect();
        assert_eq!(all, [("b", "солдат|"), ("a", "\"x\"")]);
        assert!(matches!(read[0].1[0].text, Cow::Borrowed(_)));
        assert!(serde_json::from_str::<Entries<Vec<Text>>>(r#"{"a":[1]}"#).is_err());
    }
}
