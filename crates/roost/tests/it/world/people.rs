//! People, and the browsers that they are signed in with.

use super::{Browser, FOUNDER, World};
use roost::accounts::{self, NewAccount};
use roost::groups::people::find_person_by_account;
use roost::groups::roles::{Addition, add_by_hand};
use roost::groups::{self, Choices, Group, Newcomer, Organizer, Person, Role};
use roost::ids::{AccountId, AddressId};

/// Somebody with an account: `Ada Example` has the address `ada-example@example.org`.
#[derive(Debug, Clone)]
pub struct Human {
    pub name: String,
    pub email: String,
    pub account: AccountId,
    pub address: AddressId,
}

impl Human {
    pub fn newcomer(&self) -> Newcomer {
        Newcomer {
            account: self.account,
            address: self.address,
            name: self.name.clone(),
        }
    }
}

impl World {
    /// Somebody with an account, made if nobody of that name has one yet.
    pub async fn human(&self, name: &str) -> Human {
        self.human_with(name, false).await
    }

    /// Whoever runs the installation.
    pub async fn keeper(&self, name: &str) -> Human {
        self.human_with(name, true).await
    }

    async fn human_with(&self, name: &str, keeper: bool) -> Human {
        let at = &self.app.moment();
        let email = format!("{}@example.org", roost::text::slug(name, 60));
        let typed = email.as_str();
        let made = self.app.db.write(|tx| {
            Box::pin(async move {
                let address = accounts::find_or_add_address(tx, at, typed).await?;
                if let Some(account) = accounts::find_account_by_address(tx, address).await? {
                    return Ok((account.id, address));
                }
                let new = NewAccount {
                    name,
                    address,
                    keeper,
                };
                Ok((accounts::add_account(tx, at, new).await?, address))
            })
        });
        let (account, address) = made.await.expect("an account can be made");
        self.work().await;
        Human {
            name: name.to_owned(),
            email,
            account,
            address,
        }
    }

    /// A browser in which she is signed in, without the mail that this takes people.
    pub async fn signed_in(&self, name: &str) -> Browser {
        let human = self.human(name).await;
        self.browser_of(&human).await
    }

    pub async fn browser_of(&self, human: &Human) -> Browser {
        let (at, account) = (&self.app.moment(), human.account);
        let opened = self.app.db.write(|tx| {
            Box::pin(async move { Ok(accounts::open_session(tx, at, account, "a test").await?) })
        });
        let secret = opened.await.expect("a session opens");
        let mut browser = self.browser();
        browser.set_cookie("session", &secret);
        browser
    }

    /// She joins the group, agrees to mail, and shows her name.
    pub async fn member(&self, group: &Group, name: &str) -> Person {
        self.member_as(group, name, Role::Member).await
    }

    pub async fn co_organizer(&self, group: &Group, name: &str) -> Person {
        self.member_as(group, name, Role::CoOrganizer).await
    }

    async fn member_as(&self, group: &Group, name: &str, role: Role) -> Person {
        let human = self.human(name).await;
        let (at, newcomer) = (&self.app.moment(), &human.newcomer());
        let choices = Choices {
            mail: true,
            show_name: true,
            photos: None,
        };
        let joined = self.app.db.write(|tx| {
            Box::pin(async move {
                groups::join(tx, at, group, newcomer, choices).await?;
                let person = find_person_by_account(tx, group.id, newcomer.account).await?;
                let person = person.expect("joining makes a person");
                if role != Role::Member {
                    groups::save_membership(tx, at.now, group.id, person.id, role).await?;
                }
                Ok(person)
            })
        });
        let person = joined.await.expect("she can join");
        self.throw_away_mail().await;
        person
    }

    /// So many people whom the founder adds by hand, and who agreed to mail: `p0@example.org` and on.
    pub async fn crowd_by_hand(&self, group: &Group, many: usize) {
        let organizer = &self.organizer(group, &self.human(FOUNDER).await).await;
        let at = &self.app.moment();
        let add = self.app.db.write(|tx| {
            Box::pin(async move {
                for number in 0..many {
                    let addition = Addition {
                        name: format!("Person {number}"),
                        email: format!("p{number}@example.org"),
                        reason: "a story".to_owned(),
                        mail: true,
                    };
                    add_by_hand(tx, at, group, organizer, &addition).await?;
                }
                Ok(())
            })
        });
        add.await.expect("they can be added");
    }

    /// The permission that somebody has who organizes the group.
    pub async fn organizer(&self, group: &Group, human: &Human) -> Organizer {
        let mut tx = self.app.db.read().await.expect("the database answers");
        let person = find_person_by_account(&mut tx, group.id, human.account).await;
        let person = person
            .expect("the database answers")
            .expect("the group knows her");
        let membership = groups::find_membership(&mut tx, group.id, person.id).await;
        let role = membership
            .expect("the database answers")
            .expect("she is a member")
            .role;
        Organizer::of(group, &person, role).expect("she organizes")
    }
}
