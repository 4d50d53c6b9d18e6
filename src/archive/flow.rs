//! Many workers on one stream, and their answers in the order of the stream.
//!
//! A worker takes the next item itself, so that nothing is read before somebody is free for it. Its answer waits for those before it. How many answers
//! may wait is bounded in number and in bytes: a worker takes no further item while the bound is reached, and the one whose answer all others wait for
//! never waits itself, so that the bound cannot stop the stream. What is held is therefore a few items and the answers of two windows (one waits, one is being handed over), however long the stream.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How far the workers may run ahead of what has been handed over.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Items that are taken and not handed over.
    pub items: u64,
    /// Bytes of the answers that wait.
    pub bytes: usize,
}

impl Default for Window {
    /// Enough that a story a hundred times as long as the others stops nobody.
    fn default() -> Self {
        Self { items: 1024, bytes: 16 << 20 }
    }
}

/// What the receiver is told.
#[derive(Debug)]
pub enum Event<R> {
    /// The answer to the next item.
    Answer(R),
    /// None has come for a while; what was put off can be done now.
    Pause,
}

/// How long the receiver waits before it is told that nothing comes.
const PAUSE: Duration = Duration::from_millis(250);
/// How often the receiver looks for answers of its own accord. Waking it for each would cost more than a small story.
const LOOK: Duration = Duration::from_millis(20);
/// How many answers have to wait before it is woken.
const MANY: usize = 32;

struct State<R> {
    /// Number of the next item to take, and of the next answer to hand over.
    next: u64,
    due: u64,
    waiting: BTreeMap<u64, (R, usize)>,
    bytes: usize,
    /// Workers that may still bring something.
    working: usize,
    /// Nothing more is wanted.
    stopped: bool,
}

impl<R> State<R> {
    /// Takes the answers whose turn it is.
    fn ready(&mut self) -> Vec<R> {
        let mut ready = Vec::new();
        while let Some((answer, bytes)) = self.waiting.remove(&self.due) {
            self.due += 1;
            self.bytes -= bytes;
            ready.push(answer);
        }
        ready
    }
}

struct Shared<R> {
    state: Mutex<State<R>>,
    /// Told when there is room in the window, and when an answer has come.
    room: Condvar,
    come: Condvar,
}

impl<R> Shared<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for the next item, once there is room for its answer; `None` when nothing more is wanted.
    fn number(&self, window: Window) -> Option<u64> {
        let mut state = self.lock();
        while !state.stopped && (state.next - state.due >= window.items || state.bytes >= window.bytes) {
            self.come.notify_one();
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        (!state.stopped).then(|| {
            state.next += 1;
            state.next - 1
        })
    }
}

/// Tells the others when a worker ends, also when it ends by a panic.
struct Presence<'a, R>(&'a Shared<R>);

impl<R> Drop for Presence<'_, R> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.working -= 1;
        self.0.come.notify_one();
        self.0.room.notify_all();
    }
}

/// Ends the workers when the receiver ends, by whatever way.
struct Stop<'a, R>(&'a Shared<R>);

impl<R> Drop for Stop<'_, R> {
    fn drop(&mut self) {
        self.0.lock().stopped = true;
        self.0.room.notify_all();
    }
}

/// Lets `jobs` threads do `work` on the items of `stream`, each with its number from 0, and hands the answers to `receive` on this thread in the order of the items.
/// `weight` says how many bytes an answer takes while it waits.
///
/// # Errors
/// The first error of `receive`; nothing more is taken from the stream then.
///
/// # Panics
/// If `work` or the stream does.
pub fn ordered<T, R: Send, E>(
    stream: impl Iterator<Item = T> + Send,
    (jobs, window): (usize, Window),
    work: impl Fn(u64, T) -> R + Sync,
    weight: impl Fn(&R) -> usize + Sync,
    mut receive: impl FnMut(Event<R>) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = jobs.max(1);
    let state = State { next: 0, due: 0, waiting: BTreeMap::new(), bytes: 0, working: jobs, stopped: false };
    let shared = Shared { state: Mutex::new(state), room: Condvar::new(), come: Condvar::new() };
    let stream = Mutex::new(stream.fuse());
    let take = || {
        // Numbers are given under the lock of the stream, so that they are in its order.
        let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
        let number = shared.number(window)?;
        let item = stream.next();
        if item.is_none() {
            shared.lock().next -= 1;
        }
        item.map(|item| (number, item))
    };
    let worker = || {
        let _presence = Presence(&shared);
        while let Some((number, item)) = take() {
            let answer = work(number, item);
            let bytes = weight(&answer);
            let mut state = shared.lock();
            state.bytes += bytes;
            state.waiting.insert(number, (answer, bytes));
            if state.waiting.len() == MANY {
                shared.come.notify_one();
            }
        }
    };
    std::thread::scope(|scope| {
        let _stop = Stop(&shared);
        for _ in 0..jobs {
            scope.spawn(worker);
        }
        let mut quiet_since = Instant::now();
        loop {
            let mut state = shared.lock();
            let ready = state.ready();
            if ready.is_empty() && state.working == 0 {
                return Ok(());
            }
            if ready.is_empty() {
                drop(shared.come.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner));
                if quiet_since.elapsed() >= PAUSE {
                    receive(Event::Pause)?;
                    quiet_since = Instant::now();
                }
                continue;
            }
            drop(state);
            shared.room.notify_all();
            for answer in ready {
                receive(Event::Answer(answer))?;
            }
            quiet_since = Instant::now();
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn run(items: u64, jobs: usize, window: Window, work: impl Fn(u64) + Sync) -> Vec<u64> {
        let mut out = Vec::new();
        let receive = |event| {
            if let Event::Answer(answer) = event {
                out.push(answer);
            }
            Ok::<(), ()>(())
        };
        let work = |number, item: u64| {
            assert_eq!(number, item);
            work(item);
            item
        };
        ordered(0..items, (jobs, window), work, |_| 10, receive).expect("nothing is refused");
        out
    }

    #[test]
    fn answers_come_in_order_however_long_each_takes() {
        for jobs in [1, 2, 7] {
            for window in [Window { items: 1, bytes: 1 }, Window { items: 3, bytes: 1000 }, Window { items: 1000, bytes: 15 }, Window::default()] {
                let slow = |item: u64| std::thread::sleep(Duration::from_micros(if item.is_multiple_of(37) { 3000 } else { item * 7919 % 50 }));
                assert_eq!(run(200, jobs, window, slow), (0..200).collect::<Vec<_>>(), "{jobs} jobs, {window:?}");
            }
        }
        assert!(run(0, 3, Window::default(), |_| ()).is_empty());
    }

    #[test]
    fn nobody_runs_further_ahead_than_the_window() {
        let (begun, ended) = (AtomicU64::new(0), AtomicU64::new(0));
        let most = AtomicU64::new(0);
        let work = |number: u64, _: u64| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) + 1 - ended.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(if number == 0 { 30 } else { 0 }));
        };
        let receive = |event| {
            ended.fetch_add(u64::from(matches!(event, Event::Answer(()))), Ordering::SeqCst);
            Ok::<(), ()>(())
        };
        ordered(0..500_u64, (4, Window { items: 8, bytes: 1 << 20 }), work, |()| 1, receive).expect("nothing is refused");
        // A window, and the answers of another one that the receiver has taken and not come to.
        assert!((4..=17).contains(&most.load(Ordering::SeqCst)), "{most:?}");
    }

    #[test]
    fn the_first_refusal_ends_the_stream() {
        let taken = AtomicU64::new(0);
        let stream = (0..u64::MAX).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let receive = |event| match event {
            Event::Answer(20) => Err("full"),
            _ => Ok(()),
        };
        assert_eq!(ordered(stream, (3, Window { items: 4, bytes: 1 << 20 }), |number, _| number, |_| 1, receive), Err("full"));
        assert!(taken.load(Ordering::SeqCst) < 40, "{taken:?}");
    }
}
