//! How sure a rate or a share is: intervals at 95 per cent.
//!
//! - **Rates** (findings per 100 sentences): the exact interval of a Poisson count, from quantiles of the gamma distribution (F. Garwood, "Fiducial limits for
//!   the Poisson distribution", Biometrika 28, 1936, 437-442). Findings come in clusters: a story that was rewritten has many, most have none. A count of them varies more
//!   than a Poisson count, and by how much is measured over the stories: Pearson's X² divided by its degrees of freedom (P. McCullagh and J. A. Nelder, Generalized Linear Models,
//!   2nd edition, 1989, section 6.2.3). Where that dispersion exceeds 1 the interval is that of the count divided by it, which holds as much information.
//! - **Shares** (of stories): the score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
//!   Statistical Association 22, 1927, 209-212), which stays within 0 and 1 and holds for few stories.

use statrs::distribution::{ContinuousCDF, Gamma};

/// A value and the interval that holds it in 95 of 100 cases.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The value itself.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How often the interval misses at each end.
const TAIL: f64 = 0.025;
/// The quantile of the normal distribution that leaves [`TAIL`] above it.
const Z: f64 = 1.959_963_984_540_054;

/// What a rate is made of: findings of some kind, in how many stories and sentences they were looked for, and the sum over stories of the square of a story's
/// findings divided by its sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Findings.
    pub findings: u64,
    /// Stories that were looked through.
    pub stories: u64,
    /// Sentences of these stories.
    pub sentences: f64,
    /// Σ findings² / sentences, by story.
    pub squares: f64,
}

impl Sums {
    /// How much more the findings vary from story to story than a Poisson count would; at least 1.
    pub fn dispersion(&self) -> f64 {
        if self.stories < 2 || self.findings == 0 || self.sentences <= 0.0 {
            return 1.0;
        }
        let findings = self.findings as f64;
        let pearson = self.squares * self.sentences / findings - findings;
        (pearson / (self.stories - 1) as f64).max(1.0)
    }

    /// Findings per 100 sentences.
    pub fn rate(&self) -> Interval {
        if self.sentences <= 0.0 {
            return Interval::default();
        }
        let (dispersion, per) = (self.dispersion(), 100.0 / self.sentences);
        let (low, high) = poisson(self.findings as f64 / dispersion);
        Interval { value: self.findings as f64 * per, low: low * dispersion * per, high: high * dispersion * per }
    }
}

/// The exact interval for the expectation of a Poisson count.
pub fn poisson(count: f64) -> (f64, f64) {
    let quantile = |shape: f64, at: f64| Gamma::new(shape, 1.0).map_or(shape, |gamma| gamma.inverse_cdf(at));
    (if count > 0.0 { quantile(count, TAIL) } else { 0.0 }, quantile(count + 1.0, 1.0 - TAIL))
}

/// The interval of a share: `part` of `whole`.
pub fn share(part: u64, whole: u64) -> Interval {
    if whole == 0 {
        return Interval { value: 0.0, low: 0.0, high: 1.0 };
    }
    let (n, value) = (whole as f64, part as f64 / whole as f64);
    let z2 = Z * Z;
    let middle = (value + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (value * (1.0 - value) / n + z2 / (4.0 * n * n)).sqrt();
    Interval { value, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: (f64, f64), expected: (f64, f64), by: f64) {
        assert!((found.0 - expected.0).abs() < by && (found.1 - expected.1).abs() < by, "{found:?}, but {expected:?}");
    }

    #[test]
    fn counts_have_the_intervals_of_the_tables() {
        for (count, low, high) in [(0.0, 0.0, 3.689), (1.0, 0.0253, 5.572), (2.0, 0.242, 7.225), (10.0, 4.795, 18.390), (50.0, 37.111, 65.919)] {
            near(poisson(count), (low, high), 0.001);
        }
        // Where counts are large the normal distribution is near enough to check by.
        let (low, high) = poisson(1e6);
        near((low, high), (1e6 - Z * 1e3, 1e6 + Z * 1e3), 5.0);
    }

    #[test]
    fn shares_have_the_intervals_of_the_tables() {
        for (part, whole, low, high) in [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)] {
            let found = share(part, whole);
            near((found.low, found.high), (low, high), 0.0001);
        }
        assert_eq!(share(0, 0).high, 1.0);
    }

    #[test]
    fn findings_in_clusters_widen_the_interval() {
        // Ten findings in a hundred stories of ten sentences: one each in ten stories, or all in one.
        let even = Sums { findings: 10, stories: 100, sentences: 1000.0, squares: 10.0 / 10.0 };
        let heap = Sums { squares: 100.0 / 10.0, ..even };
        assert_eq!(even.dispersion(), 1.0);
        assert!((heap.dispersion() - 990.0 / 99.0).abs() < 1e-9, "{}", heap.dispersion());
        near((even.rate().low, even.rate().high), (0.4795, 1.839), 0.001);
        near((heap.rate().low, heap.rate().high), (0.0253, 5.572), 0.001);
        assert_eq!(heap.rate().value, 1.0);
        assert_eq!(Sums::default().rate(), Interval::default());
    }
}
