use super::people::{self, find_person_by_account, find_person_by_address};
use super::*;
use crate::accounts::{self, AddressConfirmed, NameChanged};
use crate::ids::GroupId;
use crate::jobs::{self, When};
use crate::text::skeleton;
use crate::world::{FOUNDER, World};

/// A visitor who answered with this address and has no account.
async fn visitor(world: &World, group: &Group, email: &str) -> crate::ids::PersonId {
    let (at, group) = (&world.app.moment(), group.id);
    let added = world.app.db.write(|tx| {
        Box::pin(async move {
            let address = accounts::find_or_add_address(tx, at, email).await?;
            let new = NewPerson {
                group,
                name: "G.".to_owned(),
                account: None,
                address: Some(address),
                ground: Ground::EventOnly,
                way: Way::Rsvp,
                added: None,
                show_name: false,
                mail: false,
                last_event_ends_at: None,
            };
            Ok(people::add_person(tx, at, &new).await?)
        })
    });
    added.await.unwrap()
}

#[tokio::test]
async fn whoever_answered_as_a_visitor_and_signs_in_later_stays_one_person() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let other = world.group("Rust on the River").await;
        let id = visitor(world, &group, "grace-hopper@example.org").await;
        visitor(world, &other, "Grace-Hopper@example.org").await;

        let grace = world.human("Grace Hopper").await;

        let mut tx = world.app.db.read().await.unwrap();
        let known = find_person_by_account(&mut tx, group.id, grace.account)
            .await
            .unwrap();
        let by_address = find_person_by_address(&mut tx, group.id, grace.address)
            .await
            .unwrap();
        drop(tx);
        let known = known.unwrap();
        assert_eq!((known.id, known.name.as_str()), (id, "Grace Hopper"));
        assert_eq!(by_address, Some(known));
        let linked = "select count(*) from people where account_id is null";
        assert_eq!(world.count(linked).await, 0);

        let joined = world.member(&group, "Grace Hopper").await;
        assert_eq!((joined.id, joined.way), (id, Way::Rsvp));
        assert_eq!(world.count("select count(*) from people").await, 4);
    })
    .await;
}

#[tokio::test]
async fn confirming_an_address_twice_changes_nothing() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let before = world.member(&group, "Grace Hopper").await;
        let grace = world.human("Grace Hopper").await;
        let at = &world.app.moment();
        let confirmed = &AddressConfirmed {
            account: grace.account,
            address: grace.address,
        };
        let again = world.app.db.write(|tx| {
            Box::pin(async move {
                jobs::enqueue(tx, at, GroupId::NONE, confirmed, When::now(at)).await?;
                Ok(())
            })
        });
        again.await.unwrap();
        world.work().await;
        let mut tx = world.app.db.read().await.unwrap();
        let after = people::find_person(&mut tx, group.id, before.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (after.account_id, after.name),
            (before.account_id, before.name)
        );
    })
    .await;
}

#[tokio::test]
async fn a_changed_name_reaches_every_group() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.group("Rust on the River").await;
        let marta = world.human(FOUNDER).await;
        let (at, id) = (&world.app.moment(), marta.account);
        let renamed = world.app.db.write(|tx| {
            Box::pin(async move {
                let sql = "update accounts set name = 'Marta Kowalska' where id = $1";
                crate::execute!(tx, sqlx::query(sql).bind(id))?;
                let changed = NameChanged { account: id };
                jobs::enqueue(tx, at, GroupId::NONE, &changed, When::now(at)).await?;
                Ok(())
            })
        });
        renamed.await.unwrap();
        world.work().await;
        let called = "select count(*) from people where name = 'Marta Kowalska'
                      and sort_key = 'marta kowalska'";
        assert_eq!(world.count(called).await, 2);
        let mut tx = world.app.db.read().await.unwrap();
        let cards = list_organizers(&mut tx, group.id).await.unwrap();
        assert_eq!(cards[0].name, "Marta Kowalska");
    })
    .await;
}

#[tokio::test]
async fn a_banned_person_cannot_join_again_and_a_closed_group_takes_nobody() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let grace = world.human("Grace Hopper").await.newcomer();
        let (at, id) = (&world.app.moment(), group.id);
        let choices = Choices {
            show_name: false,
            mail: false,
            photos: None,
        };
        let (grace, open) = (&grace, &group);
        let closed = &Group {
            state: State::Closed,
            ..group.clone()
        };
        let outcomes = world.app.db.write(|tx| {
            Box::pin(async move {
                let refused = join(tx, at, closed, grace, choices).await?;
                let first = join(tx, at, open, grace, choices).await?;
                let again = join(tx, at, open, grace, choices).await?;
                let sql = "update people set banned_at = 1 where group_id = $1 and account_id = $2";
                crate::execute!(tx, sqlx::query(sql).bind(id).bind(grace.account))?;
                let banned = join(tx, at, open, grace, choices).await?;
                Ok((refused, matches!(first, Joined::Joined(_)), again, banned))
            })
        });
        assert_eq!(
            outcomes.await.unwrap(),
            (Joined::NotOpen, true, Joined::AlreadyMember, Joined::Banned)
        );
    })
    .await;
}

#[tokio::test]
async fn a_group_without_an_organizer_is_a_broken_invariant() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let marta = world.human(FOUNDER).await;
        let mut tx = world.app.db.read().await.unwrap();
        let person = find_person_by_account(&mut tx, group.id, marta.account)
            .await
            .unwrap();
        drop(tx);
        let (now, id, person) = (world.now(), group.id, person.unwrap().id);
        let set = async |role: Role| {
            let saved = world.app.db.write(|tx| {
                Box::pin(async move { Ok(save_membership(tx, now, id, person, role).await?) })
            });
            saved.await.unwrap();
        };
        set(Role::CoOrganizer).await;
        assert_eq!(
            world.verify().await,
            ["group turku-python has no organizer"]
        );
        set(Role::Organizer).await;
    })
    .await;
}

#[test]
fn names_that_a_person_would_take_for_each_other_look_alike() {
    for (one, other) in [
        ("Turku Python", "turku-python"),
        ("Turku Python", "Тurku Рython"),
        ("Åbo Data", "Abo Data"),
        ("Rust & Co", "rust co"),
    ] {
        assert_eq!(skeleton(one), skeleton(other), "{one} and {other}");
    }
    assert_ne!(skeleton("Turku Python"), skeleton("Turku Pythons"));
}

#[test]
fn roles_are_ordered_from_least_to_most() {
    assert!(Role::Member < Role::CoOrganizer && Role::CoOrganizer < Role::Organizer);
    assert_eq!(
        [Role::Member, Role::CoOrganizer, Role::Organizer].map(Role::organizes),
        [false, true, true]
    );
}
