//! The names of an edition, each held once however often the edition tells it.

use super::Name;
use crate::facts::Value;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// The names told so far.
#[derive(Debug, Default)]
pub struct Held {
    /// By key: the names that differ in something else.
    names: FxHashMap<String, SmallVec<[Arc<Name>; 1]>>,
}

impl Held {
    /// Puts the name that is held already in the place of the same one in a value.
    pub fn share(&mut self, value: &mut Value) {
        let name = match value {
            Value::Name(name) => name,
            Value::Quote(quote) => match &mut quote.speaker {
                Some(name) => name,
                None => return,
            },
            _ => return,
        };
        *name = self.hold(Arc::clone(name));
    }

    /// The name as it is held already; it is held from now on if it is not.
    pub(super) fn hold(&mut self, name: Arc<Name>) -> Arc<Name> {
        if let Some(known) = self.names.get(&name.key).and_then(|alike| alike.iter().find(|known| is_identical(known, &name))) {
            return Arc::clone(known);
        }
        self.names.entry(name.key.clone()).or_default().push(Arc::clone(&name));
        name
    }
}

/// Whether nothing tells two names apart. Their words are those of the same text if they were made ready once.
fn is_identical(a: &Arc<Name>, b: &Arc<Name>) -> bool {
    let all = |name: &Name| (name.class, name.derived, name.sort, name.title, name.of, name.tentative);
    Arc::ptr_eq(a, b) || a.key == b.key && a.places == b.places && all(a) == all(b) && Arc::ptr_eq(&a.parsed, &b.parsed)
}

#[cfg(test)]
mod tests {
    use super::super::Class;
    use super::*;

    #[test]
    fn what_is_told_twice_is_held_once_and_what_differs_twice() {
        let mut held = Held::default();
        let mut told = |class: Class, text: &str| held.hold(Name::spelled(class, text).into());
        let first = told(Class::Person, "Anna Petrova");
        assert!(Arc::ptr_eq(&first, &told(Class::Person, "Anna Petrova")));
        assert!(!Arc::ptr_eq(&first, &told(Class::Place, "Anna Petrova")));
        assert!(!Arc::ptr_eq(&first, &told(Class::Person, "Ann Petrov")));
    }
}
