//! What she sees at `/me`: what she proposed, to whichever group.

use crate::db::{self, Tx};
use crate::groups::Here;
use crate::ids::AccountId;
use crate::proposals::actions::{self, proposal_subject};
use crate::proposals::store;
use crate::state::App;
use crate::tokens::{self, Key};
use crate::web::{Error, Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::State;

/// One group, as `proposals/_mine.html` shows it.
pub struct OwnProposals {
    pub group: String,
    pub path: String,
    /// Title, the address of its page, and how it stands.
    pub proposals: Vec<(String, String, String)>,
}

impl OwnProposals {
    /// Every group that she proposed something to.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn list(
        tx: &mut Tx<'_>,
        account: AccountId,
        (words, key): (Words, &Key),
    ) -> db::Result<Vec<OwnProposals>> {
        let mut groups: Vec<OwnProposals> = Vec::new();
        for own in store::list_own(tx, account).await? {
            let subject = proposal_subject(own.group_id, own.id);
            let token = tokens::show(tx, key, subject).await?;
            let line = (
                own.title,
                format!("/proposal/{token}"),
                words.t(own.state.key()),
            );
            let path = format!("/{}", own.group_slug);
            match groups.last_mut().filter(|group| group.path == path) {
                Some(group) => group.proposals.push(line),
                None => groups.push(OwnProposals {
                    group: own.group_name,
                    path,
                    proposals: vec![line],
                }),
            }
        }
        Ok(groups)
    }
}

/// Forgets what she proposed to the group.
pub async fn erase(State(app): State<App>, here: Here, _: Form) -> Result {
    here.visitor.require()?;
    let person = here.person.as_ref().ok_or(Error::NotFound)?.id;
    let (at, who) = (&app.moment(), (here.group.id, person));
    let erase = app.db.write(|tx| Box::pin(actions::erase(tx, at, who)));
    erase.await?;
    let flash = Flash::done(Words::default().t("proposals-erased"));
    Ok(see_other_with("/me#proposals", &flash))
}
