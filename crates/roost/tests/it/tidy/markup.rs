//! Pages obey a policy that forbids inline style and script, so templates hold neither.

use super::{
    assert_none,
    template::{self, Attribute, Piece, Tag},
    tree::{self, File},
};

/// Longer ones are a component that has not been named.
const CLASS_LENGTH: usize = 60;

fn breaches(file: &File) -> Vec<String> {
    // Mail programs read no stylesheet, so a mail's layout carries its styles.
    let mail = file.is_in_folder("mail");
    let mut found = Vec::new();
    for (line, piece) in template::pieces(file) {
        let mut add = |breach: String| found.push(format!("{} {breach}", file.at(line)));
        match piece {
            Piece::Tag(tag) => {
                if tag.name == "style" && !mail {
                    add("has a <style>: write it in assets/css".to_owned());
                }
                tag.attributes
                    .iter()
                    .filter_map(|own| in_attribute(&tag, own, mail))
                    .for_each(add);
            }
            Piece::Script(script) if !script.is_empty() && !is_data(file, script) => {
                add("has a script in it: write it in assets/js".to_owned());
            }
            Piece::Script(_) | Piece::Text(_) => {}
        }
    }
    found
}

fn in_attribute(tag: &Tag<'_>, own: &Attribute<'_>, mail: bool) -> Option<String> {
    match own.name {
        "style" if !mail => Some("has style=: make it a class".to_owned()),
        name if name.starts_with("on") => Some(format!("has {name}=: use a custom element")),
        "href" | "action" | "src" | "formaction" if own.value.starts_with("javascript:") => Some(
            format!("has a script in {}=: use a custom element", own.name),
        ),
        "class" if own.value.len() > CLASS_LENGTH => Some(format!(
            "has a class of {} characters on <{}>, more than {CLASS_LENGTH}: name the component",
            own.value.len(),
            tag.name
        )),
        _ => None,
    }
}

/// JSON-LD is read by search engines and run by nobody; its script is one expression.
fn is_data(file: &File, script: &str) -> bool {
    file.text.contains("application/ld+json")
        && template::without_expressions(script)
            .trim_matches(['\0', ' ', '\n'])
            .is_empty()
}

#[test]
fn templates_hold_no_inline_style_script_or_handler() {
    assert_none(
        &tree::templates()
            .into_iter()
            .flat_map(breaches)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn an_inline_style_script_or_handler_is_found() {
    let text = "<style>p{}</style>\n<p style=\"x\" onclick=\"y\">\n<a href=\"javascript:z\">\n\
                <script>go()</script>\n<script src=\"/x.js\"></script>";

    assert_eq!(
        breaches(&File::sample("src/web/layout.html", text)),
        [
            "src/web/layout.html:1 has a <style>: write it in assets/css",
            "src/web/layout.html:2 has style=: make it a class",
            "src/web/layout.html:2 has onclick=: use a custom element",
            "src/web/layout.html:3 has a script in href=: use a custom element",
            "src/web/layout.html:4 has a script in it: write it in assets/js",
        ]
    );
    let mail = breaches(&File::sample("src/mail/layout.html", text));
    assert_eq!(mail.len(), 3, "a mail may carry styles: {mail:?}");
}

#[test]
fn a_script_that_is_data_is_allowed_and_a_long_class_is_not() {
    let data = "<script type=\"application/ld+json\">{{ json|safe }}</script>";
    let long = format!("<p class=\"{}\">", "btn ".repeat(16));

    assert_eq!(breaches(&File::sample("src/web/a.html", data)), [""; 0]);
    assert_eq!(
        breaches(&File::sample("src/web/a.html", &long)),
        ["src/web/a.html:1 has a class of 64 characters on <p>, more than 60: name the component"]
    );
}
