//! A conversation in SMTP (RFC 5321) or LMTP (RFC 2033) as a server leads it, without its sockets:
//! bytes go in, replies and wishes come out.
//!
//! What always holds:
//! - How the bytes are cut makes no difference to what is said.
//! - A message is acknowledged only after whoever keeps it has said that it is kept.
//! - Nothing is taken for any host but ours.
//! - Of a line no more is held than a line may have, of a message no more than it may.

use super::data::{Data, End};
use super::model::{Asked, ask};
use smtp_proto::{Error, MAIL_BODY_7BIT, MAIL_BODY_8BITMIME, MAIL_SMTPUTF8, MailFrom, Request};
use std::fmt::Write;

/// The longest command with its end. RFC 5321 §4.5.3.1.4 asks for 512, and longer ones for each
/// extension; addresses beyond ASCII take more room.
const LINE: usize = 2_048;

/// So many mistakes end the conversation, and so many commands that lead to no message.
const MISTAKES: usize = 10;
const IDLE: usize = 100;

/// Which of the two protocols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Smtp,
    /// From a mail server in front: each recipient is answered for itself.
    Lmtp,
}

/// What a conversation keeps to.
#[derive(Debug, Clone)]
pub struct Rules {
    /// What we call ourselves.
    pub host: String,
    /// What our addresses end with.
    pub domain: String,
    pub max_bytes: usize,
    pub max_recipients: usize,
    /// Whether the connection may change over to TLS.
    pub starttls: bool,
}

/// A message that is to be kept. `R` is what was found for each of its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<R> {
    pub helo: String,
    /// Empty: the null sender.
    pub from: String,
    pub recipients: Vec<R>,
    pub raw: Vec<u8>,
    pub secure: bool,
}

/// What the conversation needs before it can go on.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish<R> {
    /// Who takes mail for this local part? Answer with [`Session::found`].
    Find(String),
    /// Answer with [`Session::kept`].
    Keep(Box<Message<R>>),
    /// Say what is to be said, then change over and call [`Session::is_secure_now`].
    Starttls,
    /// Say what is to be said, and hang up.
    Close,
}

/// Whether there is such an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<R> {
    Here(R),
    Nowhere,
    /// It cannot be told just now.
    Unsure,
}

#[derive(Debug)]
enum Phase {
    Command,
    /// In a line that was too long, until it ends.
    LongLine,
    Data(Data),
    /// Waiting for an answer to a wish.
    Finding,
    Keeping,
    ChangingOver,
    Closing,
    Closed,
}

#[derive(Debug)]
pub struct Session<R> {
    rules: Rules,
    dialect: Dialect,
    phase: Phase,
    input: Vec<u8>,
    /// How much of the input was read.
    read: usize,
    output: String,
    helo: Option<String>,
    secure: bool,
    from: Option<String>,
    recipients: Vec<R>,
    /// How many the last message was for.
    kept_for: usize,
    mistakes: usize,
    /// Commands since the last message.
    idle: usize,
    /// Lines that were read: grows as long as the other side gets on.
    lines: usize,
}

impl<R> Session<R> {
    /// Begins with the greeting in the output.
    pub fn new(rules: Rules, dialect: Dialect) -> Self {
        let mut session = Session {
            rules,
            dialect,
            phase: Phase::Command,
            input: Vec::new(),
            read: 0,
            output: String::new(),
            helo: None,
            secure: false,
            from: None,
            recipients: Vec::new(),
            kept_for: 0,
            mistakes: 0,
            idle: 0,
            lines: 0,
        };
        let protocol = match dialect {
            Dialect::Smtp => "ESMTP",
            Dialect::Lmtp => "LMTP",
        };
        let greeting = format!("220 {} {protocol} Roost", session.rules.host);
        session.say(&greeting);
        session
    }

    /// Takes what the other side sent.
    pub fn feed(&mut self, bytes: &[u8]) {
        // What follows STARTTLS in clear could be anybody's (RFC 3207 §6).
        if !matches!(self.phase, Phase::ChangingOver | Phase::Closed) {
            self.input.drain(..self.read);
            self.read = 0;
            self.input.extend_from_slice(bytes);
        }
    }

    /// Goes on until something is needed; `None`: more bytes.
    pub fn go_on(&mut self) -> Option<Wish<R>> {
        loop {
            let wish = match &mut self.phase {
                Phase::Command | Phase::LongLine => {
                    let line = self.next_line()?;
                    self.lines += 1;
                    self.obey(&line)
                }
                Phase::Data(data) => {
                    let (taken, ended) = data.read(&self.input[self.read..]);
                    self.read += taken;
                    let endless = data.is_endless();
                    if ended {
                        self.end_data()
                    } else if endless {
                        self.hang_up("552 5.3.4 This is far too large")
                    } else {
                        return None;
                    }
                }
                Phase::Closing => {
                    self.phase = Phase::Closed;
                    return Some(Wish::Close);
                }
                Phase::Finding | Phase::Keeping | Phase::ChangingOver | Phase::Closed => {
                    return None;
                }
            };
            if wish.is_some() {
                return wish;
            }
        }
    }

    /// What is to be sent, and no more of it afterwards.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.output)
    }

    /// Grows as long as the other side gets on: a line, or 16 kB of a message.
    pub fn progress(&self) -> usize {
        let data = match &self.phase {
            Phase::Data(data) => data.length() >> 14,
            _ => 0,
        };
        self.lines + data
    }

    /// Answers [`Wish::Find`].
    pub fn found(&mut self, found: Found<R>) {
        self.phase = Phase::Command;
        match found {
            Found::Here(recipient) => {
                self.recipients.push(recipient);
                self.say("250 2.1.5 Go on");
            }
            Found::Nowhere => self.refuse("550 5.1.1 There is no such address here"),
            Found::Unsure => self.say("451 4.3.0 Not now, please try again later"),
        }
    }

    /// Answers [`Wish::Keep`].
    pub fn kept(&mut self, kept: bool) {
        self.phase = Phase::Command;
        self.answer_data(if kept {
            "250 2.0.0 Kept"
        } else {
            "451 4.3.0 Not now, please try again later"
        });
        if kept {
            (self.idle, self.mistakes) = (0, 0);
        }
    }

    /// Answers [`Wish::Starttls`]: begins anew (RFC 3207 §4.2).
    pub fn is_secure_now(&mut self) {
        self.secure = true;
        self.helo = None;
        self.forget_message();
        self.input.clear();
        self.read = 0;
        self.phase = Phase::Command;
    }

    /// Says goodbye before the other side does, whatever it is at.
    pub fn break_off(&mut self, reply: &str) {
        self.say(reply);
        self.phase = Phase::Closed;
    }

    /// The next whole line that has come. What grows too long is thrown away up to its end.
    fn next_line(&mut self) -> Option<Vec<u8>> {
        let rest = &self.input[self.read..];
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            if rest.len() > LINE {
                self.phase = Phase::LongLine;
            }
            if matches!(self.phase, Phase::LongLine) {
                self.input.clear();
                self.read = 0;
            }
            return None;
        };
        let line = rest[..=end.min(LINE)].to_vec();
        self.read += end + 1;
        Some(line)
    }

    fn obey(&mut self, line: &[u8]) -> Option<Wish<R>> {
        if matches!(self.phase, Phase::LongLine) || line.len() > LINE {
            self.phase = Phase::Command;
            return self.mistake("500 5.5.2 This line is too long");
        }
        let Some(text) = line.strip_suffix(b"\r\n") else {
            return self.mistake("500 5.5.2 Lines end with CR LF");
        };
        if text.contains(&b'\r') || text.contains(&0) || std::str::from_utf8(text).is_err() {
            return self.mistake("500 5.5.2 This is no command");
        }
        self.idle += 1;
        if self.idle > IDLE {
            return self.hang_up("421 4.7.0 So many commands and no message");
        }
        match Request::parse(&mut line.iter()) {
            // RFC 5321 §4.1.1.3: the one name that needs no host. Whatever has none reads as empty.
            Ok(Request::Rcpt { .. }) if is_to_postmaster(text) => self.name_recipient("postmaster"),
            Ok(Request::Mail { from }) if from.address.is_empty() && !has_null_path(text) => {
                self.mistake("553 5.1.7 This is no address")
            }
            Ok(request) => self.answer(request),
            Err(error) => self.mistake(match error {
                Error::UnknownCommand => "500 5.5.1 This command is unknown",
                Error::InvalidSenderAddress => "553 5.1.7 This is no address",
                Error::InvalidRecipientAddress => "553 5.1.3 This is no address",
                Error::UnsupportedParameter { .. } => "555 5.5.4 This parameter is unknown",
                _ => "501 5.5.4 This is not how the command is written",
            }),
        }
    }

    fn answer<T: AsRef<str>>(&mut self, request: Request<T>) -> Option<Wish<R>> {
        let dialect = self.dialect;
        match request {
            Request::Ehlo { host } if dialect == Dialect::Smtp => self.greet(host.as_ref(), true),
            Request::Lhlo { host } if dialect == Dialect::Lmtp => self.greet(host.as_ref(), true),
            Request::Helo { host } if dialect == Dialect::Smtp => self.greet(host.as_ref(), false),
            Request::Ehlo { .. } | Request::Lhlo { .. } | Request::Helo { .. } => {
                return self.mistake("500 5.5.1 This is the other protocol's command");
            }
            Request::Mail { from } => return self.begin(&from),
            Request::Rcpt { to } => return self.name_recipient(to.address.as_ref()),
            Request::Data => return self.begin_data(),
            Request::Rset => {
                self.forget_message();
                self.say("250 2.0.0 Forgotten");
            }
            Request::Noop { .. } => self.say("250 2.0.0 Yes"),
            Request::Vrfy { .. } => self.say("252 2.0.0 Send it and see"),
            Request::Help { .. } => self.say("214 2.0.0 See RFC 5321"),
            Request::StartTls => return self.change_over(),
            Request::Quit => return self.hang_up("221 2.0.0 Goodbye"),
            _ => return self.mistake("502 5.5.1 This is not done here"),
        }
        None
    }

    fn greet(&mut self, helo: &str, extended: bool) {
        self.helo = Some(helo.to_owned());
        self.forget_message();
        let host = self.rules.host.clone();
        if !extended {
            return self.say(&format!("250 {host}"));
        }
        let mut lines = vec![
            host,
            "PIPELINING".to_owned(),
            format!("SIZE {}", self.rules.max_bytes),
            "8BITMIME".to_owned(),
            "SMTPUTF8".to_owned(),
        ];
        if self.rules.starttls && !self.secure {
            lines.push("STARTTLS".to_owned());
        }
        for line in lines {
            self.say(&format!("250-{line}"));
        }
        self.say("250 ENHANCEDSTATUSCODES");
    }

    fn begin<T: AsRef<str>>(&mut self, from: &MailFrom<T>) -> Option<Wish<R>> {
        const KNOWN: u64 = MAIL_BODY_7BIT | MAIL_BODY_8BITMIME | MAIL_SMTPUTF8;
        if self.helo.is_none() || self.from.is_some() {
            return self.mistake("503 5.5.1 Not now");
        }
        if from.flags & !KNOWN != 0 {
            return self.mistake("555 5.5.4 This parameter is unknown");
        }
        let address = from.address.as_ref();
        // RFC 6531 §3.5.
        if !address.is_ascii() && from.flags & MAIL_SMTPUTF8 == 0 {
            return self.mistake("553 5.6.7 Such an address needs SMTPUTF8");
        }
        if from.size > self.rules.max_bytes {
            let most = self.rules.max_bytes;
            self.say(&format!("552 5.3.4 A message has {most} bytes at the most"));
            return None;
        }
        self.from = Some(address.to_owned());
        self.say("250 2.1.0 Go on");
        None
    }

    fn name_recipient(&mut self, address: &str) -> Option<Wish<R>> {
        if self.from.is_none() {
            return self.mistake("503 5.5.1 Say first who it is from");
        }
        if self.recipients.len() >= self.rules.max_recipients {
            self.say("452 4.5.3 So many at once are not taken, send it to the others again");
            return None;
        }
        match ask(address, &self.rules.domain) {
            Asked::Ours(local) => {
                self.phase = Phase::Finding;
                Some(Wish::Find(local))
            }
            Asked::Elsewhere => self.mistake("550 5.7.1 Nothing is passed on to other hosts"),
            Asked::Malformed => self.mistake("553 5.1.3 This is no address"),
        }
    }

    fn begin_data(&mut self) -> Option<Wish<R>> {
        if self.recipients.is_empty() {
            return self.mistake("503 5.5.1 Say first who it is for");
        }
        self.say("354 Go on, and end with a dot alone");
        self.phase = Phase::Data(Data::new(self.rules.max_bytes));
        None
    }

    fn end_data(&mut self) -> Option<Wish<R>> {
        let Phase::Data(data) = std::mem::replace(&mut self.phase, Phase::Command) else {
            return None;
        };
        self.lines += data.length() >> 14;
        self.kept_for = self.recipients.len();
        match data.end() {
            End::Whole(raw) => {
                let message = Message {
                    helo: self.helo.clone().unwrap_or_default(),
                    from: self.from.take().unwrap_or_default(),
                    recipients: std::mem::take(&mut self.recipients),
                    raw,
                    secure: self.secure,
                };
                self.phase = Phase::Keeping;
                return Some(Wish::Keep(Box::new(message)));
            }
            End::TooLarge => self.answer_data("552 5.3.4 This is too large"),
            End::Broken => {
                self.answer_data("550 5.6.0 Lines end with CR LF, and neither stands alone");
            }
        }
        self.forget_message();
        None
    }

    /// RFC 2033 §4.2: in LMTP each recipient that was taken gets an answer.
    fn answer_data(&mut self, reply: &str) {
        let times = match self.dialect {
            Dialect::Smtp => 1,
            Dialect::Lmtp => self.kept_for,
        };
        for _ in 0..times {
            self.say(reply);
        }
    }

    fn change_over(&mut self) -> Option<Wish<R>> {
        if self.secure || !self.rules.starttls {
            return self.mistake("502 5.5.1 This is not done here");
        }
        self.say("220 2.0.0 Go on");
        self.phase = Phase::ChangingOver;
        Some(Wish::Starttls)
    }

    fn forget_message(&mut self) {
        self.from = None;
        self.recipients = Vec::new();
    }

    fn mistake(&mut self, reply: &str) -> Option<Wish<R>> {
        self.refuse(reply);
        None
    }

    fn refuse(&mut self, reply: &str) {
        self.say(reply);
        self.mistakes += 1;
        if self.mistakes >= MISTAKES {
            self.hang_up("421 4.7.0 So many mistakes");
        }
    }

    fn hang_up(&mut self, reply: &str) -> Option<Wish<R>> {
        self.say(reply);
        self.phase = Phase::Closing;
        None
    }

    fn say(&mut self, reply: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.output, "{reply}\r\n");
    }
}

fn has_null_path(command: &[u8]) -> bool {
    command.windows(2).any(|two| two == b"<>")
}

fn is_to_postmaster(command: &[u8]) -> bool {
    let words = command.split(u8::is_ascii_whitespace).flatten();
    let words: Vec<u8> = words.map(u8::to_ascii_lowercase).collect();
    words == b"rcptto:<postmaster>"
}
