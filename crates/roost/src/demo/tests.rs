use super::{Stage, build};
use crate::world::World;

const GROUPS: &str = "select count(*) from groups where state = 'open'";
const MEMBERS: &str = "select count(*) from memberships";
const GOING: &str = "select count(*) from rsvps r join events e
    on e.group_id = r.group_id and e.id = r.event_id
    where e.title = 'Winter lightning night' and r.state = 'going'";

#[tokio::test]
async fn each_stage_is_a_whole_world_in_which_everything_holds() {
    for (stage, going) in [
        (Stage::Quiet, 6),
        (Stage::Growing, 52),
        (Stage::Tonight, 55),
    ] {
        World::tell(async |world| {
            build(&world.app, stage).await.unwrap();

            assert_eq!(world.count(GROUPS).await, 3);
            assert!((390..=400).contains(&world.count(MEMBERS).await));
            assert_eq!(world.count(GOING).await, going, "{stage:?}");
            world.work().await;
            world.throw_away_mail().await;
        })
        .await;
    }
}
