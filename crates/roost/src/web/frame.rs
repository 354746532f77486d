//! Pages that other sites show in a frame.

use axum::response::Response;

/// How large a card in a frame wants to be.
pub const FRAME: (u32, u32) = (560, 320);

/// On an answer that other sites may show in a frame.
#[derive(Debug, Clone, Copy)]
pub struct Framed;

/// Lets other sites show the page in a frame: for pages that change nothing and are for everybody.
pub fn may_be_framed(mut response: Response) -> Response {
    response.extensions_mut().insert(Framed);
    response
}

/// The line of HTML that shows the page at `address` in another one.
pub fn frame_line(address: &str, title: &str, (width, height): (u32, u32)) -> String {
    let title = title
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" \
         loading=\"lazy\"></iframe>"
    )
}
