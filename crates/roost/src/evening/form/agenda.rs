use crate::events::{AgendaLine, MOST_LINES};
use crate::web::Form;
use crate::words::Words;
use jiff::civil::Time;

/// Empty lines below the written ones, so that one need not ask for each.
const BLANK: usize = 2;

/// The names of one line's fields.
pub struct Row {
    /// Counted from one, as people do.
    pub number: usize,
    pub starts: String,
    pub title: String,
    pub note: String,
    pub speaker: String,
    pub slides: String,
    pub video: String,
}

impl Row {
    fn at(index: usize) -> Self {
        let name = |part| format!("line-{index}-{part}");
        Row {
            number: index + 1,
            starts: name("starts"),
            title: name("title"),
            note: name("note"),
            speaker: name("speaker"),
            slides: name("slides"),
            video: name("video"),
        }
    }

    /// Whether anything but the time and the title is filled in or to be mended.
    pub fn has_more(&self, form: &Form) -> bool {
        let more = [&self.note, &self.speaker, &self.slides, &self.video];
        let is_used = |name: &&String| !form.value(name).is_empty() || form.problem(name).is_some();
        more.iter().any(is_used)
    }

    fn names(&self) -> [&str; 6] {
        [
            &self.starts,
            &self.title,
            &self.note,
            &self.speaker,
            &self.slides,
            &self.video,
        ]
    }
}

/// The lines that the form shows.
pub fn rows(form: &Form) -> Vec<Row> {
    let shown = form
        .value("lines")
        .parse()
        .unwrap_or(BLANK)
        .clamp(1, MOST_LINES);
    (0..shown).map(Row::at).collect()
}

/// Fills in the agenda, with blank lines below it.
pub fn with_rows(form: Form, agenda: &[AgendaLine]) -> Form {
    let shown = (agenda.len() + BLANK).min(MOST_LINES);
    let form = form.with("lines", shown.to_string());
    agenda.iter().enumerate().fold(form, |form, (index, line)| {
        let row = Row::at(index);
        form.with(&row.starts, &line.starts)
            .with(&row.title, &line.title)
            .with(&row.note, &line.note)
            .with(&row.speaker, &line.speaker)
            .with(&row.slides, &line.slides_link)
            .with(&row.video, &line.video_link)
    })
}

/// The agenda as typed; lines of which nothing is filled in are left out.
pub fn read_agenda(form: &mut Form, words: Words) -> Vec<AgendaLine> {
    let mut agenda = Vec::new();
    for row in rows(form) {
        if row
            .names()
            .iter()
            .all(|name| form.value(name).trim().is_empty())
        {
            continue;
        }
        agenda.push(read_line(form, words, &row));
    }
    agenda
}

fn read_line(form: &mut Form, words: Words, row: &Row) -> AgendaLine {
    let starts = if form.value(&row.starts).trim().is_empty() {
        String::new()
    } else {
        let time: Option<Time> = form.time(&row.starts);
        time.map_or_else(String::new, |time| time.strftime("%H:%M").to_string())
    };
    let title = form.optional_line(&row.title, 160);
    if title.is_empty() {
        let sentence = words
            .with("number", row.number)
            .t("evening-line-needs-title");
        form.refuse(&row.title, sentence);
    }
    AgendaLine {
        starts,
        title,
        note: form.optional_line(&row.note, 300),
        speaker: form.optional_line(&row.speaker, 120),
        slides_link: form.link(&row.slides),
        video_link: form.link(&row.video),
    }
}

/// Does what the buttons beside the agenda ask: one line more, or one line away. `false`: neither
/// was pressed, so the form is meant to be saved.
pub fn change_rows(form: &mut Form) -> bool {
    let shown = rows(form).len();
    if form.flag("add_line") {
        form.fields
            .set("lines", (shown + 1).min(MOST_LINES).to_string());
        return true;
    }
    let Ok(away) = form.value("remove_line").parse::<usize>() else {
        return false;
    };
    for index in away.saturating_sub(1)..shown {
        let (row, next) = (Row::at(index), Row::at(index + 1));
        for (name, follower) in row.names().into_iter().zip(next.names()) {
            let value = form.value(follower).to_owned();
            form.fields.set(name, value);
        }
    }
    form.fields
        .set("lines", shown.saturating_sub(1).max(1).to_string());
    true
}
