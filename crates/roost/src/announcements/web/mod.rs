//! Writing an announcement, and seeing what became of it.
mod show;
mod write;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/write", write::new)
        .post("/{group}/organize/write", write::create)
        .get("/{group}/organize/write/{id}", show::show)
}
