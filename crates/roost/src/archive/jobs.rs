use super::actions;
use crate::db::Tx;
use crate::groups::PersonForgotten;
use crate::ids::{GroupId, Moment, PersonId, PostId};
use crate::jobs::{self, Context, Payload, Run, When};
use crate::lists::{self, PostAccepted};
use serde::{Deserialize, Serialize};

/// Posts that are looked for in one transaction.
const CHUNK: i64 = 200;

/// [`PostAccepted`] as the archive hears it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ArchivePost {
    group: GroupId,
    post: PostId,
}

impl Payload for ArchivePost {
    const NAME: &'static str = PostAccepted::NAME;
}

impl Run for ArchivePost {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        match lists::find_post(tx, self.group, self.post).await? {
            Some(post) => actions::archive(tx, at, &post).await,
            None => Ok(()),
        }
    }
}

/// Finds posts that went out before there was an archive, or whose job was lost. Runs now and then.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ArchivePosts;

impl Payload for ArchivePosts {
    const NAME: &'static str = "archive_posts";
}

impl Run for ArchivePosts {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for (group, post) in lists::list_unarchived(tx, CHUNK).await? {
            let when = When::now(at).once(post.to_string());
            jobs::enqueue(tx, at, group, &PostAccepted { group, post }, when).await?;
        }
        Ok(())
    }
}

/// [`PersonForgotten`] as the archive hears it.
#[derive(Debug, Serialize, Deserialize)]
pub struct AuthorForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for AuthorForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for AuthorForgotten {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        actions::forget(tx, at, self.group, self.person).await
    }
}
