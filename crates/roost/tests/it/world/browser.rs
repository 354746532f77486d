//! A browser without JavaScript: it keeps cookies, follows redirects, fills in forms.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use tower::ServiceExt;

/// More redirects than any form of ours causes.
const MOST_REDIRECTS: usize = 5;

#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back, after redirects.
pub struct Page {
    pub status: StatusCode,
    /// Where the browser ended up.
    pub path: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Browser {
            router,
            cookies: BTreeMap::new(),
        }
    }

    /// Opens an address, as a click on a link does.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, Body::empty(), None).await
    }

    /// Opens an address with headers of its own, and stays there.
    pub async fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Page {
        let request = headers
            .iter()
            .fold(self.request(Method::GET, path), |request, (name, value)| {
                request.header(*name, *value)
            });
        self.fetch(path, request.body(Body::empty())).await
    }

    /// Sends fields without having seen the form: what a script would do.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = encode(fields.iter().copied());
        self.send(Method::POST, path, Body::from(body), Some(FORM))
            .await
    }

    /// Sends fields with headers of its own, and stays there.
    pub async fn post_with(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Page {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, FORM);
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        let body = Body::from(encode(fields.iter().copied()));
        self.fetch(path, request.body(body)).await
    }

    /// Sends any request; for what no browser does.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Body,
        kind: Option<&str>,
    ) -> Page {
        let mut page = self.send_once(method, path, body, kind).await;
        for _ in 0..MOST_REDIRECTS {
            let Some(next) = page.redirect() else {
                return page;
            };
            page = self
                .send_once(Method::GET, &next, Body::empty(), None)
                .await;
        }
        panic!("{path} redirects for ever");
    }

    /// As [`Browser::send`], and stays where a redirect would lead away.
    pub async fn send_once(
        &mut self,
        method: Method,
        path: &str,
        body: Body,
        kind: Option<&str>,
    ) -> Page {
        let mut request = self.request(method, path);
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        self.fetch(path, request.body(body)).await
    }

    fn request(&self, method: Method, path: &str) -> Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost");
        if self.cookies.is_empty() {
            return request;
        }
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        request.header(header::COOKIE, cookies.join("; "))
    }

    async fn fetch(&mut self, path: &str, request: axum::http::Result<Request<Body>>) -> Page {
        let request = request.expect("the request is well-formed");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("routes do not fail");
        self.keep_cookies(&response);
        Page::read(path, response).await
    }

    /// Presses the button with this text, or this name and value, in the form as the page shows it,
    /// after typing `typed` into its fields. A value of `None` unticks a box or leaves a field out.
    pub async fn press(
        &mut self,
        page: &Page,
        button: &str,
        typed: &[(&str, Option<&str>)],
    ) -> Page {
        let (method, path, mut fields) = page.form_with(button);
        for (name, value) in typed {
            fields.retain(|(known, _)| known != name);
            if let Some(value) = value {
                fields.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        let encoded = encode(fields.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        if method == Method::GET {
            return self.get(&format!("{path}?{encoded}")).await;
        }
        self.send(method, &path, Body::from(encoded), Some(FORM))
            .await
    }

    /// The value of a cookie, by the end of its name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    fn keep_cookies(&mut self, response: &Response) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("our cookies are plain");
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

impl Page {
    async fn read(path: &str, response: Response) -> Page {
        let (head, body) = response.into_parts();
        let body = to_bytes(body, 64 << 20).await.expect("the body ends");
        Page {
            status: head.status,
            path: path.to_owned(),
            headers: head.headers,
            body: body.to_vec(),
        }
    }

    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a person reads in the main part, with single spaces.
    pub fn text(&self) -> String {
        self.text_of("main")
    }

    /// What a person reads in the elements that match, one line each.
    pub fn text_of(&self, selector: &str) -> String {
        let html = Html::parse_document(&self.html());
        let selector = parse(selector);
        html.select(&selector)
            .map(words)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// How many elements match.
    pub fn count(&self, selector: &str) -> usize {
        Html::parse_document(&self.html())
            .select(&parse(selector))
            .count()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.html());
        html.select(&parse(selector))
            .next()?
            .attr(name)
            .map(str::to_owned)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("our headers are plain"))
    }

    fn redirect(&self) -> Option<String> {
        self.status
            .is_redirection()
            .then(|| self.header("location").to_owned())
            .filter(|location| !location.is_empty())
    }

    /// Method, address and fields of the form that has this button, as a browser would send them.
    fn form_with(&self, button: &str) -> (Method, String, Vec<(String, String)>) {
        let html = Html::parse_document(&self.html());
        let pressed = html
            .select(&parse("form button, form input[type=submit], button[form]"))
            .find(|found| {
                let named = found.attr("name").zip(found.attr("value"));
                words(*found) == button || named.is_some_and(|(k, v)| format!("{k}={v}") == button)
            });
        let Some(pressed) = pressed else {
            panic!(
                "no form has the button {button:?} on {} ({}):\n{}",
                self.path,
                self.status,
                self.text()
            );
        };
        let form = match pressed.attr("form") {
            Some(id) => html.select(&parse(&format!("form#{id}"))).next(),
            None => pressed
                .ancestors()
                .filter_map(ElementRef::wrap)
                .find(|e| e.value().name() == "form"),
        };
        let form = form.expect("the selector says so");
        let mut fields = fields(form);
        if let Some((name, value)) = pressed.attr("name").zip(pressed.attr("value")) {
            fields.push((name.to_owned(), value.to_owned()));
        }
        let method = if form
            .attr("method")
            .is_some_and(|m| m.eq_ignore_ascii_case("post"))
        {
            Method::POST
        } else {
            Method::GET
        };
        let action = pressed
            .attr("formaction")
            .or(form.attr("action"))
            .unwrap_or(&self.path);
        (method, action.to_owned(), fields)
    }
}

/// The fields that a browser sends when nobody has touched them.
fn fields(form: ElementRef<'_>) -> Vec<(String, String)> {
    let controls = form
        .select(&parse("input, select, textarea"))
        .collect::<Vec<_>>();
    let mut fields = Vec::new();
    for control in controls {
        let Some(name) = control
            .attr("name")
            .filter(|_| control.attr("disabled").is_none())
        else {
            continue;
        };
        let value = match control.value().name() {
            "textarea" => Some(control.text().collect::<String>()),
            "select" => chosen(control),
            _ => typed(control),
        };
        fields.extend(value.map(|value| (name.to_owned(), value)));
    }
    fields
}

fn typed(input: ElementRef<'_>) -> Option<String> {
    let value = input.attr("value");
    match input.attr("type").unwrap_or("text") {
        "submit" | "button" | "file" | "image" | "reset" => None,
        "checkbox" | "radio" => input
            .attr("checked")
            .map(|_| value.unwrap_or("on").to_owned()),
        _ => Some(value.unwrap_or_default().to_owned()),
    }
}

fn chosen(select: ElementRef<'_>) -> Option<String> {
    let options: Vec<_> = select.select(&parse("option")).collect();
    let chosen = options
        .iter()
        .find(|option| option.attr("selected").is_some());
    let option = chosen.or(options.first())?;
    Some(
        option
            .attr("value")
            .map_or_else(|| words(*option), str::to_owned),
    )
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().flat_map(|piece| [piece, " "]).collect();
    let plain = text.replace(['\u{2068}', '\u{2069}'], "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parse(selector: &str) -> Selector {
    Selector::parse(selector).expect("the selector is well-formed")
}

fn encode<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
