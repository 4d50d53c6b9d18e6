//! The quick form of a table, which the build writes (`build.rs`): a mark, and then a number or the values of a list or a section. A string is its
//! number among the strings of the pack.

use super::entries::Text;
use super::laid::Laid;
use serde::de::value::{Error, MapAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};

/// The marks before a value.
const STRING: u8 = b's';
const INTEGER: u8 = b'i';
const FLOAT: u8 = b'f';
const TRUE: u8 = b'y';
const FALSE: u8 = b'n';
const LIST: u8 = b'l';
const SECTION: u8 = b't';

/// Reads one table.
pub(super) struct Quick {
    rest: &'static [u8],
    laid: &'static Laid,
    pack: u8,
}

impl Quick {
    /// `pack` is the place of the pack whose strings these are.
    pub(super) fn new(bytes: &'static [u8], laid: &'static Laid, pack: u8) -> Self {
        Self { rest: bytes, laid, pack }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (first, rest) = self.rest.split_first_chunk().ok_or_else(|| Error::custom("the table ends early"))?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u32, Error> {
        self.take().map(u32::from_le_bytes)
    }

    fn string(&mut self) -> Result<&'static str, Error> {
        let number = self.number()?;
        self.laid.string(number).ok_or_else(|| Error::custom("there is no such string"))
    }
}

impl Deserializer<'static> for &mut Quick {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.take()? {
            [STRING] => visitor.visit_borrowed_str(self.string()?),
            [INTEGER] => match i64::from_le_bytes(self.take()?) {
                number if number < 0 => visitor.visit_i64(number),
                number => visitor.visit_u64(number as u64),
            },
            [FLOAT] => visitor.visit_f64(f64::from_le_bytes(self.take()?)),
            [mark @ (TRUE | FALSE)] => visitor.visit_bool(mark == TRUE),
            [LIST] => {
                let left = self.number()?;
                visitor.visit_seq(Within { quick: self, left })
            }
            [SECTION] => {
                let left = self.number()?;
                visitor.visit_map(Within { quick: self, left })
            }
            _ => Err(Error::custom("the table is not in its quick form")),
        }
    }

    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match self.rest {
            [STRING, rest @ ..] if name == Text::NAME => {
                self.rest = rest;
                visitor.visit_u64(u64::from(self.pack) << 32 | u64::from(self.number()?))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'static>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.take()? {
            [STRING] => visitor.visit_enum(self.string()?.into_deserializer()),
            [SECTION] => {
                let left = self.number()?;
                visitor.visit_enum(MapAccessDeserializer::new(Within { quick: self, left }))
            }
            _ => Err(Error::custom("a word of a list is expected")),
        }
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

/// What is left of a list or a section.
struct Within<'a> {
    quick: &'a mut Quick,
    left: u32,
}

impl Within<'_> {
    fn next(&mut self) -> bool {
        let more = self.left > 0;
        self.left = self.left.saturating_sub(1);
        more
    }
}

impl SeqAccess<'static> for Within<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'static>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.next() { seed.deserialize(&mut *self.quick).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left as usize)
    }
}

impl MapAccess<'static> for Within<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'static>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.next() { seed.deserialize(&mut *self.quick).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.quick)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::super::TABLES;
    use super::Quick;
    use serde::Deserialize;

    #[test]
    fn every_table_is_read_as_it_is_written() {
        for (pack, (tag, laid, tables)) in TABLES.iter().enumerate() {
            for table in *tables {
                let written: toml::Table = toml::from_str(table.written).unwrap();
                let mut quick = Quick::new(table.quick, laid, pack as u8);
                let read = toml::Table::deserialize(&mut quick).unwrap();
                assert!(quick.rest.is_empty());
                assert_eq!(read, written, "{tag} {}", table.name);
            }
        }
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let (_, laid, tables) = &TABLES[0];
        let bytes = tables[0].quick;
        for end in 0..bytes.len().min(200) {
            assert!(toml::Table::deserialize(&mut Quick::new(&bytes[..end], laid, 0)).is_err());
        }
    }
}
