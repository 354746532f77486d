//! Open pages that hear of changes: state, not ticks, over an event stream (WHATWG HTML §9.2).
//!
//! The row is the truth and a write only a hint: whoever streams looks at the row again after each
//! write and every ten seconds, and tells the page what it is like now.

use crate::db::{Db, Version};
use crate::ids::GroupId;
use crate::live::{POLL, Told};
use crate::state::App;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body_util::channel::{Channel, Sender};
use tokio::sync::watch::Receiver;

/// States that wait for a slow page: an older one is of no use to it.
const BACKLOG: usize = 1;

/// The sending end of one page's stream.
pub struct Live {
    out: Sender<Bytes>,
    db: Db,
    /// Whose writes the page is about.
    group: GroupId,
    /// When the page was last looked after.
    seen: Version,
    changes: Receiver<()>,
    stopping: Receiver<bool>,
}

impl Live {
    /// The stream, and the answer that carries it. It goes on until this end is dropped.
    pub fn open(app: &App, group: GroupId) -> (Live, Response) {
        let (out, body) = Channel::<Bytes>::new(BACKLOG);
        let live = Live {
            out,
            db: app.db.clone(),
            group,
            seen: app.db.versions().now(),
            changes: app.db.versions().changes(),
            stopping: app.stopping.clone(),
        };
        (live, stream(body))
    }

    /// Tells the page one state, in one line. `false`: the page is gone.
    pub async fn tell(&mut self, event: &str, version: i64, state: &str) -> bool {
        self.send(format!("event: {event}\nid: {version}\ndata: {state}\n\n"))
            .await
    }

    /// Waits until it is time to look again. `false`: the page is gone, or the server stops.
    pub async fn wait(&mut self) -> bool {
        loop {
            match self.hint().await {
                Hint::Written if self.still_holds() => {}
                Hint::Written => break,
                // A comment, which pages pass over, shows whether anybody is there.
                Hint::Late if self.send(":\n\n".to_owned()).await => break,
                Hint::Late | Hint::Stop => return false,
            }
        }
        self.seen = self.db.versions().now();
        true
    }

    fn still_holds(&self) -> bool {
        self.db.versions().still_holds(self.seen, Some(self.group))
    }

    async fn hint(&mut self) -> Hint {
        let stopping = &mut self.stopping;
        let stop = async {
            if stopping.wait_for(|stop| *stop).await.is_err() {
                // Whoever could have stopped the server is gone, so nobody ever will.
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            changed = self.changes.changed() => changed.map_or(Hint::Stop, |()| Hint::Written),
            () = tokio::time::sleep(POLL) => Hint::Late,
            () = stop => Hint::Stop,
        }
    }

    async fn send(&mut self, text: String) -> bool {
        self.out.send_data(Bytes::from(text)).await.is_ok()
    }
}

/// The stream of one page that follows what others follow too. `known` is the state that it has.
///
/// It begins with the server's time, and tells it again whenever nothing else was told for a while.
pub fn follow(app: &App, mut told: Receiver<Told>, known: Option<String>) -> Response {
    let (mut out, body) = Channel::<Bytes>::new(BACKLOG);
    let first = app.live.time();
    tokio::spawn(async move {
        let mut known = known;
        // What was told before is not now any more.
        let mut time = told.borrow().time.clone();
        let mut send = first;
        loop {
            if out.send_data(send).await.is_err() {
                return;
            }
            send = loop {
                let news = told.borrow_and_update().clone();
                if let Some(state) = news.state.filter(|state| Some(&state.id) != known.as_ref()) {
                    known = Some(state.id);
                    break state.frame;
                }
                if let Some(news) = news.time.filter(|news| Some(news) != time.as_ref()) {
                    time = Some(news.clone());
                    break news;
                }
                if told.changed().await.is_err() {
                    return;
                }
            };
        }
    });
    stream(body)
}

fn stream(body: Channel<Bytes>) -> Response {
    let mut response = Response::new(Body::new(body));
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/event-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    let keep = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, keep);
    // Proxies that gather answers would hold a state back until the next one.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Why a page may have to be looked after.
enum Hint {
    /// Some group was written.
    Written,
    /// Nothing was heard for a while.
    Late,
    /// The server stops.
    Stop,
}
