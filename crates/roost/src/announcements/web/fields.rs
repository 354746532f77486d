//! What the form of a message holds: its audiences with their numbers, and what was typed.

use crate::announcements::model::{
    AFTERWARDS, AHEAD, Announcement, BODY_LENGTH, Message, SUBJECT_LENGTH, TIMES, Target,
};
use crate::announcements::store::{self, Reachable};
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::events;
use crate::groups::Group;
use crate::web::Form;
use crate::words::Words;
use jiff::tz::TimeZone;

/// What the form sends for an audience by how often people came; the number stands beside it.
const TIMES_CHOSEN: &str = "times";

/// Events that the form offers.
const EVENTS: i64 = 6;

/// One audience, as a radio button.
pub struct Choice {
    pub value: String,
    pub words: String,
    pub number: String,
    pub hint: String,
}

/// Everything that can be chosen on the form.
pub struct Choices {
    pub audiences: Vec<Choice>,
    /// Those of later events, and parts of everybody: seldom wanted, so the page folds them away.
    pub more: Vec<Choice>,
    /// Whether the one that is chosen is among those, or by how often people came.
    pub is_more: bool,
    /// How often people came at least, with their number; empty: nobody came twice yet.
    pub times: Vec<(String, String)>,
    /// The events whose card can stand below the text.
    pub events: Vec<(String, String)>,
}

/// The events whose people can be written to, the next one first.
pub async fn reachable(tx: &mut Tx<'_>, now: Instant, group: &Group) -> db::Result<Vec<Reachable>> {
    store::list_reachable_events(tx, group.id, now.before(AFTERWARDS), EVENTS).await
}

/// Every audience with its number. Those that nobody is in are left out, but everybody, who is going
/// to what comes, and the one that is chosen: an organizer looks for them.
pub async fn choices(
    tx: &mut Tx<'_>,
    now: Instant,
    group: &Group,
    chosen: &str,
) -> db::Result<Choices> {
    let words = group.words();
    let events = reachable(tx, now, group).await?;
    let everybody = store::count_audience(tx, now, group.id, Target::Agreed).await?;
    let digest = store::count_digest(tx, now, group.id).await?;
    let mut agreed = choice(words, Target::Agreed, everybody, "");
    if digest > 0 {
        let more = words.with("count", digest).t("announcements-hint-digest");
        agreed.hint = format!("{} {more}", agreed.hint);
    }
    let (mut audiences, mut more) = (vec![agreed], Vec::new());
    // What was last and what comes next; the rest is for later.
    let next = events.iter().position(|event| event.ends_at > now);
    for (place, event) in events.iter().enumerate() {
        let near = next.is_none_or(|next| place <= next);
        let list = if near { &mut audiences } else { &mut more };
        list.extend(of_event(tx, now, (group, chosen), event).await?);
    }
    for target in [Target::CameLast, Target::NeverCame, Target::Speakers] {
        let count = store::count_audience(tx, now, group.id, target).await?;
        if count > 0 || chosen == target.to_string() {
            more.push(choice(words, target, count, ""));
        }
    }
    let mut times = Vec::new();
    for least in TIMES {
        let count = store::count_audience(tx, now, group.id, Target::CameTimes(least)).await?;
        if count > 0 || chosen == TIMES_CHOSEN {
            let option = words.with("times", least).with("count", count);
            times.push((least.to_string(), option.t("announcements-times")));
        }
    }
    let none = (String::new(), words.t("announcements-card-none"));
    let cards = events.iter().filter(|event| event.ends_at > now);
    let cards = cards.map(|event| (event.id.to_string(), titled(words, group, event)));
    Ok(Choices {
        is_more: chosen == TIMES_CHOSEN || more.iter().any(|one| one.value == chosen),
        audiences,
        more,
        times,
        events: std::iter::once(none).chain(cards).collect(),
    })
}

async fn of_event(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, chosen): (&Group, &str),
    event: &Reachable,
) -> db::Result<Vec<Choice>> {
    let words = group.words();
    let (is_over, has_begun) = (event.ends_at <= now, event.starts_at <= now);
    let about = [
        (Target::Came(event.id), is_over && event.is_to_ask),
        (Target::FirstTimers(event.id), is_over),
        (Target::Going(event.id), true),
        (Target::Unanswered(event.id), !has_begun),
        (Target::Waiting(event.id), true),
        (Target::Speaking(event.id), true),
    ];
    let title = titled(words, group, event);
    let mut choices = Vec::new();
    for (target, _) in about.into_iter().filter(|(_, fits)| *fits) {
        let count = store::count_audience(tx, now, group.id, target).await?;
        let stays = matches!(target, Target::Going(_)) || chosen == target.to_string();
        if count > 0 || stays {
            choices.push(choice(words, target, count, &title));
        }
    }
    Ok(choices)
}

fn choice(words: Words, target: Target, count: i64, title: &str) -> Choice {
    let phrase = words.with("event", title.to_owned()).with("count", count);
    let (label, hint) = match target {
        Target::Agreed => ("announcements-choice-agreed", "announcements-hint-agreed"),
        Target::Going(_) => ("announcements-choice-going", "announcements-hint-going"),
        Target::Waiting(_) => ("announcements-choice-waiting", "announcements-hint-waiting"),
        Target::Came(_) => ("announcements-choice-came", "announcements-hint-came"),
        Target::FirstTimers(_) => ("announcements-choice-first", "announcements-hint-first"),
        Target::Speaking(_) => (
            "announcements-choice-speaking",
            "announcements-hint-speaking",
        ),
        Target::Unanswered(_) => (
            "announcements-choice-unanswered",
            "announcements-hint-unanswered",
        ),
        Target::CameLast => ("announcements-choice-last", "announcements-hint-last"),
        Target::CameTimes(_) => ("announcements-choice-times", "announcements-hint-times"),
        Target::NeverCame => ("announcements-choice-never", "announcements-hint-never"),
        Target::Speakers => (
            "announcements-choice-speakers",
            "announcements-hint-speakers",
        ),
    };
    Choice {
        value: target.to_string(),
        words: phrase.t(label),
        number: count.to_string(),
        hint: phrase.t(hint),
    }
}

/// "Winter lightning night, Friday 4 December"
fn titled(words: Words, group: &Group, event: &Reachable) -> String {
    let zone = TimeZone::get(&event.zone).unwrap_or_else(|_| group.zone());
    let date = words.near_date(event.starts_at.in_zone(&zone).date());
    let phrase = words.with("event", event.title.clone()).with("date", date);
    phrase.t("announcements-event")
}

/// The form as a message fills it.
pub fn filled(form: Form, message: &Message) -> Form {
    let form = match message.target {
        Target::CameTimes(least) => form
            .with("to", TIMES_CHOSEN)
            .with("least", least.to_string()),
        target => form.with("to", target.to_string()),
    };
    let about = message.about.map(|event| event.to_string());
    form.with("about", about.unwrap_or_default())
        .with("subject", message.subject.clone())
        .with("body", message.body.clone())
}

/// What was typed; `None`: something is to mend. An event of another group is none of ours.
pub async fn read(tx: &mut Tx<'_>, form: &mut Form, group: &Group) -> db::Result<Option<Message>> {
    let words = group.words();
    let target: Option<Target> = match form.value("to") {
        TIMES_CHOSEN => format!("times.{}", form.value("least")).parse().ok(),
        to => to.parse().ok(),
    };
    if target.is_none() {
        form.refuse("to", words.t("form-choice"));
    }
    let about = form.value("about").parse().ok();
    let subject = form.line("subject", SUBJECT_LENGTH);
    let body = form.text("body", BODY_LENGTH);
    if body.is_empty() {
        form.refuse("body", words.t("announcements-body-needed"));
    }
    let Some(target) = target else {
        return Ok(None);
    };
    for event in [target.event(), about].into_iter().flatten() {
        let found = events::find_event_by_id(tx, group.id, event).await?;
        if found.is_none_or(|event| !event.is_public()) {
            form.refuse("to", words.t("announcements-nobody"));
        }
    }
    Ok(form.is_fine().then_some(Message {
        target,
        about: target.event().is_none().then_some(about).flatten(),
        subject,
        body,
    }))
}

/// The hour that was chosen: `Some(None)` is at once, `None` something to mend.
pub fn read_hour(form: &mut Form, now: Instant, group: &Group) -> Option<Option<Instant>> {
    if form.value("when") != "later" {
        return Some(None);
    }
    let words = group.words();
    let (date, time) = (form.date("on"), form.time("at"));
    let wall = date?.to_datetime(time?);
    let Some(told) = events::tell(&group.zone(), wall) else {
        form.refuse("at", words.t("announcements-hour-skipped"));
        return None;
    };
    if told.at <= now {
        form.refuse("on", words.t("announcements-hour-past"));
        return None;
    }
    if told.at > now.after(AHEAD) {
        form.refuse("on", words.t("announcements-hour-far"));
        return None;
    }
    Some(Some(told.at))
}

/// "46 people going to Winter lightning night"; `count`: how many they are.
pub fn audience(words: Words, announcement: &Announcement, event: &str, count: i64) -> String {
    let target = announcement.target();
    let phrase = words.with("count", count).with("event", event.to_owned());
    let phrase = match target {
        Target::CameTimes(least) => phrase.with("times", least),
        _ => phrase,
    };
    phrase.t(match target {
        Target::Agreed => "announcements-to-agreed",
        Target::Going(_) => "announcements-to-going",
        Target::Waiting(_) => "announcements-to-waiting",
        Target::Came(_) => "announcements-to-came",
        Target::FirstTimers(_) => "announcements-to-first",
        Target::Speaking(_) => "announcements-to-speaking",
        Target::Unanswered(_) => "announcements-to-unanswered",
        Target::CameLast => "announcements-to-last",
        Target::CameTimes(_) => "announcements-to-times",
        Target::NeverCame => "announcements-to-never",
        Target::Speakers => "announcements-to-speakers",
    })
}
