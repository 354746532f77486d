//! Writing an announcement, seeing what became of it, and ending such mail.
mod show;
mod write;
mod unsubscribe;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/write", write::new)
        .post("/{group}/organize/write", write::create)
        .get("/{group}/organize/write/{id}", show::show)
        .get("/unsubscribe/{token}", unsubscribe::show)
        .post("/unsubscribe/{token}", unsubscribe::create)
}
