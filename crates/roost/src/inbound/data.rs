//! The text of a message as SMTP carries it (RFC 5321 §4.5.2): dots are stuffed, and a dot alone
//! ends it.

/// Where in a line the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// After CR LF, or at the very beginning.
    Start,
    /// After a dot that began a line: the end, or a dot that was stuffed.
    Dot,
    DotCr,
    Cr,
    Text,
}

/// Reads a message until its end, and keeps no more of it than was allowed.
#[derive(Debug)]
pub struct Data {
    at: At,
    raw: Vec<u8>,
    /// Every byte, kept or not.
    length: usize,
    most: usize,
    /// Whether a CR or an LF stood alone. What one server takes for the end of a message then is none
    /// for another, and a second message can hide behind it; so neither is ever an end here.
    broken: bool,
}

/// How a message ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Whole(Vec<u8>),
    TooLarge,
    /// Its lines do not end as they must.
    Broken,
}

impl Data {
    pub fn new(most: usize) -> Self {
        Data {
            at: At::Start,
            raw: Vec::new(),
            length: 0,
            most,
            broken: false,
        }
    }

    /// Reads on, and says how many bytes it took, and whether that was the end.
    pub fn read(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (place, byte) in bytes.iter().enumerate() {
            if self.take(*byte) {
                return (place + 1, true);
            }
        }
        (bytes.len(), false)
    }

    /// Whether so much came that nobody needs to hear the rest of it.
    pub fn is_endless(&self) -> bool {
        self.length > self.most.saturating_mul(4).saturating_add(1 << 20)
    }

    /// How much has come.
    pub fn length(&self) -> usize {
        self.length
    }

    pub fn end(self) -> End {
        match (self.broken, self.length > self.most) {
            (true, _) => End::Broken,
            (false, true) => End::TooLarge,
            (false, false) => End::Whole(self.raw),
        }
    }

    /// Whether this byte was the last.
    fn take(&mut self, byte: u8) -> bool {
        self.at = match (self.at, byte) {
            (At::DotCr, b'\n') => return true,
            (At::Dot, b'\r') => At::DotCr,
            (At::Start, b'.') => At::Dot,
            (At::Cr, b'\n') => {
                self.push(b"\r\n");
                At::Start
            }
            (before, byte) => {
                // A CR that no LF follows, or an LF that follows no CR.
                self.broken |= matches!(before, At::Cr | At::DotCr) || byte == b'\n';
                match byte {
                    b'\r' => At::Cr,
                    other => {
                        self.push(&[other]);
                        At::Text
                    }
                }
            }
        };
        false
    }

    fn push(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        // What is refused in the end is not held.
        if self.length > self.most || self.broken {
            self.raw = Vec::new();
        } else {
            self.raw.extend_from_slice(bytes);
        }
    }
}
