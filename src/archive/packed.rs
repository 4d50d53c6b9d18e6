//! Compressed streams, told by their first bytes: gzip and Zstandard, in as many members or frames as there are.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result};

/// The stream without its compression, if it has one.
///
/// # Errors
/// If its beginning cannot be read.
pub(super) fn unpacked(mut stream: Box<dyn BufRead + Send>) -> Result<Box<dyn BufRead + Send>> {
    let head = stream.fill_buf()?;
    if head.starts_with(&[0x1F, 0x8B]) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(stream))));
    }
    // A frame, or one of the sixteen kinds that a reader skips.
    if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || (head.len() > 3 && head[0] & 0xF0 == 0x50 && head[1..4] == [0x2A, 0x4D, 0x18]) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, Frames::new(stream))));
    }
    Ok(stream)
}

const BUFFER: usize = 1 << 18;

/// The largest window that is held for a frame: what `zstd --long` asks for.
const WINDOW: u64 = 128 << 20;

/// The frames of a Zstandard stream one after the other; the decoder knows a single one.
struct Frames<R> {
    stream: R,
    decoder: FrameDecoder,
    /// A frame has begun and not ended.
    within: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(stream: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { stream, decoder, within: false }
    }

    /// Begins the next frame, or passes over one that holds nothing.
    fn begin(&mut self) -> Result<()> {
        match self.decoder.reset(&mut self.stream) {
            Ok(()) => self.within = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                std::io::copy(&mut self.stream.by_ref().take(length.into()), &mut std::io::sink())?;
            }
            Err(error) => return Err(damaged(&error)),
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        while !buffer.is_empty() {
            if !self.within {
                if self.stream.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                self.begin()?;
                continue;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder.decode_blocks(&mut self.stream, BlockDecodingStrategy::UptoBlocks(1)).map_err(|error| damaged(&error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            if let (Some(told), Some(counted)) = (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum())
                && told != counted
            {
                return Err(damaged(&"its checksum does not fit"));
            }
            self.within = false;
        }
        Ok(0)
    }
}

fn damaged(what: &dyn std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidData, format!("the Zstandard data is damaged or breaks off: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn read(bytes: Vec<u8>) -> Result<String> {
        let mut text = String::new();
        unpacked(Box::new(std::io::Cursor::new(bytes)))?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(text.as_bytes()).expect("memory takes all");
        packed.finish().expect("memory takes all")
    }

    fn zstd(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn every_member_and_frame_is_read() {
        let (one, two) = ("one\n".repeat(100_000), "two\n".repeat(3));
        let both = format!("{one}{two}");
        assert_eq!(read(both.clone().into_bytes()).expect("it is plain"), both);
        assert_eq!(read([gzip(&one), gzip(&two)].concat()).expect("it is whole"), both);
        let skipped = [&[0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        assert_eq!(read([skipped.clone(), zstd(&one), skipped, zstd(&two), zstd("")].concat()).expect("it is whole"), both);
        assert_eq!(read(Vec::new()).expect("it is empty"), "");
    }

    #[test]
    fn what_breaks_off_is_an_error() {
        let text = (0..20_000).map(|n| format!("{n} {}\n", n * 7919 % 1013)).collect::<String>();
        for packed in [gzip(&text), zstd(&text)] {
            assert!(read(packed[..packed.len() / 2].to_vec()).is_err());
        }
        let mut turned = zstd(&text);
        let middle = turned.len() / 2;
        turned[middle] ^= 0x10;
        assert!(read(turned).is_err());
    }
}
