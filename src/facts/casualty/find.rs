//! Which number belongs to which word of a toll.
//!
//! Every pair of a toll word and a number has a cost: the words between them, weighed by what they are, and the side. The cheapest pairs are taken
//! first, each number once and each toll word once; what is joined to a taken number (`and 2 civilians`, `including 3 children`) follows it.

use super::words::{Between, Role, Sides, Trigger, Words};
use super::{Casualty, is_harm};
use crate::facts::amount::Amount;
use crate::facts::{Concept, Finder, Kind, Scene, Value, number};
use crate::languages::GrammaticalNumber;
use crate::normalise::TokenKind;
use smallvec::SmallVec;
use std::ops::Range;

/// A word of a toll at its place.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<usize>,
    trigger: Trigger,
    /// Every way in which the words can be tied to a number (`إصابة` governs and is counted).
    roles: SmallVec<[Role; 2]>,
    /// Only a conjunction stands between it and the one before it.
    joined: bool,
    /// It is written together with a conjunction or the like: what stands before it belongs to another clause.
    clitic: bool,
}

/// A number that can be a toll.
#[derive(Clone, Debug)]
pub(super) struct Count {
    /// Index into `scene.found`.
    fact: usize,
    pub(super) tokens: Range<usize>,
    pub(super) amount: Amount,
    /// The token after the counted noun; the number's own end if there is none.
    pub(super) noun_end: usize,
    pub(super) who: Who,
    pub(super) former: bool,
}

/// What the noun after a number says of who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    People,
    /// No noun follows.
    Nobody,
    /// A noun that the tables do not name.
    Unknown,
    Things,
}

/// A number given to a toll word.
#[derive(Clone, Debug)]
struct Pair {
    cost: u32,
    found: usize,
    count: usize,
}

/// The concept of those who are not the ones named before.
const OTHERS: &str = "other";

/// How far from a count a second word of what befell the same people stands, in tokens.
const ALSO: usize = 24;

const BRIDGE: u32 = 0;
const WORD: u32 = 2;
const AND: u32 = 3;
const BARRIER: u32 = 8;
const TRIGGER: u32 = 10;
const NUMBER: u32 = 12;
/// A sign that ends a clause; nothing is sought beyond it.
const END: u32 = 40;

impl Finder for Words {
    fn find(&self, scene: &mut Scene<'_>) {
        let counts = self.counts(scene);
        scene.sums = self.sums(scene, &counts);
        let triggers = self.triggers_in(scene);
        let told = |tokens: &Range<usize>| triggers.iter().any(|found| found.trigger.role == Role::Nobody && overlap(&found.tokens, tokens));
        let none: Vec<_> = self.none(scene).into_iter().filter(|(tokens, _)| !told(tokens)).collect();
        if triggers.is_empty() && none.is_empty() {
            return;
        }
        scene.tolls = triggers.iter().map(|found| (found.tokens.start, found.trigger.toll)).collect();
        let mut tolls: Vec<Option<(usize, bool)>> = vec![None; counts.len()];
        let of_none = |found: &Found| none.iter().any(|(tokens, _)| overlap(&found.tokens, tokens));
        // What befell nobody goes with no figure.
        let mut used: Vec<bool> = triggers.iter().map(of_none).collect();
        for pair in self.pairs(scene, &triggers, &counts) {
            if tolls[pair.count].is_none() && !used[pair.found] {
                tolls[pair.count] = Some((pair.found, false));
                used[pair.found] = true;
            }
        }
        self.coordinate(scene, &triggers, &counts, &mut tolls);
        let merged = self.merged(scene, &triggers, &used, &|found| {
            // Four others are not the one who was killed.
            let count = tolls.iter().position(|toll| toll.is_some_and(|(at, _)| at == found));
            count.and_then(|count| number::counted(scene, counts[count].tokens.end)).is_some_and(|who| who.id() == OTHERS)
        });
        // Whoever was released had been held: the nearest word beside that no figure of its own goes with. Of words that a conjunction joins, `drowned or
        // went missing`, either can stand beside the figure.
        let also = |at: usize, count: &Count| {
            let own = triggers[at].trigger.toll;
            let free =
                triggers.iter().enumerate().filter(|(other, found)| !used[*other] && found.trigger.role != Role::Nobody && found.trigger.toll != own);
            let verb = |other: usize| triggers[other].roles.iter().any(|role| matches!(role, Role::Verb | Role::Subject));
            let whole = |other: usize| verb(other) && self.implied(scene, &triggers[other], &triggers).is_none();
            let tied = |other: usize| (other + 1 == at && triggers[at].joined || other == at + 1 && triggers[other].joined) && whole(other);
            let fate = free.filter(|(other, found)| tied(*other) || !is_harm(own) && !is_harm(found.trigger.toll)).map(|(_, found)| found);
            let far = |other: &Found| other.tokens.start.abs_diff(count.tokens.start);
            fate.filter(|other| far(other) <= ALSO).min_by_key(|other| far(other)).map(|other| other.trigger.toll)
        };
        let mut facts: Vec<(Range<usize>, Casualty, Option<Concept>)> = Vec::new();
        let mut gone = Vec::new();
        for (count, toll) in counts.iter().zip(&tolls) {
            let Some((at, part)) = *toll else { continue };
            let found = &triggers[at];
            let near = !part && found.tokens.start < count.tokens.end + 12 && count.tokens.start < found.tokens.end + 12;
            let mut tokens = count.tokens.start..count.noun_end.max(count.tokens.end);
            if near {
                tokens = tokens.start.min(found.tokens.start)..tokens.end.max(found.tokens.end);
            }
            let toll = if merged[at] { "casualties" } else { found.trigger.toll };
            let noun = !merged[at] && found.roles.iter().all(|role| *role == Role::State);
            facts.push((
                tokens,
                Casualty { part, noun, also: also(at, count), ..Casualty::new(count.amount.clone(), toll) },
                number::counted(scene, count.tokens.end),
            ));
            gone.push(count.fact);
        }
        facts.extend(none.iter().map(|(tokens, toll)| (tokens.clone(), Casualty::new(Amount::exact(0), toll), None)));
        for (at, found) in triggers.iter().enumerate() {
            if found.trigger.role == Role::Nobody {
                facts.push((found.tokens.clone(), Casualty::new(Amount::exact(0), found.trigger.toll), None));
            } else if !used[at]
                && !merged[at]
                && let Some((tokens, number, about)) = self.implied(scene, found, &triggers)
            {
                let amount = Amount { implied: true, ..Amount::exact(number) };
                facts.push((tokens, Casualty::new(amount, found.trigger.toll), about));
            }
        }
        gone.sort_unstable();
        for fact in gone.into_iter().rev() {
            scene.found.remove(fact);
        }
        for (tokens, value, about) in facts {
            if value.amount.implied {
                // The dual that carries the number was found as a bare number before.
                scene.found.retain(|(other, fact)| fact.kind() != Kind::Number || other.start < tokens.start || other.end > tokens.end);
            }
            scene.add(tokens, Value::Casualty(value.into()), about);
        }
    }
}

impl Words {
    fn triggers_in(&self, scene: &Scene<'_>) -> Vec<Found> {
        let (mut out, mut i): (Vec<Found>, usize) = (Vec::new(), scene.range.start);
        while i < scene.range.end {
            if let Some(silent) = scene.longest(&self.silent, i) {
                i = silent.tokens.end;
                continue;
            }
            let Some(found) = scene.longest(&self.triggers, i) else {
                i += 1;
                continue;
            };
            // A word inside an age, a date or a quantity tells of no toll; bare numbers do not stand in the way.
            let clitic = found.first.proclitic != 0;
            let joined = out.last().is_some_and(|before| self.tied(scene, before.tokens.end, found.tokens.start, clitic));
            let trigger = found.meaning();
            // One word can stand as itself and as a form of another (`injured`, `injure`): all its roles count.
            let mut roles: SmallVec<[Role; 2]> = SmallVec::new();
            self.triggers.each(scene.analyses, i, scene.range.end, |other| {
                if other.tokens == found.tokens {
                    roles.extend(other.meanings.iter().filter(|other| other.toll == trigger.toll).map(|other| other.role));
                }
            });
            // Of two verbs side by side the first is a particle or an auxiliary that only looks like one of a toll (`فقد أصيب`).
            if let Some(before) = out.last()
                && before.tokens.end == i
                && !clitic
                && [&before.roles, &roles].iter().all(|roles| roles.iter().any(|role| matches!(role, Role::Verb | Role::Subject)))
            {
                out.pop();
            }
            out.push(Found { tokens: found.tokens.clone(), trigger, roles, joined, clitic });
            i = found.tokens.end;
        }
        out
    }

    /// Whether nothing but a conjunction stands between two toll words.
    fn tied(&self, scene: &Scene<'_>, from: usize, to: usize, clitic: bool) -> bool {
        if from == to {
            return clitic;
        }
        to == from + 1 && (self.between_at(scene, from) == Some(Between::And) || scene.form(from) == "/")
    }

    pub(super) fn between_at(&self, scene: &Scene<'_>, i: usize) -> Option<Between> {
        scene.longest(&self.between, i).map(|found| found.meaning())
    }

    /// The bare numbers of the sentence with what they count; those that belong to a word for nobody (`not one prisoner`) count nothing.
    fn counts(&self, scene: &Scene<'_>) -> Vec<Count> {
        let none = self.words_for_nobody(scene);
        let mut out: Vec<Count> = Vec::new();
        for (fact, (tokens, found)) in scene.found.iter().enumerate() {
            let Value::Number(amount) = &found.value else { continue };
            let whole = |number: Option<rust_decimal::Decimal>| number.is_none_or(|number| number.fract().is_zero() && !number.is_sign_negative());
            // How often something happened is no toll: shot three times.
            let often = found.about.is_some_and(|about| about.id() == number::TIMES);
            let of_none = none.iter().any(|other| overlap(other, tokens));
            if often || of_none || amount.implied || !(whole(amount.min) && whole(amount.max) || amount.other.is_some()) {
                continue;
            }
            let (noun_end, who) = self.noun(scene, tokens.end);
            let former = scene.longest_before(&self.former, tokens.start).is_some()
                || scene.form(tokens.start.wrapping_sub(1)) == "(" && !out.is_empty() && who == Who::Nobody;
            out.push(Count { fact, tokens: tokens.clone(), amount: (**amount).clone(), noun_end, who, former });
        }
        out
    }

    /// The noun after a number.
    fn noun(&self, scene: &Scene<'_>, end: usize) -> (usize, Who) {
        let mut unknown = None;
        for i in end..end + 4 {
            let word = scene.token(i).is_some_and(|token| token.kind == TokenKind::Word) || scene.form(i) == "-" && scene.glued(i);
            if !word || scene.numerals.at(i).is_some() {
                break;
            }
            if let Some(found) = scene.longest(&self.people, i) {
                return (found.tokens.end, Who::People);
            }
            if scene.longest(&self.things, i).is_some() {
                return (end, Who::Things);
            }
            if scene.longest(&self.triggers, i).is_some() || self.between_at(scene, i).is_some_and(|kind| kind != Between::Bridge) {
                break;
            }
            if self.between_at(scene, i).is_none() && unknown.is_none() {
                unknown = Some(i + 1);
                if self.order.noun_first {
                    break;
                }
            }
        }
        unknown.map_or((end, Who::Nobody), |_| (end, Who::Unknown))
    }

    /// Every pair that is near enough, the cheapest first.
    fn pairs(&self, scene: &Scene<'_>, triggers: &[Found], counts: &[Count]) -> Vec<Pair> {
        let mut out = Vec::new();
        for (f, found) in triggers.iter().enumerate() {
            let sides = self.sides_of(found);
            for (c, count) in counts.iter().enumerate() {
                if count.former || count.who == Who::Things {
                    continue;
                }
                // Two patrols rescued 34 people: those who are counted right after it are meant.
                let others = || counts.iter().any(|other| other.who == Who::People && !other.former && other.tokens.start == found.tokens.end);
                if count.who == Who::Unknown && count.tokens.end <= found.tokens.start && sides.after.is_some() && others() {
                    continue;
                }
                let limit = match count.who {
                    Who::People => 16,
                    _ if found.trigger.role == Role::Total => 16,
                    _ => 6,
                };
                // `погибших — 214, раненых — 1900`, but not `восемь погибших: трое раненых ...`
                let sign = found.tokens.end;
                let counted = || counts.iter().any(|other| other.tokens.end == found.tokens.start);
                let listed = sign + 1 == count.tokens.start
                    && !counted()
                    && matches!(scene.form(sign), ":" | "–" | "—" | "-")
                    && !(scene.glued(sign) && scene.glued(sign + 1))
                    && found.roles.contains(&Role::State);
                let cost = if listed {
                    Some(0)
                } else if found.clitic && !found.joined && self.is_behind(scene, count, found) {
                    None
                } else if count.tokens.end <= found.tokens.start {
                    let passive = found.trigger.role != Role::Verb || self.is_passive(scene, found);
                    if count.who == Who::Unknown && !passive {
                        continue;
                    }
                    sides.before.map(|side| {
                        side + self.way(scene, count.noun_end.min(found.tokens.start)..found.tokens.start, triggers, counts, count.who, false)
                    })
                } else if found.tokens.end <= count.tokens.start {
                    let total = found.trigger.role == Role::Total;
                    sides.after.map(|side| side + self.way(scene, found.tokens.end..count.tokens.start, triggers, counts, Who::People, total))
                } else {
                    None
                };
                if let Some(cost) = cost.filter(|cost| *cost <= limit) {
                    out.push(Pair { cost, found: f, count: c });
                }
            }
        }
        out.sort_by_key(|pair| (pair.cost, pair.found, pair.count));
        out
    }

    /// Whether a number stands right before a word written together with a conjunction, or before a comma with no more than what it counts between.
    fn is_behind(&self, scene: &Scene<'_>, count: &Count, found: &Found) -> bool {
        let comma = found.tokens.start.checked_sub(1).filter(|at| matches!(scene.form(*at), "," | "،"));
        count.tokens.end == found.tokens.start
            || comma.is_some_and(|comma| comma >= count.tokens.end && comma <= count.noun_end.max(count.tokens.end + 1))
    }

    /// The cheapest side of all its roles.
    fn sides_of(&self, found: &Found) -> Sides {
        found
            .roles
            .iter()
            .map(|role| self.sides(*role))
            .fold(Sides::default(), |a, b| Sides { before: lower(a.before, b.before), after: lower(a.after, b.after) })
    }

    /// `were killed`; languages without auxiliaries have none to ask for.
    fn is_passive(&self, scene: &Scene<'_>, found: &Found) -> bool {
        self.passive.is_empty() || scene.longest_before(&self.passive, found.tokens.start).is_some()
    }

    /// What the tokens between a number and a toll word weigh.
    fn way(&self, scene: &Scene<'_>, tokens: Range<usize>, triggers: &[Found], counts: &[Count], who: Who, total: bool) -> u32 {
        let (mut cost, mut i) = (0, tokens.start);
        let mut free = u32::from(who == Who::Unknown) * 3;
        while i < tokens.end && cost <= 40 {
            if let Some(count) = counts.iter().find(|count| count.tokens.contains(&i)) {
                cost += if count.former { WORD } else { NUMBER };
                i = count.tokens.end;
                continue;
            }
            if let Some(found) = triggers.iter().find(|found| found.tokens.contains(&i)) {
                cost += if total {
                    AND
                } else if found.roles.contains(&Role::State) {
                    BRIDGE
                } else {
                    TRIGGER
                };
                i = found.tokens.end;
                continue;
            }
            // Ages, dates and the like between commas.
            let aside = scene.found.iter().find(|(other, fact)| other.contains(&i) && !matches!(fact.kind(), Kind::Number | Kind::Ordinal));
            if let Some((other, _)) = aside {
                cost += 1;
                i = other.end.max(i + 1);
                continue;
            }
            if let Some(found) = scene.longest(&self.between, i)
                && found.tokens.end <= tokens.end
            {
                cost += match found.meaning() {
                    Between::Bridge => BRIDGE,
                    Between::And => AND,
                    Between::Barrier if total => 1,
                    Between::Barrier => BARRIER,
                    Between::Stop => END,
                };
                i = found.tokens.end;
                continue;
            }
            // A clause set off by commas, with no number and no toll of its own: `десять человек, в панике выскочивших наружу, погибли`.
            if let Some(close) = self.aside(scene, i..tokens.end, triggers, counts).filter(|_| who == Who::People && !total) {
                cost += AND;
                i = close;
                continue;
            }
            if let Some(people) = scene.longest(&self.people, i) {
                cost += if total { 1 } else { WORD };
                i = people.tokens.end;
                continue;
            }
            cost += match scene.token(i).map(|token| token.kind) {
                Some(TokenKind::Sign) => match scene.form(i) {
                    "," | "،" => AND,
                    "\"" | "«" | "»" | "'" => 1,
                    "-" if scene.glued(i) => 1,
                    ":" | "–" | "—" if total => 0,
                    "(" | ")" => 4,
                    "." | ";" | "!" | "?" | "؛" | "؟" => END,
                    _ => BARRIER,
                },
                _ if free > 0 => {
                    free -= 1;
                    0
                }
                _ if total => 1,
                _ => WORD,
            };
            i += 1;
        }
        cost
    }

    /// The token after a clause between two commas that begins at the start of `tokens` and holds neither a number nor a word of a toll.
    fn aside(&self, scene: &Scene<'_>, tokens: Range<usize>, triggers: &[Found], counts: &[Count]) -> Option<usize> {
        const LONG: usize = 12;
        let comma = |i: usize| matches!(scene.form(i), "," | "،");
        if !comma(tokens.start) {
            return None;
        }
        let close = (tokens.start + 1..tokens.end.min(tokens.start + LONG)).find(|i| comma(*i))?;
        let inside = tokens.start..close;
        let busy =
            triggers.iter().any(|found| inside.contains(&found.tokens.start)) || counts.iter().any(|count| inside.contains(&count.tokens.start));
        (close > tokens.start + 1 && !busy).then_some(close + 1)
    }

    /// Numbers joined to one that has a toll share it: `3 soldiers and 2 civilians`; `including 3 children` is a part of it.
    fn coordinate(&self, scene: &Scene<'_>, triggers: &[Found], counts: &[Count], tolls: &mut [Option<(usize, bool)>]) {
        let inside = |range: Range<usize>| triggers.iter().any(|found| range.contains(&found.tokens.start));
        for c in 0..counts.len() {
            let count = &counts[c];
            if tolls[c].is_some() || count.former || count.who == Who::Things {
                continue;
            }
            let before = (0..c).rev().find_map(|other| tolls[other].map(|toll| (other, toll)));
            if let Some((other, (toll, _))) = before
                && scene.longest_before(&self.including, count.tokens.start).is_some()
                && matches!(count.who, Who::People | Who::Nobody)
                && count.tokens.start - counts[other].tokens.end < 16
            {
                tolls[c] = Some((toll, true));
                continue;
            }
            if count.who != Who::People {
                continue;
            }
            // The neighbour to the left or to the right, with nothing but a conjunction between.
            let left = c.checked_sub(1).filter(|left| counts[*left].noun_end.max(counts[*left].tokens.end) <= count.tokens.start);
            if let Some(left) = left
                && let Some((toll, part)) = tolls[left]
                && self.joins(scene, counts[left].noun_end..count.tokens.start)
                && triggers[toll].tokens.end <= counts[left].tokens.start
            {
                tolls[c] = Some((toll, part));
                continue;
            }
            if let Some(right) = counts.get(c + 1)
                && let Some((toll, false)) = tolls[c + 1]
                && triggers[toll].tokens.start >= right.tokens.end
                && count.noun_end <= right.tokens.start
                && self.joins(scene, count.noun_end..right.tokens.start)
                // 31 of them died: they are a part of those before and no others.
                && scene.longest(&self.including, right.tokens.end).is_none()
                && !inside(count.tokens.end..right.tokens.start)
            {
                tolls[c] = Some((toll, false));
            }
        }
    }

    /// A conjunction or comma and no more than that.
    fn joins(&self, scene: &Scene<'_>, tokens: Range<usize>) -> bool {
        let glued = tokens.is_empty();
        glued
            || tokens.len() <= 3
                && tokens
                    .clone()
                    .all(|i| matches!(scene.form(i), "," | "،") || matches!(self.between_at(scene, i), Some(Between::And | Between::Bridge)))
    }

    /// Killed and injured named together with one number are casualties.
    fn merged(&self, scene: &Scene<'_>, triggers: &[Found], used: &[bool], of_others: &dyn Fn(usize) -> bool) -> Vec<bool> {
        let mut merged = vec![false; triggers.len()];
        for at in 1..triggers.len() {
            let (left, right) = (&triggers[at - 1], &triggers[at]);
            let pair = (left.trigger.toll == "killed" && right.trigger.toll == "injured")
                || (left.trigger.toll == "injured" && right.trigger.toll == "killed");
            if pair && right.joined && used[at - 1] != used[at] {
                // `5 were killed and injured` names both; `killed 5 and injured others` does not.
                let after = scene.token(right.tokens.end).is_some_and(|token| token.kind == TokenKind::Word)
                    && scene.longest(&self.people, right.tokens.end).is_some()
                    && used[at - 1];
                // Neither does `a guard was killed and three others injured`, where the verb comes last: حارس قتل وأصيب ثلاثة.
                let own = !used[at - 1] && self.implied(scene, left, triggers).is_some();
                if !after && !own && !of_others(at) {
                    merged[at - 1] = true;
                    merged[at] = true;
                }
            }
        }
        merged
    }

    /// One or two that a noun states without a numeral: `مقتل جندي`, `إصابة طفلين`, `a soldier was killed`.
    fn implied(&self, scene: &Scene<'_>, found: &Found, triggers: &[Found]) -> Option<(Range<usize>, i64, Option<Concept>)> {
        if matches!(found.trigger.role, Role::Total | Role::Nobody) {
            return None;
        }
        let sides = self.sides_of(found);
        if found.roles.iter().all(|role| matches!(role, Role::Count | Role::State)) {
            // The counted noun itself in the dual: `قتيلان`.
            let found_again = scene.longest(&self.triggers, found.tokens.start)?;
            let dual = found_again.number == GrammaticalNumber::Dual && found_again.tokens.len() == 1;
            return dual.then(|| (found.tokens.clone(), 2, None));
        }
        if sides.after.is_some()
            && let Some((end, number)) = self.person(scene, found.tokens.end)
            && !triggers.iter().any(|other| other.tokens.start >= found.tokens.end && other.tokens.start < end)
        {
            return Some((found.tokens.start..end, number, number::counted(scene, found.tokens.end)));
        }
        // Whoever does it may stand between the verb and the two to whom it was done: اعتقلت الشرطة شخصين.
        if sides.after.is_some()
            && found.roles.contains(&Role::Verb)
            && let Some((end, at)) = self.two_after(scene, found.tokens.end, triggers)
        {
            return Some((found.tokens.start..end, 2, number::counted(scene, at)));
        }
        if sides.before.is_some() {
            // Back over auxiliaries and the person to the article.
            let from = scene.range.start.max(found.tokens.start.saturating_sub(6));
            for start in (from..found.tokens.start).rev() {
                let Some((end, number)) = self.person(scene, start) else { continue };
                let apart = self.order.bare_singular || scene.longest(&self.article, start).is_some();
                let near = end <= found.tokens.start && (end..found.tokens.start).all(|i| self.between_at(scene, i) == Some(Between::Bridge));
                if apart
                    && near
                    && scene.numerals.before(start).is_none()
                    && (!found.roles.contains(&Role::Verb) || self.is_passive(scene, found) || end == found.tokens.start)
                {
                    return Some((start..found.tokens.end, number, number::counted(scene, start)));
                }
            }
        }
        None
    }

    /// Two people named by a noun in the dual, with one word or two before them that are nobody; the token after the noun, and its own.
    fn two_after(&self, scene: &Scene<'_>, from: usize, triggers: &[Found]) -> Option<(usize, usize)> {
        const BETWEEN: usize = 3;
        for at in from..=from + BETWEEN {
            let free = scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
                && scene.range.contains(&at)
                && scene.numerals.at(at).is_none()
                && !triggers.iter().any(|other| other.tokens.contains(&at));
            if !free {
                return None;
            }
            match self.person(scene, at) {
                Some((end, 2)) if at > from => return Some((end, at)),
                Some(_) => return None,
                None => {}
            }
        }
        None
    }

    /// A person in the singular or dual at token `i`, past an article and adjectives; the token after it and how many.
    fn person(&self, scene: &Scene<'_>, i: usize) -> Option<(usize, i64)> {
        let article = scene.longest(&self.article, i).map(|found| found.tokens.end);
        if article.is_none() && !self.order.bare_singular {
            return None;
        }
        let at = article.unwrap_or(i);
        let reach = if article.is_some() { 3 } else { 1 };
        for start in at..at + reach {
            scene.token(start).filter(|token| token.kind == TokenKind::Word)?;
            let Some(found) = scene.longest(&self.people, start) else {
                if self.between_at(scene, start).is_some_and(|kind| kind != Between::Bridge) {
                    return None;
                }
                continue;
            };
            let plain = self.order.bare_singular && found.first.proclitic != 0;
            return match found.number {
                _ if plain && article.is_none() => None,
                GrammaticalNumber::Dual => Some((found.tokens.end, 2)),
                GrammaticalNumber::Singular => Some((found.tokens.end, 1)),
                GrammaticalNumber::Any if article.is_some() => Some((found.tokens.end, 1)),
                _ => None,
            };
        }
        None
    }
}

fn lower(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    a.into_iter().chain(b).min()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
