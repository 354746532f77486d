//! What became of the mail for one address, as far as the group that sent it may know.

use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, PersonId};
use crate::on;

/// How somebody with the address stands to the group's mail.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    pub id: PersonId,
    pub name: String,
    pub confirmed_at: Option<Instant>,
    pub mail_agreed_at: Option<Instant>,
    pub mail_stopped_at: Option<Instant>,
    pub mail_paused_until: Option<Instant>,
    /// She left, or was removed.
    pub gone_at: Option<Instant>,
    /// She reads announcements in the digest.
    pub reads_digest: bool,
    /// She wants no reminders.
    pub no_reminders: bool,
    /// Nothing is sent to her address: it bounced, or she asked for that.
    pub suppressed_at: Option<Instant>,
}

/// `None`: the group knows nobody with the address.
pub async fn find_standing(
    tx: &mut Tx<'_>,
    group: GroupId,
    folded: &str,
) -> Result<Option<Standing>> {
    const SQL: &str = "select p.id, p.name, a.confirmed_at, p.mail_agreed_at, p.mail_stopped_at,
                              p.mail_paused_until,
                              coalesce(p.banned_at, p.left_at) as gone_at,
                              exists (select 1 from mail_choices m
                                      where m.group_id = p.group_id and m.person_id = p.id
                                        and m.kind = 'announcements' and m.mode = 'digest')
                                  as reads_digest,
                              exists (select 1 from mail_choices m
                                      where m.group_id = p.group_id and m.person_id = p.id
                                        and m.kind = 'reminders' and m.mode = 'none')
                                  as no_reminders,
                              (select s.created_at from suppressions s where s.folded = a.folded)
                                  as suppressed_at
                       from people p join addresses a on a.id = p.address_id
                       where p.group_id = $1 and a.folded = $2 and p.erased_at is null";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(folded).fetch_optional(c).await)
}
