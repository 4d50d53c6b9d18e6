//! Numbers written out in words and in digits are one number, in every language.

use crate::check::Reader;
use crate::facts::Value;
use crate::segment::Mode;
use crate::text::Edition;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The numbers found in a text.
fn numbers(language: &str, text: &str) -> Vec<Decimal> {
    let edition = Edition { id: "x".into(), language: language.into(), text: text.into(), published: None };
    let read = Reader::get(language).unwrap().read(&edition, Mode::Line);
    for fact in &read.facts {
        assert!(text.get(fact.span.start..fact.span.end).is_some_and(|text| !text.is_empty()), "{text}: {fact:?}");
    }
    read.facts.iter().filter_map(|fact| if let Value::Number(amount) = &fact.value { amount.point() } else { None }).collect()
}

const EN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn english(n: u64, and: bool) -> String {
    let group = |n: u64| {
        let tail = match n % 100 {
            0 => String::new(),
            t if t < 20 => EN[t as usize].to_owned(),
            t if t % 10 == 0 => EN_TENS[t as usize / 10].to_owned(),
            t => format!("{}-{}", EN_TENS[t as usize / 10], EN[t as usize % 10]),
        };
        match (n / 100, tail.as_str()) {
            (0, _) => tail,
            (h, "") => format!("{} hundred", EN[h as usize]),
            (h, _) => format!("{} hundred {}{tail}", EN[h as usize], if and { "and " } else { "" }),
        }
    };
    scales(n, &["", "thousand", "million", "billion"], |g, scale| format!("{} {scale}", group(g)), " ")
}

fn scales(n: u64, names: &[&str], write: impl Fn(u64, &str) -> String, between: &str) -> String {
    let mut parts = Vec::new();
    for (i, name) in names.iter().enumerate().rev() {
        let group = n / 1000u64.pow(i as u32) % 1000;
        if group > 0 {
            parts.push(write(group, name).trim().to_owned());
        }
    }
    parts.join(between)
}

const RU: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const RU_TENS: [&str; 10] = ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const RU_HUNDREDS: [&str; 10] = ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

fn russian(n: u64) -> String {
    let write = |g: u64, scale: &str| {
        let feminine = scale == "тысяч";
        let mut words = vec![RU_HUNDREDS[g as usize / 100]];
        let tail = g % 100;
        if tail >= 20 {
            words.push(RU_TENS[tail as usize / 10]);
        }
        let unit = if tail >= 20 { tail % 10 } else { tail };
        if unit > 0 {
            words.push(match unit {
                1 if feminine => "одна",
                2 if feminine => "две",
                unit => RU[unit as usize],
            });
        }
        let one = tail != 11 && g % 10 == 1;
        let few = !(12..=14).contains(&tail) && (2..=4).contains(&(g % 10));
        let ending = match (scale, one, few) {
            ("", ..) => "",
            ("тысяч", true, _) => "а",
            ("тысяч", _, true) => "и",
            ("тысяч", ..) | (_, true, _) => "",
            (_, _, true) => "а",
            _ => "ов",
        };
        format!("{} {scale}{ending}", words.join(" "))
    };
    let text = scales(n, &["", "тысяч", "миллион", "миллиард"], write, " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const AR: [&str; 11] = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"];
const AR_TENS: [&str; 10] = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];
const AR_HUNDREDS: [&str; 10] = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"];

fn arabic(n: u64) -> String {
    let group = |n: u64| {
        let mut words: Vec<String> = Vec::new();
        if n >= 100 {
            words.push(AR_HUNDREDS[n as usize / 100].to_owned());
        }
        match n % 100 {
            0 => {}
            t if t <= 10 => words.push(AR[t as usize].to_owned()),
            11 => words.push("أحد عشر".to_owned()),
            12 => words.push("اثنا عشر".to_owned()),
            t if t < 20 => words.push(format!("{} عشر", AR[t as usize % 10])),
            t => {
                if t % 10 > 0 {
                    words.push(AR[t as usize % 10].to_owned());
                }
                words.push(AR_TENS[t as usize / 10].to_owned());
            }
        }
        words.join(" و")
    };
    let write = |g: u64, scale: &str| match (scale, g) {
        ("", g) => group(g),
        (scale, 1) => scale.to_owned(),
        (scale, 2) => format!("{scale}ان"),
        ("ألف", 3..=10) => format!("{} آلاف", group(g)),
        ("مليون", 3..=10) => format!("{} ملايين", group(g)),
        ("مليار", 3..=10) => format!("{} مليارات", group(g)),
        // 103 and the like take the plural too; 200 loses its nun before the noun.
        (scale, 200) => format!("مئتا {scale}"),
        (scale, 11..=99) => format!("{} {scale}ا", group(g)),
        (scale, g) => format!("{} {scale}", group(g)),
    };
    scales(n, &["", "ألف", "مليون", "مليار"], write, " و")
}

/// Russian numerals from one to twenty in the genitive, dative, instrumental and prepositional.
const RU_CASES: [[&str; 4]; 20] = [
    ["одного", "одному", "одним", "одном"],
    ["двух", "двум", "двумя", "двух"],
    ["трёх", "трём", "тремя", "трёх"],
    ["четырёх", "четырём", "четырьмя", "четырёх"],
    ["пяти", "пяти", "пятью", "пяти"],
    ["шести", "шести", "шестью", "шести"],
    ["семи", "семи", "семью", "семи"],
    ["восьми", "восьми", "восемью", "восьми"],
    ["девяти", "девяти", "девятью", "девяти"],
    ["десяти", "десяти", "десятью", "десяти"],
    ["одиннадцати", "одиннадцати", "одиннадцатью", "одиннадцати"],
    ["двенадцати", "двенадцати", "двенадцатью", "двенадцати"],
    ["тринадцати", "тринадцати", "тринадцатью", "тринадцати"],
    ["четырнадцати", "четырнадцати", "четырнадцатью", "четырнадцати"],
    ["пятнадцати", "пятнадцати", "пятнадцатью", "пятнадцати"],
    ["шестнадцати", "шестнадцати", "шестнадцатью", "шестнадцати"],
    ["семнадцати", "семнадцати", "семнадцатью", "семнадцати"],
    ["восемнадцати", "восемнадцати", "восемнадцатью", "восемнадцати"],
    ["девятнадцати", "девятнадцати", "девятнадцатью", "девятнадцати"],
    ["двадцати", "двадцати", "двадцатью", "двадцати"],
];
const RU_TENS_CASES: [[&str; 4]; 7] = [
    ["тридцати", "тридцати", "тридцатью", "тридцати"],
    ["сорока", "сорока", "сорока", "сорока"],
    ["пятидесяти", "пятидесяти", "пятьюдесятью", "пятидесяти"],
    ["шестидесяти", "шестидесяти", "шестьюдесятью", "шестидесяти"],
    ["семидесяти", "семидесяти", "семьюдесятью", "семидесяти"],
    ["восьмидесяти", "восьмидесяти", "восемьюдесятью", "восьмидесяти"],
    ["девяноста", "девяноста", "девяноста", "девяноста"],
];
const RU_HUNDREDS_CASES: [[&str; 4]; 9] = [
    ["ста", "ста", "ста", "ста"],
    ["двухсот", "двумстам", "двумястами", "двухстах"],
    ["трёхсот", "трёмстам", "тремястами", "трёхстах"],
    ["четырёхсот", "четырёмстам", "четырьмястами", "четырёхстах"],
    ["пятисот", "пятистам", "пятьюстами", "пятистах"],
    ["шестисот", "шестистам", "шестьюстами", "шестистах"],
    ["семисот", "семистам", "семьюстами", "семистах"],
    ["восьмисот", "восьмистам", "восемьюстами", "восьмистах"],
    ["девятисот", "девятистам", "девятьюстами", "девятистах"],
];

/// A number in one of the four oblique cases.
fn russian_declined(n: u64, case: usize) -> String {
    let write = |g: u64, scale: &str| {
        let tail = g % 100;
        let mut words: Vec<&str> = Vec::new();
        if g >= 100 {
            words.push(RU_HUNDREDS_CASES[g as usize / 100 - 1][case]);
        }
        if tail >= 30 {
            words.push(RU_TENS_CASES[tail as usize / 10 - 3][case]);
        } else if tail > 20 {
            words.push(RU_CASES[19][case]);
        }
        let unit = if tail > 20 { tail % 10 } else { tail };
        if unit > 0 {
            words.push(if unit == 1 && scale == "тысяч" { "одной" } else { RU_CASES[unit as usize - 1][case] });
        }
        let one = tail != 11 && g % 10 == 1;
        let ending = match (scale, one) {
            ("", _) => "",
            ("тысяч", true) => ["и", "е", "ей", "е"][case],
            ("тысяч", false) => ["", "ам", "ами", "ах"][case],
            (_, true) => ["а", "у", "ом", "е"][case],
            (_, false) => ["ов", "ам", "ами", "ах"][case],
        };
        format!("{} {scale}{ending}", words.join(" "))
    };
    scales(n, &["", "тысяч", "миллион", "миллиард"], write, " ")
}

/// An Arabic number below a thousand that counts feminine nouns, or that does not stand in the nominative.
fn arabic_counting(n: u64, feminine: bool, oblique: bool) -> String {
    const FEMININE: [&str; 11] = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"];
    let unit = |n: u64| match (n, feminine, oblique) {
        (2, true, true) => "اثنتين",
        (2, false, true) => "اثنين",
        (n, true, _) => FEMININE[n as usize],
        (n, false, _) => AR[n as usize],
    };
    let end = |word: &str| if oblique { word.replace("ون", "ين").replace("مئتان", "مئتين") } else { word.to_owned() };
    let mut words: Vec<String> = Vec::new();
    if n >= 100 {
        words.push(end(AR_HUNDREDS[n as usize / 100]));
    }
    match n % 100 {
        0 => {}
        t if t <= 10 => words.push(unit(t).to_owned()),
        11 => words.push(if feminine { "إحدى عشرة" } else { "أحد عشر" }.to_owned()),
        12 => words.push(
            match (feminine, oblique) {
                (true, true) => "اثنتي عشرة",
                (true, false) => "اثنتا عشرة",
                (false, true) => "اثني عشر",
                (false, false) => "اثنا عشر",
            }
            .to_owned(),
        ),
        t if t < 20 => words.push(format!("{} {}", unit(t % 10), if feminine { "عشرة" } else { "عشر" })),
        t => {
            match t % 10 {
                0 => {}
                1 if feminine => words.push("إحدى".to_owned()),
                u => words.push(unit(u).to_owned()),
            }
            words.push(end(AR_TENS[t as usize / 10]));
        }
    }
    words.join(" و")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn prop_words_are_their_number(exponent in 1u32..12, seed in any::<u64>()) {
        let n = seed % 10u64.pow(exponent) + 2;
        prop_assert_eq!(numbers("en", &english(n, true)), vec![Decimal::from(n)], "{}", english(n, true));
        prop_assert_eq!(numbers("en", &english(n, false)), vec![Decimal::from(n)], "{}", english(n, false));
        prop_assert_eq!(numbers("ru", &russian(n)), vec![Decimal::from(n)], "{}", russian(n));
        prop_assert_eq!(numbers("ar", &arabic(n)), vec![Decimal::from(n)], "{}", arabic(n));
    }

    #[test]
    fn prop_every_case_and_gender_is_its_number(exponent in 1u32..12, seed in any::<u64>(), case in 0usize..4, feminine in any::<bool>(), oblique in any::<bool>()) {
        let n = seed % 10u64.pow(exponent) + 2;
        prop_assert_eq!(numbers("ru", &russian_declined(n, case)), vec![Decimal::from(n)], "{}", russian_declined(n, case));
        let n = seed % 997 + 3;
        prop_assert_eq!(numbers("ar", &arabic_counting(n, feminine, oblique)), vec![Decimal::from(n)], "{}", arabic_counting(n, feminine, oblique));
    }

    #[test]
    fn prop_digits_are_their_number(n in 10_000u64..1_000_000_000_000, language in prop::sample::select(vec!["en", "ar", "ru"])) {
        let plain = n.to_string();
        let grouped = |sign: &str| {
            let mut out = String::new();
            for (i, digit) in plain.chars().enumerate() {
                if i > 0 && (plain.len() - i) % 3 == 0 {
                    out.push_str(sign);
                }
                out.push(digit);
            }
            out
        };
        let sign = match language { "en" => ",", "ru" => "\u{A0}", _ => "٬" };
        for text in [plain.clone(), grouped(sign), grouped(" ")] {
            prop_assert_eq!(numbers(language, &text), vec![Decimal::from(n)], "{}", text);
        }
        let eastern: String = plain.chars().map(|c| char::from_u32(c as u32 - 0x30 + 0x0660).unwrap()).collect();
        prop_assert_eq!(numbers(language, &eastern), vec![Decimal::from(n)]);
    }

    #[test]
    fn prop_nothing_panics(text in "[0-9٠-٩½⅓ ,.٬٫،:/–—()%$€₽°№#'\"+а-яёا-يa-z-]{0,60}") {
        for language in ["en", "ar", "ru"] {
            numbers(language, &text);
        }
    }
}
