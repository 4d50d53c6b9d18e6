//! How far an audit is, for a person who waits: a bar on a terminal, and a summary at the end.

use crate::args::Keeping;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use variorum::archive::{Count, Inputs, Totals};
use variorum::report::visible;

/// A wait that is shorter needs no bar.
const SHORT: Duration = Duration::from_secs(2);

/// The bar; drawn only on a terminal, and only once it takes long.
pub struct Bar {
    bar: ProgressBar,
    read: Arc<AtomicU64>,
    begun: Instant,
    watched: bool,
    drawn: Cell<bool>,
}

impl Bar {
    /// A bar over the bytes of the inputs, or a mere count of stories where nobody knows how many bytes there are.
    pub fn new(watched: bool, inputs: &Inputs) -> Self {
        let bar = ProgressBar::with_draw_target(inputs.total(), ProgressDrawTarget::hidden());
        // OK because the templates are constants that a test reads.
        let style = |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style(if inputs.total().is_some() { BYTES } else { STORIES }));
        Self { bar, read: inputs.progress(), begun: Instant::now(), watched, drawn: Cell::new(false) }
    }

    /// Shows how far the audit is.
    pub fn tell(&self, count: &Count) {
        let took = self.begun.elapsed();
        if !self.watched || took < SHORT {
            return;
        }
        if !self.drawn.replace(true) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(4));
        }
        let findings: u64 = count.open.iter().sum();
        let rate = count.stories as f64 / took.as_secs_f64();
        self.bar.set_message(format!("{} stories, {rate:.0} a second, {findings} findings", count.stories));
        self.bar.set_position(self.read.load(Ordering::Relaxed));
    }

    /// Takes the bar away; how long it took.
    pub fn end(&self) -> Duration {
        self.bar.finish_and_clear();
        self.begun.elapsed()
    }
}

const BYTES: &str = "{bar:24} {percent:>3} %  {msg}, {eta} left";
const STORIES: &str = "{spinner} {msg}";

/// What was done, in a few lines.
pub fn summary(count: &Count, totals: Option<&Totals>, took: Duration, keeping: &Keeping) -> String {
    let seconds = took.as_secs_f64().max(0.001);
    // What turns out to be no story takes its time as well.
    let done = count.stories - count.skipped;
    let mut out = format!("{} stories", count.stories);
    if count.skipped > 0 {
        out.push_str(&format!(", {} of them unchanged and passed over", count.skipped));
    }
    out.push_str(&format!(
        "; {} checked in {}, {:.0} a second, {:.2} MB/s",
        done.saturating_sub(count.failed),
        length(took),
        done as f64 / seconds,
        count.bytes as f64 / 1e6 / seconds
    ));
    let (open, accepted, failed) = totals.map_or((count.open, count.accepted, count.failed), |all| (all.open, all.accepted, all.failed));
    let [critical, major, minor, notes] = open;
    out.push_str(&format!(
        "\n{} findings: {critical} critical, {major} major, {minor} minor, {notes} notes; {accepted} accepted",
        open.iter().sum::<u64>()
    ));
    if failed > 0 {
        out.push_str(&format!("\n{failed} stories could not be checked"));
    }
    if let (Some(totals), Some(path)) = (totals, &keeping.db) {
        out.push_str(&format!("\n{} holds {} stories", visible(&path.to_string_lossy()), totals.stories));
        if totals.unseen > 0 {
            out.push_str(&format!(", {} of which were not in what was read now", totals.unseen));
        }
    }
    out.push('\n');
    out
}

/// A length of time for a reader.
fn length(took: Duration) -> String {
    let seconds = took.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", took.as_secs_f64()),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_can_be_read() {
        for template in [BYTES, STORIES] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn lengths_are_told_in_their_units() {
        assert_eq!([3.25, 75.0, 7300.0].map(|seconds| length(Duration::from_secs_f64(seconds))), ["3.2 s", "1 min 15 s", "2 h 1 min"]);
    }
}
