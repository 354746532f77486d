//! The page of what somebody gets, and the pages that end one kind of mail.
mod choices;
mod stop;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/mail/{token}", choices::show)
        .post("/mail/{token}", choices::update)
        .post("/mail/{token}/pause", choices::pause)
        .post("/mail/{token}/pause/removal", choices::end_pause)
        .post("/mail/{token}/end", choices::end)
        .get("/{group}/mail", choices::show_own)
        .post("/{group}/mail", choices::update_own)
        .post("/{group}/mail/pause", choices::pause_own)
        .post("/{group}/mail/pause/removal", choices::end_own_pause)
        .post("/{group}/mail/end", choices::end_own)
        .get("/unsubscribe/{token}", stop::show)
        .post("/unsubscribe/{token}", stop::create)
        .post("/unsubscribe/{token}/undo", stop::undo)
        .get("/unsubscribe/{token}/reminders", stop::show_reminders)
        .post("/unsubscribe/{token}/reminders", stop::create_reminders)
        .post("/unsubscribe/{token}/reminders/undo", stop::undo_reminders)
}
