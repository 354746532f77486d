//! What was found, as lines for the terminal.

use std::fmt;

/// How one thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Ok,
    Warn,
    Wrong,
    /// Nothing here could tell.
    NotChecked,
}

/// A record that belongs into DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The whole name, without a dot at its end.
    pub name: String,
    /// `TXT`, `MX` or `PTR`.
    pub kind: &'static str,
    /// As it stands in a zone's file.
    pub value: String,
}

impl Record {
    pub fn text(name: &str, text: &str) -> Record {
        Record {
            name: name.to_owned(),
            kind: "TXT",
            value: format!("\"{text}\""),
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {} {}", self.name, self.kind, self.value)
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub mark: Mark,
    /// What holds, or what to do.
    pub says: String,
    /// What is missing in DNS.
    pub records: Vec<Record>,
}

impl Finding {
    pub fn new(mark: Mark, says: impl Into<String>) -> Finding {
        Finding {
            mark,
            says: says.into(),
            records: Vec::new(),
        }
    }

    pub fn ok(says: impl Into<String>) -> Finding {
        Finding::new(Mark::Ok, says)
    }

    pub fn warn(says: impl Into<String>) -> Finding {
        Finding::new(Mark::Warn, says)
    }

    pub fn wrong(says: impl Into<String>) -> Finding {
        Finding::new(Mark::Wrong, says)
    }

    /// Wrong until the record stands in DNS.
    pub fn missing(says: impl Into<String>, record: Record) -> Finding {
        Finding {
            records: vec![record],
            ..Finding::wrong(says)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.mark {
            Mark::Ok => "ok",
            Mark::Warn => "warn",
            Mark::Wrong => "wrong",
            Mark::NotChecked => "not checked",
        };
        write!(f, "{mark:<11}  {}", self.says)
    }
}

/// The lines that tell all of it: the findings, the records to set, each once, and how many things are
/// wrong.
pub fn lines(findings: &[Finding]) -> Vec<String> {
    let mut lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    let mut records: Vec<&Record> = Vec::new();
    for record in findings.iter().flat_map(|finding| &finding.records) {
        if !records.contains(&record) {
            records.push(record);
        }
    }
    if !records.is_empty() {
        lines.extend(["", "DNS records to set", ""].map(str::to_owned));
        lines.extend(records.iter().map(|record| format!("  {record}")));
    }
    lines.push(String::new());
    lines.push(match count_wrong(findings) {
        0 => "Nothing is wrong.".to_owned(),
        1 => "1 thing is wrong.".to_owned(),
        count => format!("{count} things are wrong."),
    });
    lines
}

/// How many things are wrong.
pub fn count_wrong(findings: &[Finding]) -> usize {
    let wrong = findings.iter().filter(|f| f.mark == Mark::Wrong);
    wrong.count()
}
