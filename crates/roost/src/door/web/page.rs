//! The door's page: the digits for a new telephone, the list for one that is in.

use super::doorway::{COOKIE, Doorway, Refused, private};
use crate::door::actions::{self, Admitted, Newcomer};
use crate::door::model::{DoorList, Listed, Mark, OPEN_AFTER};
use crate::door::store::Source;
use crate::ids::{CheckInId, Moment};
use crate::state::App;
use crate::text;
use crate::tokens;
use crate::web::{Chrome, Error, Form, page, see_other, set_cookie};
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;

/// As long as a telephone may help at one door after another. The door's own end comes from its
/// event.
const COOKIE_SECS: i64 = 30 * 24 * 3_600;

/// Who is looked for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sought {
    q: String,
}

#[derive(askama::Template)]
#[template(path = "door/digits.html")]
struct DigitsPage<'a> {
    chrome: &'a Chrome,
    title: &'a str,
    path: &'a str,
    form: Form,
}

#[derive(askama::Template)]
#[template(path = "door/show.html")]
struct DoorPage<'a> {
    chrome: &'a Chrome,
    title: &'a str,
    path: &'a str,
    /// What the script begins with.
    state_json: String,
    q: String,
    here: usize,
    all: usize,
    /// Who could be asked for a talk; `None`: the door does not show it.
    ask: Option<Vec<String>>,
    /// Whether there is no time for it.
    is_rush: bool,
    lists: [List; 3],
    /// What a script makes rows of that it knows first.
    blank: Row,
    form: Form,
}

impl DoorPage<'_> {
    /// Whether somebody was looked for and nobody is called that.
    fn finds_nobody(&self) -> bool {
        !self.q.is_empty() && self.lists.iter().all(|list| list.rows.is_empty())
    }
}

/// People who stand alike.
struct List {
    /// Names it to the script.
    id: &'static str,
    /// Key of the heading.
    heading: &'static str,
    rows: Vec<Row>,
}

/// A person, and the id that her check-in gets if this page's button makes it.
struct Row {
    person: Listed,
    check_in: CheckInId,
    /// Whether a script fills it in.
    is_blank: bool,
}

impl Row {
    /// The check-in that the button takes back: the last that stands.
    fn last(&self) -> Option<&CheckInId> {
        self.person.here.last()
    }

    /// A row of nobody, with every mark.
    fn blank(at: &Moment) -> Row {
        let check_in = CheckInId::new(at);
        Row {
            person: Listed {
                id: check_in.uuid().into(),
                name: String::new(),
                key: String::new(),
                initials: String::new(),
                hue: 0,
                marks: vec![
                    Mark::First,
                    Mark::Speaks,
                    Mark::Waits,
                    Mark::WalkIn,
                    Mark::NoPhotos,
                ],
                guests: 1,
                here: vec![check_in],
            },
            check_in,
            is_blank: true,
        }
    }
}

pub async fn show(
    State(app): State<App>,
    doorway: Doorway,
    Query(sought): Query<Sought>,
) -> Result<Response, Refused> {
    doorway.require_open()?;
    if doorway.telephone.is_none() {
        let form = Form::empty(doorway.group.words());
        return digits(&doorway, StatusCode::OK, form);
    }
    doorway.helper()?;
    let form = Form::empty(doorway.group.words());
    shown(&app, &doorway, StatusCode::OK, (&sought.q, form)).await
}

/// The list, as far as somebody is looked for, with the form for walk-ins.
pub async fn shown(
    app: &App,
    doorway: &Doorway,
    status: StatusCode,
    (q, mut form): (&str, Form),
) -> Result<Response, Refused> {
    let (at, now) = (&app.moment(), app.clock.now());
    let here = doorway.read(app).await?;
    let q = text::visible_line(q, 80);
    let sought = text::search_key(&q);
    let rows = |is_in: fn(&Listed) -> bool| {
        let people = here.people.iter();
        let found = people.filter(|person| is_in(person) && person.is_meant_by(&sought));
        let rows = found.map(|person| Row {
            person: person.clone(),
            check_in: CheckInId::new(at),
            is_blank: false,
        });
        rows.collect::<Vec<_>>()
    };
    let lists = [
        List {
            id: "expected",
            heading: "door-expected",
            rows: rows(|person| !person.is_here() && !person.waits()),
        },
        List {
            id: "waiting",
            heading: "door-waiting",
            rows: rows(|person| !person.is_here() && person.waits()),
        },
        List {
            id: "here",
            heading: "door-here",
            rows: rows(Listed::is_here),
        },
    ];
    if form.value("id").is_empty() {
        form = form.with("id", CheckInId::new(at).to_string());
    }
    if lists.iter().all(|list| list.rows.is_empty()) && form.value("name").is_empty() {
        form = form.with("name", q.clone());
    }
    let ends_in = doorway.event.ends_at.after(OPEN_AFTER).since(now);
    let shown = DoorPage {
        chrome: &doorway.chrome,
        title: &doorway.event.title,
        path: &doorway.path,
        state_json: state(&here, ends_in.as_secs())?,
        here: here.count(),
        all: here.count_all(),
        ask: here
            .names_to_ask()
            .map(|names| names.into_iter().map(str::to_owned).collect()),
        is_rush: here.is_rush(),
        q,
        lists,
        blank: Row::blank(at),
        form,
    };
    Ok(private(page(status, &shown)?))
}

/// What a script is told of the door.
#[derive(serde::Serialize)]
struct Told<'h> {
    #[serde(flatten)]
    here: &'h DoorList,
    /// Seconds until a telephone forgets the list: its own clock may be wrong.
    ends_in: i64,
}

pub fn state(here: &DoorList, ends_in: i64) -> Result<String, Error> {
    Ok(serde_json::to_string(&Told { here, ends_in })?)
}

fn digits(doorway: &Doorway, status: StatusCode, form: Form) -> Result<Response, Refused> {
    let shown = DigitsPage {
        chrome: &doorway.chrome,
        title: &doorway.event.title,
        path: &doorway.path,
        form,
    };
    Ok(private(page(status, &shown)?))
}

/// Lets a telephone in that knows the digits.
pub async fn admit(
    State(app): State<App>,
    doorway: Doorway,
    form: Form,
) -> Result<Response, Refused> {
    doorway.require_open()?;
    let words = doorway.group.words();
    let mut form = form.speaking(words);
    let typed: String = form
        .value("digits")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    if typed.len() != 4 {
        form.refuse("digits", words.t("door-digits-needed"));
        return digits(&doorway, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    let at = &app.moment();
    let secret = own_secret(&app, &doorway, at);
    let network = format!("{:?}", doorway.visit.network);
    let newcomer = Newcomer {
        source: Source {
            telephone: tokens::hash(&secret),
            network: app.key.mac("door network", network.as_bytes()),
        },
        agent: &doorway.visit.agent,
        digits: &typed,
    };
    let (event, newcomer) = (&doorway.event, &newcomer);
    let admit = app
        .db
        .write(|tx| Box::pin(actions::admit(tx, at, event, newcomer)));
    let sentence = match admit.await? {
        Admitted::In => {
            let answer = see_other(&doorway.path);
            return Ok(with_cookie(&app, answer, &secret));
        }
        Admitted::CutOff | Admitted::Gone => return Ok(see_other(&doorway.path)),
        Admitted::Wrong => "door-digits-wrong",
        Admitted::MustWait => "door-digits-wait",
        Admitted::NeedsNewDigits => "door-digits-renew",
    };
    form.refuse("digits", words.t(sentence));
    let answer = digits(&doorway, StatusCode::UNPROCESSABLE_ENTITY, form)?;
    Ok(with_cookie(&app, answer, &secret))
}

/// The telephone's secret, a new one if it has none: one telephone may help at several doors.
fn own_secret(app: &App, doorway: &Doorway, at: &Moment) -> String {
    let known = doorway.visit.cookies.get_own(&app.config, COOKIE);
    let known = known.filter(|secret| {
        let bytes = BASE64URL_NOPAD.decode(secret.as_bytes());
        bytes.is_ok_and(|bytes| bytes.len() == 32)
    });
    known.map_or_else(|| BASE64URL_NOPAD.encode(&at.secret()), str::to_owned)
}

fn with_cookie(app: &App, mut answer: Response, secret: &str) -> Response {
    let cookie = set_cookie(&app.config, COOKIE, secret, COOKIE_SECS);
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    answer
}
