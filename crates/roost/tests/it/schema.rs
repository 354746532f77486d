//! Both engines have the same tables, and each table is of the kind that the list says.

use crate::world::Storage;
use roost::db::tables::{Kind, TABLES};
use roost::db::{Db, Tx};
use roost::on;
use std::collections::{BTreeMap, BTreeSet};

/// A schema as far as the rules look at it. The same for both engines if they agree.
#[derive(Debug, Default, PartialEq, Eq)]
struct Schema {
    /// By table: name and whether it may be null.
    columns: BTreeMap<String, BTreeSet<(String, bool)>>,
    /// By table: the columns of the primary key and of every unique key.
    keys: BTreeMap<String, BTreeSet<Vec<String>>>,
    /// By table: its columns and the table that they point to.
    references: BTreeMap<String, BTreeSet<(Vec<String>, String)>>,
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_each_is_of_the_listed_kind() {
    let mut schemas = Vec::new();
    for storage in Storage::on_each_engine().await {
        let db = storage.open().await;
        schemas.push(schema(&db).await);
        db.close().await;
        storage.remove().await;
    }

    let listed: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    for schema in &schemas {
        let found: BTreeSet<String> = schema.columns.keys().cloned().collect();
        assert_eq!(found, listed);
        assert_eq!(broken_rules(schema), Vec::<String>::new());
        assert_eq!(*schema, schemas[0]);
    }
}

/// Undoing takes events away, so each table that points to one has to be thought of in
/// `events/store/outside.rs`: whether it keeps an event or goes with it.
#[tokio::test]
async fn undoing_an_import_knows_every_table_that_points_to_an_event() {
    const SQL: &str = "select distinct m.name from sqlite_master m
                       join pragma_foreign_key_list(m.name) f on f.\"table\" = 'events'
                       where m.type = 'table' order by 1";
    let storage = Storage::on_sqlite().await;
    let db = storage.open().await;
    let mut tx = db.read().await.expect("the database answers");
    let tables = on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_all(c).await);
    let tables: Vec<String> = tables.expect("it lists");
    drop(tx);

    let known = [
        "agenda_lines",
        "announcements",
        "answer_counts",
        "answers",
        "asks",
        "came_through",
        "check_ins",
        "checklist_lines",
        "doors",
        "event_slugs",
        "feedback",
        "head_counts",
        "imported_aliases",
        "imported_events",
        "invitation_links",
        "name_lists",
        "occurrences",
        "photos",
        "preparations",
        "proposals",
        "recaps",
        "rota",
        "rounds",
        "rsvps",
        "thanks",
    ];
    assert_eq!(
        tables.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        BTreeSet::from(known)
    );
    db.close().await;
    storage.remove().await;
}

#[test]
fn a_table_that_forgets_its_group_is_noticed() {
    let mut schema = Schema::default();
    let id = || vec!["id".to_owned()];
    schema
        .columns
        .insert("people".into(), [("group_id".into(), true)].into());
    schema.keys.insert("people".into(), [id()].into());
    schema.references.insert(
        "people".into(),
        [(id(), "people".into()), (id(), "accounts".into())].into(),
    );

    assert_eq!(
        broken_rules(&schema),
        [
            "people: group_id is missing or may be null",
            "people: the key (id) does not begin with group_id",
            "people: (id) points to people without group_id",
        ]
    );
}

fn broken_rules(schema: &Schema) -> Vec<String> {
    let kind = |table: &str| {
        TABLES
            .iter()
            .find(|(name, _)| *name == table)
            .map(|(_, kind)| *kind)
    };
    let mut broken = Vec::new();
    for (table, columns) in &schema.columns {
        if kind(table) != Some(Kind::Tenant) {
            continue;
        }
        if !columns.contains(&("group_id".to_owned(), false)) {
            broken.push(format!("{table}: group_id is missing or may be null"));
        }
        for key in schema.keys.get(table).into_iter().flatten() {
            // A message id is told apart across the world, so its key is the one exception.
            if key[0] != "group_id" && key != &["message_id"] {
                broken.push(format!(
                    "{table}: the key ({}) does not begin with group_id",
                    key.join(", ")
                ));
            }
        }
        for (columns, target) in schema.references.get(table).into_iter().flatten() {
            let list = columns.join(", ");
            match kind(target) {
                Some(Kind::Tenant) if columns[0] != "group_id" => {
                    broken.push(format!(
                        "{table}: ({list}) points to {target} without group_id"
                    ));
                }
                Some(Kind::Global) if columns.len() != 1 => {
                    broken.push(format!("{table}: ({list}) points to the global {target}"));
                }
                _ => {}
            }
        }
    }
    broken
}

async fn schema(db: &Db) -> Schema {
    let mut tx = db.read().await.expect("the database answers");
    let mut schema = Schema::default();
    for (table, column, nullable) in rows::<(String, String, bool)>(&mut tx, COLUMNS).await {
        schema
            .columns
            .entry(table)
            .or_default()
            .insert((column, nullable));
    }
    let mut keys: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (table, key, column) in rows::<(String, String, String)>(&mut tx, KEYS).await {
        keys.entry((table, key)).or_default().push(column);
    }
    for ((table, _), columns) in keys {
        schema.keys.entry(table).or_default().insert(columns);
    }
    let mut references: BTreeMap<(String, String, String), Vec<String>> = BTreeMap::new();
    for (table, key, target, column) in
        rows::<(String, String, String, String)>(&mut tx, REFERENCES).await
    {
        references
            .entry((table, key, target))
            .or_default()
            .push(column);
    }
    for ((table, _, target), columns) in references {
        schema
            .references
            .entry(table)
            .or_default()
            .insert((columns, target));
    }
    schema
}

/// The same question to each engine's own catalogue: SQLite's, then PostgreSQL's.
type Question = [&'static str; 2];

const COLUMNS: Question = [
    "select t.name, c.name, not c.\"notnull\" from sqlite_master t, pragma_table_info(t.name) c
     where t.type = 'table' and t.name not like '\\_sqlx%' escape '\\'",
    "select table_name::text, column_name::text, is_nullable = 'YES' from information_schema.columns
     where table_schema = current_schema() and table_name not like '\\_sqlx%'",
];

const KEYS: Question = [
    "select t.name, i.name, c.name
     from sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
     where t.type = 'table' and i.\"unique\" and t.name not like '\\_sqlx%' escape '\\'
     order by t.name, i.name, c.seqno",
    "select t.relname::text, i.relname::text, a.attname::text
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     cross join lateral unnest(x.indkey) with ordinality k (number, place)
     join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
     where x.indisunique and t.relnamespace = current_schema()::regnamespace
     and t.relname not like '\\_sqlx%'
     order by t.relname, i.relname, k.place",
];

const REFERENCES: Question = [
    "select t.name, cast(f.id as text), f.\"table\", f.\"from\"
     from sqlite_master t, pragma_foreign_key_list(t.name) f where t.type = 'table'
     order by t.name, f.id, f.seq",
    "select t.relname::text, x.conname::text, r.relname::text, a.attname::text
     from pg_constraint x join pg_class t on t.oid = x.conrelid join pg_class r on r.oid = x.confrelid
     cross join lateral unnest(x.conkey) with ordinality k (number, place)
     join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
     where x.contype = 'f' order by t.relname, x.conname, k.place",
];

async fn rows<T>(tx: &mut Tx<'_>, [on_sqlite, on_postgres]: Question) -> Vec<T>
where
    T: Send + Unpin,
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>,
    T: for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>,
{
    let sql = match tx.engine {
        roost::db::Engine::Sqlite(_) => on_sqlite,
        roost::db::Engine::Postgres(_) => on_postgres,
    };
    on!(tx, c => sqlx::query_as(sql).fetch_all(c).await).expect("the catalogue can be read")
}
