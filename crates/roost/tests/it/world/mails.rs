//! What Roost has written to people, as they find it in their mailboxes.

use super::World;
use roost::ids::DeliveryId;
use roost::mail::{self, Shown};
use roost::{on, router};
use scraper::{Html, Selector};

/// More mails than any story causes.
const MOST: i64 = 1_000_000;

/// One message as its recipient sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub kind: String,
    pub from: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
    pub unsubscribe: Option<String>,
}

impl Mail {
    /// Where the link or button with this text leads, as a path.
    pub fn link(&self, label: &str) -> String {
        let html = Html::parse_document(&self.html);
        let links = Selector::parse("a[href]").expect("the selector is well-formed");
        let found = html
            .select(&links)
            .find(|link| link.text().collect::<String>().trim() == label);
        let Some(found) = found else {
            panic!("no link {label:?} in this mail:\n{}", self.text);
        };
        let href = found.attr("href").expect("the selector asks for it");
        match url::Url::parse(href) {
            Ok(url) => url[url::Position::BeforePath..].to_owned(),
            Err(_) => href.to_owned(),
        }
    }

    /// The six digits that a mail asks its reader to type.
    pub fn code(&self) -> String {
        let mut words = self.text.split_whitespace();
        let code = words.find(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit()));
        code.expect("the mail has six digits").to_owned()
    }
}

impl From<Shown> for Mail {
    fn from(shown: Shown) -> Self {
        Mail {
            to: shown.to,
            kind: shown.kind,
            from: shown.from,
            reply_to: shown.reply_to,
            subject: shown.subject,
            text: shown.text,
            html: shown.html,
            calendar: shown.calendar,
            unsubscribe: shown.unsubscribe,
        }
    }
}

impl World {
    /// Whatever is due by now, done: every job, and every mail that is in the outbox then.
    pub async fn work(&self) {
        let (worker, outbox) = (router::worker(&self.app), router::outbox(&self.app));
        let ran = worker.run_due().await.expect("the database answers");
        assert_eq!(ran.failed, Vec::<String>::new(), "jobs failed");
        outbox.deliver_due().await.expect("the database answers");
    }

    /// Every mail that the story has not read yet, the oldest first. Now it has.
    pub async fn mails(&self) -> Vec<Mail> {
        self.work().await;
        let mut tx = self.app.db.read().await.expect("the database answers");
        let shown = mail::list_shown(&mut tx, MOST).await.expect("it lists");
        let mut read = self.read.lock().expect("nobody panics while holding it");
        let unread = shown.into_iter().rev().filter(|mail| read.insert(mail.id));
        unread.map(Mail::from).collect()
    }

    /// The one mail to this address that the story has not read yet. Now it has.
    pub async fn mail_to(&self, address: &str) -> Mail {
        self.work().await;
        let mut tx = self.app.db.read().await.expect("the database answers");
        let shown = mail::list_shown(&mut tx, MOST).await.expect("it lists");
        let mut read = self.read.lock().expect("nobody panics while holding it");
        let mut unread = shown
            .into_iter()
            .filter(|mail| mail.to == address && !read.contains(&mail.id));
        let (first, second) = (unread.next(), unread.next());
        let Some(mail) = first else {
            panic!("no unread mail to {address}");
        };
        assert_eq!(second, None, "more than one unread mail to {address}");
        read.insert(mail.id);
        Mail::from(mail)
    }

    /// Jobs that are due and still wait.
    pub(super) async fn leftover_jobs(&self) -> Vec<String> {
        const SQL: &str = "select name from jobs where due_at <= $1 order by due_at, id";
        let (mut tx, now) = (
            self.app.db.read().await.expect("the database answers"),
            self.now(),
        );
        on!(&mut tx, c => sqlx::query_scalar(SQL).bind(now).fetch_all(c).await).expect("it lists")
    }

    /// Mails that the story has not read.
    pub(super) async fn unread_mail(&self) -> Vec<String> {
        const SQL: &str = "select kind || ' to ' || recipient, id from deliveries
                           where state not in ('left', 'cancelled')
                           order by created_at, id";
        let mut tx = self.app.db.read().await.expect("the database answers");
        let all: Vec<(String, DeliveryId)> =
            on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists");
        let read = self.read.lock().expect("nobody panics while holding it");
        let unread = all.into_iter().filter(|(_, id)| !read.contains(id));
        unread.map(|(what, _)| what).collect()
    }
}
