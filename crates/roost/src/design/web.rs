use crate::covers::cover_svg;
use crate::state::App;
use crate::web::components::{Day, Face, Perch};
use crate::web::{Chrome, Flash, Form, Result, Routes, Viewer, Visit, page};
use crate::words::{Language, Region, Words};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use data_encoding::BASE64;
use jiff::civil::date;

pub fn routes() -> Routes {
    Routes::default().get("/design", show)
}

#[derive(serde::Deserialize)]
#[serde(default)]
struct Look {
    theme: String,
    lang: String,
    with: String,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            theme: String::new(),
            lang: "en".to_owned(),
            with: String::new(),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "design/show.html")]
struct DesignPage {
    chrome: Chrome,
    /// `light`, `dark`, or empty for the system's.
    theme: &'static str,
    form: Form,
    groups: Vec<Sample>,
    faces: Vec<Face>,
    address: &'static str,
    colours: &'static [&'static str],
}

/// An invented group.
struct Sample {
    name: &'static str,
    /// Its cover as a `data:` address, for a card.
    cover: String,
    /// The same across a page.
    banner: String,
}

impl DesignPage {
    fn next_day(&self) -> Day {
        Day::new(date(2026, 12, 3), self.chrome.w).soon(true)
    }

    /// Days with the key and the tone of their badge.
    fn days(&self) -> [(Day, &'static str, &'static str); 2] {
        let day = |day| Day::new(date(2026, 12, day), self.chrome.w);
        [
            (day(9), "design-badge-full", ""),
            (day(16), "design-badge-fits", "leaf"),
        ]
    }

    fn perches(&self) -> [Perch; 4] {
        [(0, false), (8, false), (46, true), (60, false)]
            .map(|(taken, with_you)| Perch::new(taken, 60, with_you))
    }

    fn flashes(&self) -> [Flash; 3] {
        let text = |key| self.chrome.t(key);
        [
            Flash::done(text("design-flash-done")),
            Flash::note(text("design-flash-note")),
            Flash::wrong(text("design-flash-wrong")),
        ]
    }

    /// The choices of a select: a value and its words.
    fn guests(&self) -> [(&'static str, String); 2] {
        [
            ("0", self.chrome.t("design-guests-none")),
            ("1", self.chrome.t("design-guests-one")),
        ]
    }

    fn next(&self) -> Option<&'static str> {
        Some("#pages")
    }
}

async fn show(State(app): State<App>, visit: Visit, Query(look): Query<Look>) -> Result {
    let words = Words::new(Language::of(&look.lang), Region::default());
    let viewer = Viewer {
        name: "Marta Kowalska".to_owned(),
        picture: None,
        keeper: false,
    };
    let names = [
        "Aino Lehtonen",
        "Samuel Okafor",
        "Mei Tanaka",
        "Noor van Dijk",
    ];
    let shown = DesignPage {
        chrome: visit.chrome(&app, words, Some(viewer)),
        theme: match look.theme.as_str() {
            "dark" => "dark",
            "light" => "light",
            _ => "",
        },
        form: form(words, look.with == "errors"),
        groups: ["Turku Python", "Rust on the River", "Open Maps Southwest"]
            .map(sample)
            .into(),
        faces: names.map(|name| Face::new(name, None)).into(),
        address: "person@example.org",
        colours: &COLOURS,
    };
    page(StatusCode::OK, &shown)
}

const COLOURS: [&str; 20] = [
    "paper",
    "surface",
    "sunken",
    "night",
    "line",
    "edge",
    "ink",
    "ink-2",
    "ink-3",
    "king",
    "king-deep",
    "king-soft",
    "gold",
    "gold-deep",
    "gold-soft",
    "gold-ink",
    "leaf",
    "leaf-soft",
    "bull",
    "bull-soft",
];

fn sample(name: &'static str) -> Sample {
    let address = |width| {
        let svg = cover_svg(name, width, 320);
        format!(
            "data:image/svg+xml;base64,{}",
            BASE64.encode(svg.as_bytes())
        )
    };
    Sample {
        name,
        cover: address(800),
        banner: address(1600),
    }
}

fn form(words: Words, is_refused: bool) -> Form {
    let mut form = Form::empty(words)
        .with("title", "Winter lightning night")
        .with("capacity", "60")
        .with("visibility", "everyone")
        .with("mail", "yes");
    if is_refused {
        form = form.with("title", "").with("capacity", "lots");
        form.line("title", 120);
        form.number("capacity", 1..=500);
    }
    form
}
