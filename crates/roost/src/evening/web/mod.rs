//! The pages of an evening, by what one does on them.
mod list;
mod change;
mod edit;
mod series;
mod venues;
mod steps;
mod show;
mod cards;
mod feeds;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/events/{slug}", show::show)
        .get("/{group}/events/{slug}/cover.svg", show::cover)
        .get("/{group}/events/{slug}/card.png", cards::event)
        .get("/{group}/card.png", cards::group)
        .get("/{group}/events/{slug}/calendar.ics", feeds::event_calendar)
        .get("/{group}/events.ics", feeds::calendar)
        .get("/{group}/events.atom", feeds::feed)
        .get("/{group}/sitemap.xml", feeds::sitemap)
        .get("/sitemap.xml", feeds::sitemaps)
        .get("/robots.txt", feeds::robots)
        .get("/{group}/organize/events", list::index)
        .post("/{group}/organize/events", edit::create)
        .get("/{group}/organize/events/new", edit::new)
        .get("/{group}/organize/events/{slug}/edit", edit::edit)
        .post("/{group}/organize/events/{slug}", edit::update)
        .post("/{group}/organize/events/{slug}/cover", edit::update_cover)
        .post(
            "/{group}/organize/events/{slug}/publication",
            steps::publish,
        )
        .get(
            "/{group}/organize/events/{slug}/cancellation",
            steps::ask_cancel,
        )
        .post(
            "/{group}/organize/events/{slug}/cancellation",
            steps::cancel,
        )
        .get(
            "/{group}/organize/events/{slug}/postponement",
            steps::ask_postpone,
        )
        .post(
            "/{group}/organize/events/{slug}/postponement",
            steps::postpone,
        )
        .get("/{group}/organize/events/{slug}/date", steps::ask_date)
        .post("/{group}/organize/events/{slug}/date", steps::redate)
        .get("/{group}/organize/venues", venues::index)
        .get("/{group}/organize/venues/{id}/edit", venues::edit)
        .post("/{group}/organize/venues/{id}", venues::update)
        .post("/{group}/organize/venues/{id}/removal", venues::remove)
        .merge(series::routes())
}
