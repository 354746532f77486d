use super::describe::{self, Described};
use super::place::Placing;
use crate::accounts::CurrentAccount;
use crate::groups::actions;
use crate::groups::model::{Newcomer, State as GroupState};
use crate::ids::GroupId;
use crate::once::{self, Done, Once};
use crate::settings::Founding;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "groups/start.html")]
struct StartPage {
    chrome: Chrome,
    form: Form,
    placing: Placing,
    /// Whether the group will wait for the keeper's yes.
    waits: bool,
    /// Nobody founds groups here.
    refused: bool,
}

/// "Start a group": one page.
pub async fn new(State(app): State<App>, current: CurrentAccount) -> Result {
    let (_, email) = newcomer(&app, &current).await?;
    let words = Words::default();
    let form = describe::blank(words, &email).with("key", once::key(&app.moment()));
    let shown = start_page(&app, &current, form, Placing::default());
    page(StatusCode::OK, &shown)
}

pub async fn create(State(app): State<App>, current: CurrentAccount, form: Form) -> Result {
    let Some(state) = first_state(&app, &current) else {
        return Err(Error::Forbidden);
    };
    let words = Words::default();
    let mut form = form.speaking(words);
    let seeks_city = form.chosen("find", "city");
    let Described {
        description,
        placing,
    } = describe::read_new(&mut form, words);
    if seeks_city {
        let form = describe::as_typed(form, words);
        return page(StatusCode::OK, &start_page(&app, &current, form, placing));
    }
    if let Some(description) = &description {
        let (at, founder) = (&app.moment(), &newcomer(&app, &current).await?.0);
        let once = &Once::new(GroupId::NONE, current.account.id, form.value("key"));
        let founded = app.db.write(|tx| {
            Box::pin(actions::found_once(
                tx,
                at,
                once,
                founder,
                description,
                state,
            ))
        });
        match founded.await? {
            Done::Before(location) => return Ok(see_other(&location)),
            Done::Now(Ok(group)) => {
                let key = if group.is_open() {
                    "groups-founded"
                } else {
                    "groups-founded-waits"
                };
                let sentence = words.with("group", group.name.clone()).t(key);
                return Ok(see_other_with(&group.path(), &Flash::done(sentence)));
            }
            Done::Now(Err(refusal)) => describe::refuse_slug(&mut form, "name", words, refusal),
        }
    }
    let shown = start_page(&app, &current, form, placing);
    page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// How a group begins that this account founds; `None`: it may not.
fn first_state(app: &App, current: &CurrentAccount) -> Option<GroupState> {
    match app.settings().founding {
        _ if current.account.keeper => Some(GroupState::Open),
        Founding::Anybody => Some(GroupState::Open),
        Founding::WithKeepersYes => Some(GroupState::Waiting),
        Founding::Nobody => None,
    }
}

/// The account as a group will know it, and its address.
async fn newcomer(
    app: &App,
    current: &CurrentAccount,
) -> std::result::Result<(Newcomer, String), Error> {
    super::newcomer(app, &current.account).await
}

fn start_page(app: &App, current: &CurrentAccount, form: Form, placing: Placing) -> StartPage {
    let state = first_state(app, current);
    StartPage {
        chrome: current.chrome(app, Words::default()),
        form,
        placing,
        waits: state == Some(GroupState::Waiting),
        refused: state.is_none(),
    }
}
