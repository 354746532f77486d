//! Writing an announcement, and seeing what became of it.
mod fields;
mod lines;
mod write;
mod progress;
mod one;
mod frame;
mod house;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/write", write::new)
        .post("/{group}/organize/write", write::create)
        .get("/{group}/organize/write/for/{template}", house::show)
        .get("/{group}/organize/write/{id}", one::show)
        .post("/{group}/organize/write/{id}", one::update)
        .get("/{group}/organize/write/{id}/mail", frame::show)
}
