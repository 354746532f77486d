use crate::accounts::Visitor;
use crate::db::{self, Keep, Tx, Version};
use crate::groups::model::{Group, Organizer, Person, Role};
use crate::groups::store::{group, memberships, people};
use crate::ids::{AccountId, GroupId};
use crate::state::App;
use crate::web::{Chrome, Error};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

/// What a group knows of an account, kept for its next page.
#[derive(Debug, Clone)]
struct Known {
    person: Person,
    role: Option<Role>,
}

/// The group whose name the address begins with, and who asks for one of its pages.
#[derive(Debug, Clone)]
pub struct Here {
    pub group: Group,
    pub visitor: Visitor,
    /// The visitor as this group knows her.
    pub person: Option<Person>,
    /// `None`: she is no member.
    pub role: Option<Role>,
}

impl Here {
    /// The group with this address and what it knows of the visitor; whether she may see it is not
    /// asked.
    pub async fn find(tx: &mut Tx<'_>, slug: &str, visitor: Visitor) -> db::Result<Option<Here>> {
        let Some(group) = group::find_group(tx, slug).await? else {
            return Ok(None);
        };
        let person = match &visitor.account {
            Some(account) => people::find_person_by_account(tx, group.id, account.id).await?,
            None => None,
        };
        let membership = match &person {
            Some(person) => memberships::find_membership(tx, group.id, person.id).await?,
            None => None,
        };
        Ok(Some(Here {
            group,
            visitor,
            person,
            role: membership.map(|membership| membership.role),
        }))
    }

    /// The same from what was kept since an earlier page; `None` if any of it has to be read.
    fn find_kept(app: &App, slug: &str, visitor: &Visitor) -> Option<Here> {
        let now = app.clock.now();
        let group = app.db.find_kept::<Group>(slug, now)?;
        let known = match &visitor.account {
            Some(account) => {
                let name = known_name(group.id, account.id);
                Some(app.db.find_kept::<Known>(&name, now)?)
            }
            None => None,
        };
        Some(Here {
            group: Group::clone(&group),
            visitor: visitor.clone(),
            role: known.as_ref().and_then(|known| known.role),
            person: known.map(|known| known.person.clone()),
        })
    }

    /// Keeps what the next page of the group needs. An account that the group does not know may be
    /// found to be a person of it as soon as it confirms another address, so that is asked each time.
    fn keep(&self, app: &App, version: Version) {
        let (group, keep) = (&self.group, Keep::of(self.group.id));
        app.db
            .keep(group.slug.clone(), keep, version, group.clone());
        if let (Some(account), Some(person)) = (&self.visitor.account, &self.person) {
            let known = Known {
                person: person.clone(),
                role: self.role,
            };
            let name = known_name(group.id, account.id);
            app.db.keep(name, keep, version, known);
        }
    }

    /// The permission to organize this group.
    ///
    /// # Errors
    /// [`Error::SignIn`] for whoever is not signed in, [`Error::NotFound`] for strangers and
    /// members: to them there is no such page.
    pub fn organizer(&self) -> Result<Organizer, Error> {
        self.visitor.require()?;
        let (Some(person), Some(role)) = (&self.person, self.role) else {
            return Err(Error::NotFound);
        };
        Organizer::of(&self.group, person, role).ok_or(Error::NotFound)
    }

    /// The permission to do what co-organizers cannot: close the group, name its organizers.
    ///
    /// # Errors
    /// As [`Here::organizer`], and [`Error::Forbidden`] for a co-organizer.
    pub fn full_organizer(&self) -> Result<Organizer, Error> {
        let organizer = self.organizer()?;
        if organizer.is_full() {
            Ok(organizer)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// What surrounds the group's pages, in the group's words.
    pub fn chrome(&self, app: &App) -> Chrome {
        Chrome {
            current: "groups",
            ..self.visitor.chrome(app, self.group.words())
        }
    }

    /// Whether she organizes, which shows her the way to Organize.
    pub fn organizes(&self) -> bool {
        self.role.is_some_and(Role::organizes)
    }

    /// A group that waits, or was refused, is there for its organizers, and for the keeper who has
    /// to decide.
    fn if_visible(self) -> Result<Here, Error> {
        let keeper = self.visitor.account.as_ref().is_some_and(|a| a.keeper);
        if self.group.is_public() || self.organizes() || keeper {
            Ok(self)
        } else {
            Err(Error::NotFound)
        }
    }
}

impl FromRequestParts<App> for Here {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let slug = slug(parts, app).await;
        let visitor = Visitor::from_request_parts(parts, app).await?;
        // To whoever is not signed in, every address under Organize reads the same.
        if visitor.account.is_none() && is_under_organize(&visitor.visit.path) {
            return Err(Error::SignIn { next: visitor.back });
        }
        // Whoever changes something is looked up anew: another node may have taken her role since.
        let shows = parts.method.is_safe() || visitor.account.is_none();
        if let Some(here) = shows
            .then(|| Here::find_kept(app, &slug, &visitor))
            .flatten()
        {
            return here.if_visible();
        }
        let version = app.db.versions().now();
        let mut tx = app.db.read().await?;
        let found = Here::find(&mut tx, &slug, visitor.clone()).await;
        if let Some(here) = found? {
            here.keep(app, version);
            return here.if_visible();
        }
        let now = group::find_slug_now(&mut tx, &slug).await;
        match now? {
            Some(now) => Err(Error::Moved {
                to: moved(&visitor.visit.path, &now),
            }),
            None => Err(Error::NotFound),
        }
    }
}

fn known_name(group: GroupId, account: AccountId) -> String {
    format!("{group} {account}")
}

/// What stands for `{group}` in the address; empty where the route has no such part.
async fn slug(parts: &mut Parts, app: &App) -> String {
    let params = RawPathParams::from_request_parts(parts, app).await;
    let params = params.as_ref().map(|params| params.iter());
    let found = params
        .ok()
        .and_then(|mut p| p.find(|(name, _)| *name == "group"));
    found.map_or_else(String::new, |(_, slug)| slug.to_owned())
}

fn is_under_organize(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').nth(2) == Some("organize")
}

/// What stands before the group's name where a frame on another site begins.
const EMBED: &str = "/embed/";

/// The same path under another group's name.
fn moved(path: &str, now: &str) -> String {
    let own = if path.starts_with(EMBED) { EMBED } else { "/" };
    let rest = &path[own.len()..];
    let rest = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
    format!("{own}{now}{rest}")
}
