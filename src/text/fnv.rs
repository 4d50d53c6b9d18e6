//! A hash of texts that is the same on every machine and in every release: FNV-1a, 64 bits (Fowler, Noll and Vo; RFC 9923).

/// The hash of nothing.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

const PRIME: u64 = 0x0100_0000_01b3;

/// Adds a text, and a zero byte after it.
pub(crate) fn add(hash: u64, text: &[u8]) -> u64 {
    text.iter().copied().chain([0]).fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}
