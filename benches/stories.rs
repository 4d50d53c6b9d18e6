//! Stories to measure with: the samples, and long ones made of them; and names.

use variorum::text::{Edition, Story};

/// The sample stories: editions by language.
pub(crate) const SAMPLES: [[(&str, &str); 3]; 3] = [
    [
        ("en", include_str!("../samples/summit/en.txt")),
        ("ar", include_str!("../samples/summit/ar.txt")),
        ("ru", include_str!("../samples/summit/ru.txt")),
    ],
    [
        ("en", include_str!("../samples/earthquake/en.txt")),
        ("ar", include_str!("../samples/earthquake/ar.txt")),
        ("ru", include_str!("../samples/earthquake/ru.txt")),
    ],
    [
        ("en", include_str!("../samples/markets/en.txt")),
        ("ar", include_str!("../samples/markets/ar.txt")),
        ("ru", include_str!("../samples/markets/ru.txt")),
    ],
];

/// A sample as a story.
pub(crate) fn sample(at: usize) -> Story {
    from(SAMPLES[at].map(|(language, text)| (language, text.to_owned())))
}

/// A story of about `paragraphs` paragraphs: those of the samples over and over, each time in another order and with other figures, the same in
/// every edition.
pub(crate) fn long(paragraphs: usize) -> Story {
    from([0, 1, 2].map(|edition| {
        let language = SAMPLES[0][edition].0;
        let all: Vec<&str> = SAMPLES.iter().flat_map(|story| story[edition].1.lines()).filter(|line| !line.trim().is_empty()).collect();
        let mut text = String::new();
        for n in 0..paragraphs {
            let round = n / all.len();
            // A stride that has no divisor in common with the number of paragraphs takes each once a round.
            let stride = [7, 11, 13, 17, 19, 23].into_iter().cycle().skip(round).find(|stride| !all.len().is_multiple_of(*stride)).unwrap_or(1);
            let line = all[(n * stride + round) % all.len()];
            text.extend(line.chars().map(|c| turned(c, n)));
            text.push_str("\n\n");
        }
        (language, text)
    }))
}

/// Another digit of the same script for a digit other than nought.
fn turned(c: char, by: usize) -> char {
    for zero in ['0', '\u{660}'] {
        let value = u32::from(c).wrapping_sub(u32::from(zero));
        if (1..10).contains(&value) {
            return char::from_u32(u32::from(zero) + 1 + (value - 1 + by as u32) % 9).unwrap_or(c);
        }
    }
    c
}

fn from(editions: [(&str, String); 3]) -> Story {
    let edition = |(language, text): (&str, String)| Edition {
        id: language.to_owned(),
        language: language.to_owned(),
        text: text.into(),
        published: "2023-11-14T12:00:00Z".parse().ok(),
    };
    Story { id: String::new(), editions: editions.map(edition).into() }
}

/// Given names in three scripts.
const GIVEN: [[&str; 3]; 16] = [
    ["Maria", "Мария", "ماريا"],
    ["Sergei", "Сергей", "سيرغي"],
    ["Mohammed", "Мухаммед", "محمد"],
    ["Anna", "Анна", "آنا"],
    ["Ahmed", "Ахмед", "أحمد"],
    ["Elena", "Елена", "إيلينا"],
    ["Karim", "Карим", "كريم"],
    ["Oleg", "Олег", "أوليغ"],
    ["Thomas", "Томас", "توماس"],
    ["Nadia", "Надия", "نادية"],
    ["Viktor", "Виктор", "فيكتور"],
    ["Robert", "Роберт", "روبرت"],
    ["Leila", "Лейла", "ليلى"],
    ["David", "Дэвид", "ديفيد"],
    ["Hassan", "Хасан", "حسن"],
    ["Sofia", "София", "صوفيا"],
];

/// Syllables in three scripts, of which surnames are made.
const SYLLABLES: [[&str; 3]; 23] = [
    ["ba", "ба", "با"],
    ["ver", "вер", "فير"],
    ["go", "го", "غو"],
    ["din", "дин", "دين"],
    ["zha", "жа", "جا"],
    ["zor", "зор", "زور"],
    ["ki", "ки", "كي"],
    ["lan", "лан", "لان"],
    ["mu", "му", "مو"],
    ["nel", "нел", "نيل"],
    ["po", "по", "بو"],
    ["rash", "раш", "راش"],
    ["sa", "са", "سا"],
    ["tov", "тов", "توف"],
    ["fi", "фи", "في"],
    ["khan", "хан", "خان"],
    ["chu", "чу", "تشو"],
    ["sher", "шер", "شير"],
    ["mi", "ми", "مي"],
    ["dal", "дал", "دال"],
    ["ro", "ро", "رو"],
    ["kin", "кин", "كين"],
    ["te", "те", "تي"],
];

/// The `n`th of some tens of thousands of names, in one of three scripts.
pub(crate) fn name(n: usize, script: usize) -> String {
    let many = SYLLABLES.len();
    // Each surname once: a number written with syllables for digits.
    let surname: String = [n / many / many, n / many, n].iter().map(|digit| SYLLABLES[digit % many][script]).collect();
    let mut letters = surname.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{} {}{}", GIVEN[n * 7 % GIVEN.len()][script], first.collect::<String>(), letters.as_str())
}
