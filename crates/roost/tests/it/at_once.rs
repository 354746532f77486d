//! What two people do at the same time.

use crate::world::{FOUNDER, World};
use roost::groups::{self, Left, Role};
use std::time::Duration;
use tokio::sync::Notify;

#[tokio::test(flavor = "multi_thread")]
async fn of_two_last_organizers_who_leave_at_once_one_stays() {
    World::tell(async |world| {
        let group = &world.group("Turku Python").await;
        let tomi = world.co_organizer(group, "Tomi Salonen").await.id;
        let founder = world.human(FOUNDER).await;
        let marta = world.organizer(group, &founder).await.person;
        let at = &world.app.moment();
        let promote = world.app.db.write(|tx| {
            Box::pin(async move {
                let role = Role::Organizer;
                Ok(groups::save_membership(tx, at.now, group.id, tomi, role).await?)
            })
        });
        promote.await.expect("the database answers");

        // Tomi's transaction begins while Marta's has left and not committed.
        let left = &Notify::new();
        let first = world.app.db.write(|tx| {
            Box::pin(async move {
                let outcome = groups::leave(tx, at, group, marta).await?;
                left.notify_one();
                tokio::time::sleep(Duration::from_millis(200)).await;
                Ok(outcome)
            })
        });
        let second = async {
            left.notified().await;
            let leave = world
                .app
                .db
                .write(|tx| Box::pin(groups::leave(tx, at, group, tomi)));
            leave.await
        };
        let (first, second) = tokio::join!(first, second);

        assert_eq!(first.expect("the database answers"), Left::Left);
        assert_eq!(second.expect("the database answers"), Left::LastOrganizer);
        let organizers = "select count(*) from memberships where role = 'organizer'";
        assert_eq!(world.count(organizers).await, 1);
        world.work().await;
    })
    .await;
}
