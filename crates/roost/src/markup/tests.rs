use super::{excerpt, to_html, to_text};
use proptest::prelude::*;
use scraper::{Html, Selector};

#[path = "../../tests/data/bombs.rs"]
mod bombs;

#[test]
fn what_people_write_becomes_what_they_mean() {
    let written = "Come *early*, bring **soup**.\n\n- one\n- two\n\nSee <https://example.org>";

    assert_eq!(
        to_html(written, 3),
        "<p>Come <em>early</em>, bring <strong>soup</strong>.</p>\n<ul>\n<li>one</li>\n\
         <li>two</li>\n</ul>\n<p>See <a href=\"https://example.org\" \
         rel=\"nofollow ugc noopener\">https://example.org</a></p>\n"
    );
    assert_eq!(
        to_text(written),
        "Come early, bring soup.\n\n- one\n- two\n\nSee https://example.org"
    );
    assert_eq!(
        excerpt(written, 200),
        "Come early, bring soup. one two See https://example.org"
    );
}

#[test]
fn raw_html_disappears_and_bad_links_lose_their_address() {
    assert_eq!(to_html("<script>alert(1)</script>", 3).trim(), "");
    assert_eq!(
        to_html(
            "[a](javascript:alert(1)) [b](data:text/html,x) [c](/keeper)",
            3
        ),
        "<p><a rel=\"nofollow ugc noopener\">a</a> <a rel=\"nofollow ugc noopener\">b</a> \
         <a rel=\"nofollow ugc noopener\">c</a></p>\n"
    );
}

#[test]
fn a_picture_is_a_link_to_it() {
    assert_eq!(
        to_html("![our room](https://example.org/room.jpg)", 3),
        "<p><a href=\"https://example.org/room.jpg\" rel=\"nofollow ugc noopener\">our room</a></p>\n"
    );
}

#[test]
fn headings_begin_below_the_page_and_skip_no_level() {
    assert_eq!(
        to_html("# One\n### Three\n# One", 3),
        "<h3>One</h3>\n<h4>Three</h4>\n<h3>One</h3>\n"
    );
    assert_eq!(to_html("###### Six", 2), "<h2>Six</h2>\n");
}

#[test]
fn an_excerpt_is_cut_between_words() {
    assert_eq!(excerpt("Eight talks, strictly timed", 14), "Eight talks…");
    assert_eq!(excerpt("Eight", 14), "Eight");
}

#[test]
fn a_markdown_bomb_is_shown_as_typed_or_cut() {
    for bomb in bombs::bombs() {
        let start: String = bomb.chars().take(20).collect();
        let (html, text) = (to_html(&bomb, 3), to_text(&bomb));

        // `>` is the character that grows most, to `&gt;`, and a link says its address twice.
        assert!(html.len() < 4 * bomb.len() + 1_000, "{start}");
        assert!(text.len() <= bomb.len(), "{start}");
        assert!(excerpt(&bomb, 160).chars().count() <= 161, "{start}");
        let page = Html::parse_fragment(&html);
        let most = page.tree.nodes().map(|node| node.ancestors().count()).max();
        assert!(most < Some(50), "{start} is {most:?} deep");
    }
    assert_eq!(
        to_html(&"> ".repeat(9), 3),
        "<p>&gt; &gt; &gt; &gt; &gt; &gt; &gt; &gt; &gt;</p>\n"
    );
}

proptest! {
    #[test]
    fn nothing_that_is_typed_gets_past_the_fence(
        typed in "([a-z <>\"'=/:()\\[\\]!*_`#&;\n-]|<script>|javascript:|onload=|</?svg|https://a\\.example){0,60}",
    ) {
        let page = Html::parse_fragment(&to_html(&typed, 3));
        for element in page.select(&Selector::parse("*").expect("it is a selector")) {
            let name = element.value().name();
            let allowed = [
                "html", "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr",
                "li", "ol", "p", "pre", "strong", "ul",
            ];
            prop_assert!(allowed.contains(&name), "{name}");
            for (attribute, value) in element.value().attrs() {
                let fits = match attribute {
                    "href" => ["http://", "https://", "mailto:"].iter().any(|s| value.starts_with(s)),
                    "rel" => value == "nofollow ugc noopener",
                    "start" => value.parse::<u32>().is_ok(),
                    _ => false,
                };
                prop_assert!(fits, "{attribute}={value}");
            }
        }
    }
}
