//! Many people at once, each with an account and a session, for storms.

use crate::world::World;
use roost::accounts::{self, NewAccount};

/// One of the crowd.
pub struct OneOfMany {
    pub name: String,
    /// What her session's cookie holds.
    pub session: String,
}

/// So many people whose names begin with `name`, made in one transaction.
pub async fn crowd(world: &World, name: &str, count: usize) -> Vec<OneOfMany> {
    let at = &world.app.moment();
    let made = world.app.db.write(|tx| {
        Box::pin(async move {
            let mut crowd = Vec::new();
            for number in 1..=count {
                let name = format!("{name} {number}");
                let email = format!("{}@example.org", roost::text::slug(&name, 60));
                let address = accounts::find_or_add_address(tx, at, &email).await?;
                let new = NewAccount {
                    name: &name,
                    address,
                    keeper: false,
                };
                let account = accounts::add_account(tx, at, new).await?;
                let session = accounts::open_session(tx, at, account, "a test").await?;
                crowd.push(OneOfMany { name, session });
            }
            Ok(crowd)
        })
    });
    let crowd = made.await.expect("the database answers");
    world.work().await;
    crowd
}
