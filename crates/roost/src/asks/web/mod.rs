//! The ask list, the question by mail, the pipeline, and what she sees of it herself.
mod say;
mod walk;
mod put;
mod write;
mod talks;
mod own;
mod mine;

pub use mine::OwnAnswers;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/talks", talks::index)
        .post("/{group}/organize/talks/asks/{id}", talks::update)
        .get("/{group}/organize/talks/ask", walk::show)
        .post("/{group}/organize/talks/ask", put::create)
        .get("/{group}/organize/talks/ask/stream", walk::stream)
        .post("/{group}/organize/talks/asks/{id}/answer", put::update)
        .post("/{group}/organize/talks/pauses", put::pause)
        .get("/{group}/organize/talks/ask/{person}/mail", write::show)
        .post("/{group}/organize/talks/ask/{person}/mail", write::create)
        .get("/ask/{token}", own::show)
        .post("/ask/{token}", own::update)
        .post("/{group}/asks/removal", mine::erase)
        .post("/{group}/asks/pause", mine::pause)
        .post("/{group}/asks/pause/removal", mine::ask_again)
}
