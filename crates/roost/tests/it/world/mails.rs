//! What Roost has written to people, as they find it in their mailboxes.

use super::World;
use roost::on;

/// One message as its recipient sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub kind: String,
}

impl World {
    /// What fell due by now, done.
    pub async fn work(&self) {}

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
        const SQL: &str = "select kind || ' to ' || recipient, message_id from deliveries
                           order by created_at, id";
        let mut tx = self.app.db.read().await.expect("the database answers");
        let all: Vec<(String, String)> =
            on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists");
        let read = self.read.lock().expect("nobody panics while holding it");
        let unread = all.into_iter().filter(|(_, id)| !read.contains(id));
        unread.map(|(what, _)| what).collect()
    }
}
