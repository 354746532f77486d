//! Among 20,000 rows of each kind, nothing that people often wait for reads a whole table.
//!
//! The pages and workers are really asked, and each statement that they run is explained.

use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::db::{self, Engine, Tx};
use roost::on;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeSet;

/// Tables that grow with people and evenings.
const LARGE: [&str; 10] = [
    "accounts",
    "addresses",
    "sessions",
    "tokens",
    "people",
    "memberships",
    "events",
    "rsvps",
    "deliveries",
    "jobs",
];

/// Part of each statement that this is about, so that none goes unasked.
const HOT: [&str; 15] = [
    "from events where group_id = $1 and slug = $2",
    "from rsvps where group_id = $1 and event_id = $2 group by attending, state",
    "then 1 end) as overdue",
    "and state = 'waitlisted' and (confirmed_at is not null or by_hand)",
    "and attending = $3 and state = 'waitlisted' order by lapses",
    "e.status in ('published', 'cancelled') and e.ends_at > $2",
    "e.status in ('published', 'cancelled') and e.ends_at <= $2",
    "from listed where (list_key, id) > ($5, $6)",
    "select 1 from deliveries where state = 'queued' and next_at <= $1",
    "where state = 'queued' and priority = $3 and group_id = $2",
    "select 1 from jobs where poisoned_at is null and due_at <= $1",
    "from sessions s join accounts a on a.id = s.account_id where s.hash = $1",
    "from tokens where hash = $1",
    "where p.group_id = $1 and (p.account_id = $2",
    "where p.group_id = $1 and (p.address_id = $2",
];

/// Part of the statements about several letters, whatever number of others waits.
const BATCH: &str = "and id in ($5, $6";

/// Many rows like one, `t`, that a verb made: what follows `from`, and the columns that differ.
/// `{id}`, `{hash}` and `{text}` are random, `{numbers}` has a column `n` from 1 to 20,000.
type Copies = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const ROWS: [Copies; 11] = [
    (
        "groups",
        "groups t, {numbers} where t.slug = 'turku-python' and n.n <= 40",
        &[("id", "{id}"), ("slug", "'group-' || n.n")],
    ),
    (
        "accounts",
        "accounts t, {numbers} where t.name = 'Ada'",
        &[("id", "{id}"), ("name", "'Bird ' || n.n")],
    ),
    (
        "addresses",
        "addresses t, accounts a where t.folded = 'ada@example.org' and a.name like 'Bird %'",
        &[
            ("id", "{id}"),
            ("email", "{text}"),
            ("folded", "{text}"),
            ("account_id", "a.id"),
        ],
    ),
    (
        "sessions",
        "(select * from sessions order by id limit 1) t, accounts a where a.name like 'Bird %'",
        &[("hash", "{hash}"), ("id", "{id}"), ("account_id", "a.id")],
    ),
    (
        "tokens",
        "(select * from tokens order by hash limit 1) t, {numbers}",
        &[("hash", "{hash}"), ("subject_id", "{id}")],
    ),
    (
        "people",
        "people t, (select id, row_number() over (order by id) as n from accounts
                    where name like 'Bird %') a
         join (select id, row_number() over (order by id) as n from groups) g on g.n = a.n % 41 + 1
         join addresses d on d.account_id = a.id
         where t.name = 'Ada'",
        &[
            ("group_id", "g.id"),
            ("id", "{id}"),
            ("name", "'Bird ' || a.n"),
            ("sort_key", "'bird ' || a.n"),
            ("search_key", "'bird ' || a.n"),
            ("account_id", "a.id"),
            ("address_id", "d.id"),
        ],
    ),
    (
        "memberships",
        "(select * from memberships where role = 'member' limit 1) t, people p
         where p.name like 'Bird %'",
        &[("group_id", "p.group_id"), ("person_id", "p.id")],
    ),
    (
        "events",
        "events t, groups g, {numbers} where t.slug = 'winter-night' and n.n <= 500",
        &[
            ("group_id", "g.id"),
            ("id", "{id}"),
            ("slug", "'evening-' || n.n"),
            ("starts_at", "t.starts_at + (2 - n.n) * 86400000000"),
            ("ends_at", "t.ends_at + (2 - n.n) * 86400000000"),
            ("waitlist_numbers", "1000"),
            (
                "created_by",
                "(select p.id from people p where p.group_id = g.id order by p.id limit 1)",
            ),
        ],
    ),
    (
        "rsvps",
        "(select * from rsvps where confirmed_at is not null limit 1) t,
         (select group_id, id, row_number() over (partition by group_id order by id) as n
          from people where name like 'Bird %') p
         join events e on e.group_id = p.group_id and e.slug = 'evening-1'",
        &[
            ("group_id", "p.group_id"),
            ("event_id", "e.id"),
            ("person_id", "p.id"),
            ("id", "{id}"),
            (
                "state",
                "case when p.n <= 10 then 'going' else 'waitlisted' end",
            ),
            ("waitlist_number", "case when p.n > 10 then p.n end"),
            (
                "confirmed_at",
                "case when p.n % 10 = 0 then t.confirmed_at end",
            ),
        ],
    ),
    (
        "deliveries",
        "(select * from deliveries order by id limit 1) t, {numbers}",
        &[
            ("id", "{id}"),
            ("unique_key", "{text}"),
            ("message_id", "{text}"),
            (
                "state",
                "case when n.n % 20 = 0 then 'queued' else 'sent' end",
            ),
            ("next_at", "t.next_at + n.n * 86400000000"),
        ],
    ),
    (
        "jobs",
        "(select * from jobs where poisoned_at is null order by due_at desc, id limit 1) t,
         {numbers}",
        &[
            ("id", "{id}"),
            ("unique_key", "{text}"),
            ("due_at", "t.due_at + n.n * 86400000000"),
        ],
    ),
];

#[tokio::test]
async fn among_twenty_thousand_rows_nothing_that_is_asked_often_reads_a_whole_table() {
    World::tell_of_made_up_rows(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada").await;
        world.signed_in("Ada").await;
        let winter = world.evening(&group, "Winter night").capacity(12);
        let winter = winter.published().await;
        world.goes(&group, &winter, "Ada").await;
        world.work().await;
        fill(world).await;

        db::record_statements();
        ask(world).await;
        let asked = db::recorded_statements();

        let squeezed: Vec<String> = asked.iter().map(|sql| squeeze(sql)).collect();
        let missing: Vec<_> = HOT.iter().filter(|hot| !holds(&squeezed, hot)).collect();
        assert_eq!(missing, Vec::<&&str>::new(), "nobody asked for these");
        // Nobody counts the rows of a small server's SQLite; PostgreSQL does so by itself.
        hold(world, &asked).await;
        analyze(world).await;
        hold(world, &asked).await;
    })
    .await;
}

/// No statement reads a whole table, and one that does would be found.
async fn hold(world: &World, asked: &BTreeSet<&'static str>) {
    let mut tx = world.app.db.read().await.expect("the database answers");
    let (mut whole, mut firm, mut batch) = (Vec::new(), Vec::new(), BTreeSet::new());
    for sql in asked {
        let plan = explain(&mut tx, sql).await;
        let sql = squeeze(sql);
        if sql.contains(HOT[3]) {
            firm.extend(plan.indices);
        } else if sql.contains(BATCH) {
            batch.extend(plan.indices);
        }
        whole.extend(plan.whole.into_iter().map(|step| (step, sql.clone())));
    }
    assert_eq!(whole, Vec::<(String, String)>::new());
    assert_eq!(firm, ["rsvps_firm_in_line"]);
    let by_id = [
        "sqlite_autoindex_deliveries_2",
        "deliveries_by_id",
        "deliveries_pkey",
    ];
    let among_all: Vec<_> = batch
        .iter()
        .filter(|index| !by_id.contains(&index.as_str()))
        .collect();
    assert_eq!(
        among_all,
        Vec::<&String>::new(),
        "eight letters are found by their ids"
    );
    assert!(!batch.is_empty(), "nobody wrote about several letters");
    for slow in [
        "select r.id from rsvps r where r.note = $1",
        "select id from events where title = $1 order by group_id, slug",
    ] {
        assert_eq!(explain(&mut tx, slow).await.whole.len(), 1, "{slow}");
    }
}

async fn analyze(world: &World) {
    let write = world.app.db.write(|tx| {
        Box::pin(async move {
            run(tx, "analyze").await;
            Ok(())
        })
    });
    write.await.expect("the database answers");
}

/// Opens the pages, sends the forms and does the work that the statements belong to.
async fn ask(world: &World) {
    let (mut stranger, mut ada, mut marta) = (
        world.browser(),
        world.signed_in("Ada").await,
        world.signed_in(FOUNDER).await,
    );
    let evening = "/turku-python/events/evening-1";
    for path in ["/turku-python", "/turku-python/events", evening] {
        assert_eq!(stranger.get(path).await.status, StatusCode::OK, "{path}");
        assert_eq!(ada.get(path).await.status, StatusCode::OK, "{path}");
    }
    stranger.get("/rsvp/no-such-token").await;
    let answer = format!("{evening}/rsvp");
    let named = [
        ("answer", "going"),
        ("name", "Linus"),
        ("email", "linus@example.org"),
    ];
    let answered = stranger.post(&answer, &named).await;
    assert_eq!(answered.status, StatusCode::OK);
    ada.post(&answer, &[("answer", "going")]).await;
    for path in [
        "/turku-python/organize/people",
        "/turku-python/organize/events",
        "/turku-python/organize/events/evening-1/people",
        "/turku-python/organize/venues",
    ] {
        assert_eq!(marta.get(path).await.status, StatusCode::OK, "{path}");
    }
    // Offers have run out by then, so everybody who waits is looked at.
    world.wait(SignedDuration::from_hours(24 * 3)).await;
    let later = [("answer", "declined")];
    ada.post(&answer, &later).await;
    world.work().await;
}

async fn fill(world: &World) {
    let write = world.app.db.write(|tx| {
        Box::pin(async move {
            for copies in ROWS {
                copy(tx, copies).await;
            }
            Ok(())
        })
    });
    write.await.expect("the rows fit");
}

async fn copy(tx: &mut Tx<'_>, (table, from, changed): Copies) {
    const SQLITE: &str = "select name from pragma_table_info($1) order by cid";
    const POSTGRES: &str = "select cast(column_name as text) from information_schema.columns
                            where table_schema = 'public' and table_name = $1
                            order by ordinal_position";
    let (columns, fragments) = match &tx.engine {
        Engine::Sqlite(_) => (
            SQLITE,
            [
                "randomblob(16)",
                "randomblob(32)",
                "lower(hex(randomblob(16)))",
                "(with recursive c (n) as (select 1 union all select n + 1 from c where n < 20000)
                  select n from c) n",
            ],
        ),
        Engine::Postgres(_) => (
            POSTGRES,
            [
                "gen_random_uuid()",
                "sha256(cast(cast(gen_random_uuid() as text) as bytea))",
                "cast(gen_random_uuid() as text)",
                "(select n from generate_series(1, 20000) as s (n)) n",
            ],
        ),
    };
    let columns: Vec<String> =
        on!(tx, c => sqlx::query_scalar(columns).bind(table).fetch_all(c).await)
            .expect("the table is there");
    let values: Vec<String> = columns
        .iter()
        .map(
            |column| match changed.iter().find(|(name, _)| name == column) {
                Some((_, value)) => (*value).to_owned(),
                None => format!("t.{column}"),
            },
        )
        .collect();
    let (names, values) = (columns.join(", "), values.join(", "));
    let mut sql = format!("insert into {table} ({names}) select {values} from {from}");
    for (name, fragment) in ["{id}", "{hash}", "{text}", "{numbers}"]
        .iter()
        .zip(fragments)
    {
        sql = sql.replace(name, fragment);
    }
    run(tx, &sql).await;
}

async fn run(tx: &mut Tx<'_>, sql: &str) {
    let safe = AssertSqlSafe(sql.to_owned());
    let done = match &mut tx.engine {
        Engine::Sqlite(tx) => sqlx::raw_sql(safe).execute(&mut **tx).await.map(drop),
        Engine::Postgres(tx) => sqlx::raw_sql(safe).execute(&mut **tx).await.map(drop),
    };
    done.unwrap_or_else(|error| panic!("{error}: {sql}"));
}

/// How an engine finds the rows of one statement.
#[derive(Default)]
struct Plan {
    /// The steps that read all of a large table.
    whole: Vec<String>,
    indices: BTreeSet<String>,
}

async fn explain(tx: &mut Tx<'_>, sql: &'static str) -> Plan {
    if matches!(tx.engine, Engine::Sqlite(_)) {
        explain_on_sqlite(tx, sql).await
    } else {
        explain_on_postgres(tx, sql).await
    }
}

async fn explain_on_sqlite(tx: &mut Tx<'_>, sql: &'static str) -> Plan {
    let mut plan = Plan::default();
    for row in rows(tx, &format!("explain query plan {sql}"), 3).await {
        let mut words = row.split_whitespace();
        let (step, name) = (words.next(), words.next().unwrap_or_default());
        if step == Some("SCAN") && LARGE.contains(&table(sql, name).as_str()) {
            plan.whole.push(row.clone());
        }
        let index = row.split(" INDEX ").nth(1);
        let index = index.and_then(|rest| rest.split_whitespace().next());
        plan.indices.extend(index.map(str::to_owned));
    }
    plan
}

/// The table that a statement calls `name`.
fn table(sql: &str, name: &str) -> String {
    let squeezed = squeeze(sql);
    let words: Vec<&str> = squeezed.split([' ', '(', ')', ',']).collect();
    let named = words
        .windows(3)
        .find(|three| matches!(three[0], "from" | "join" | "update") && three[2] == name);
    named.map_or(name, |three| three[1]).to_owned()
}

/// The types of parameters that stand in a list of values, where nothing but the program tells
/// PostgreSQL what they are; empty for all other statements.
fn types(sql: &str) -> String {
    let lists: &[(usize, &str)] = match sql {
        sql if !sql.contains("(values ($") => return String::new(),
        sql if sql.starts_with("insert into deliveries") => &[
            (1, "uuid"),
            (1, "text"),
            (2, "uuid"),
            (3, "bigint"),
            (1, "text"),
            (8, "uuid"),
            (16, "text"),
            (8, "uuid"),
            (24, "text"),
        ],
        sql if sql.starts_with("insert into tokens") => &[
            (1, "text"),
            (1, "uuid"),
            (1, "bigint"),
            (8, "bytea"),
            (8, "uuid"),
            (8, "bigint"),
        ],
        sql if sql.starts_with("select column1,") => &[(1, "text"), (9, "uuid")],
        other => panic!("say here what the parameters of this are: {other}"),
    };
    let each = lists
        .iter()
        .flat_map(|(count, kind)| std::iter::repeat_n(*kind, *count));
    format!("({})", each.collect::<Vec<_>>().join(", "))
}

/// PostgreSQL weighs what it has counted and the values, which are not known here. So it is told to
/// read whole tables only where there is no other way, and where it does all the same, no index fits.
async fn explain_on_postgres(tx: &mut Tx<'_>, sql: &'static str) -> Plan {
    run(tx, "set local plan_cache_mode = force_generic_plan").await;
    run(tx, "set local enable_seqscan = off").await;
    run(tx, &format!("prepare asked{} as {sql}", types(sql))).await;
    let count = (1..).take_while(|n| sql.contains(&format!("${n}"))).count();
    let values = vec!["null"; count].join(", ");
    let values = if count == 0 {
        values
    } else {
        format!("({values})")
    };
    let explained = format!("explain (format json, costs off) execute asked{values}");
    let mut plan = Plan::default();
    for row in rows(tx, &explained, 0).await {
        let json: Value = serde_json::from_str(&row).expect("it was asked for as JSON");
        walk(&json[0]["Plan"], &mut plan);
    }
    run(tx, "deallocate asked").await;
    plan
}

fn walk(node: &Value, plan: &mut Plan) {
    let kind = node["Node Type"].as_str().unwrap_or_default();
    let (table, index) = (
        node["Relation Name"].as_str().unwrap_or_default(),
        node["Index Name"].as_str(),
    );
    plan.indices.extend(index.map(str::to_owned));
    let large = LARGE.iter().any(|large| {
        *large == table
            || kind == "Bitmap Index Scan" && index.is_some_and(|i| i.starts_with(large))
    });
    let searches = matches!(kind, "Index Scan" | "Index Only Scan" | "Bitmap Index Scan");
    if large && (kind == "Seq Scan" || searches && node["Index Cond"].is_null()) {
        plan.whole.push(format!("{kind} {table} {index:?}"));
    }
    for part in node["Plans"].as_array().into_iter().flatten() {
        walk(part, plan);
    }
}

/// One column of what the engine answers.
async fn rows(tx: &mut Tx<'_>, sql: &str, column: usize) -> Vec<String> {
    let safe = AssertSqlSafe(sql.to_owned());
    let text = match &mut tx.engine {
        Engine::Sqlite(tx) => sqlx::raw_sql(safe).fetch_all(&mut **tx).await.map(|rows| {
            let texts = rows.iter().map(|row| row.get_unchecked(column));
            texts.collect()
        }),
        Engine::Postgres(tx) => sqlx::raw_sql(safe).fetch_all(&mut **tx).await.map(|rows| {
            let texts = rows.iter().map(|row| row.get_unchecked(column));
            texts.collect()
        }),
    };
    text.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

fn holds(statements: &[String], part: &str) -> bool {
    statements.iter().any(|sql| sql.contains(part))
}

fn squeeze(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}
