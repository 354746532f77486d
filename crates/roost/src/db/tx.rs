use super::Result;
use crate::ids::GroupId;
use sqlx::pool::PoolConnection;
use sqlx::query::{Query, QueryAs};
use sqlx::{Database, Encode, Postgres, Sqlite, Transaction, Type};
#[cfg(debug_assertions)]
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;

/// A transaction on either engine. Only `db` can commit it; dropped, it is rolled back.
///
/// `'a` matters to [`super::Db::write`] only; everywhere else it is `Tx<'_>`.
pub struct Tx<'a> {
    pub engine: Engine<'a>,
    /// The groups whose pages this transaction makes stale.
    written: BTreeSet<GroupId>,
    /// Whether it leaves work behind that somebody waits for.
    wakes: bool,
    /// Whether other servers are to look at once.
    hurries: bool,
}

/// Public only for the macros below.
pub enum Engine<'a> {
    Sqlite(Held<'a, Sqlite>),
    Postgres(Held<'a, Postgres>),
}

/// The connection that a transaction has for itself.
pub enum Held<'a, D: Database> {
    Transaction(Transaction<'a, D>),
    /// For one statement, which the engine makes a transaction by itself.
    Connection(PoolConnection<D>),
}

impl<D: Database> Deref for Held<'_, D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        match self {
            Held::Transaction(transaction) => transaction,
            Held::Connection(connection) => connection,
        }
    }
}

impl<D: Database> DerefMut for Held<'_, D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        match self {
            Held::Transaction(transaction) => transaction,
            Held::Connection(connection) => connection,
        }
    }
}

impl<D: Database> Held<'_, D> {
    async fn commit(self) -> Result<()> {
        match self {
            Held::Transaction(transaction) => Ok(transaction.commit().await?),
            Held::Connection(_) => Ok(()),
        }
    }
}

/// What a transaction's closure returns: `Box::pin(async move { … })`.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = anyhow::Result<T>> + Send + 't>>;

impl<'a> Tx<'a> {
    pub(super) fn new(engine: Engine<'a>) -> Self {
        Tx {
            engine,
            written: BTreeSet::new(),
            wakes: false,
            hurries: false,
        }
    }

    /// Says that this transaction wrote a job or a letter, so that the workers look after the commit.
    pub fn wake(&mut self) {
        self.wakes = true;
    }

    /// Says that somebody watches what this transaction writes as it happens, so other servers hear
    /// of it at the commit and not with their next poll. PostgreSQL lets such commits pass one by
    /// one, so most do without.
    pub fn hurry(&mut self) {
        self.hurries = true;
    }

    pub(super) fn hurries(&self) -> bool {
        self.hurries
    }

    pub(super) fn wakes(&self) -> bool {
        self.wakes
    }

    /// Says that `group` was written, so that its kept pages are dropped after the commit.
    ///
    /// `execute!` with a group says it by itself; a statement that returns rows must say it.
    pub fn touch(&mut self, group: GroupId) {
        if group != GroupId::NONE {
            self.written.insert(group);
        }
    }

    pub(super) fn written(&self) -> &BTreeSet<GroupId> {
        &self.written
    }

    pub(super) async fn commit(self) -> Result<BTreeSet<GroupId>> {
        match self.engine {
            Engine::Sqlite(held) => held.commit().await?,
            Engine::Postgres(held) => held.commit().await?,
        }
        Ok(self.written)
    }
}

/// Runs one statement on whichever engine the transaction belongs to: `sqlx::query…(text)` and what
/// follows it.
#[macro_export]
macro_rules! on {
    ($tx:expr, $connection:ident => sqlx::$query:ident($sql:expr) $($rest:tt)*) => {{
        let sql = $sql;
        $crate::db::note_statement(sql);
        match &mut $tx.engine {
            $crate::db::Engine::Sqlite(tx) => {
                let $connection = &mut **tx;
                sqlx::$query(sql) $($rest)*
            }
            $crate::db::Engine::Postgres(tx) => {
                let $connection = &mut **tx;
                sqlx::$query(sql) $($rest)*
            }
        }
        .map_err($crate::db::Error::from)
    }};
}

/// Binds many parameters, one after the other.
pub trait BindAll<'q, D: Database> {
    #[must_use]
    fn bind_all<T>(self, values: impl IntoIterator<Item = T>) -> Self
    where
        T: Encode<'q, D> + Type<D> + 'q;
}

impl<'q, D: Database> BindAll<'q, D> for Query<'q, D, D::Arguments> {
    fn bind_all<T>(self, values: impl IntoIterator<Item = T>) -> Self
    where
        T: Encode<'q, D> + Type<D> + 'q,
    {
        values
            .into_iter()
            .fold(self, |query, value| query.bind(value))
    }
}

impl<'q, D: Database, O> BindAll<'q, D> for QueryAs<'q, D, O, D::Arguments> {
    fn bind_all<T>(self, values: impl IntoIterator<Item = T>) -> Self
    where
        T: Encode<'q, D> + Type<D> + 'q,
    {
        values
            .into_iter()
            .fold(self, |query, value| query.bind(value))
    }
}

#[cfg(debug_assertions)]
thread_local! {
    static STATEMENTS: Cell<u64> = const { Cell::new(0) };
    static RECORD: RefCell<Option<BTreeSet<&'static str>>> = const { RefCell::new(None) };
}

/// Counts a statement, in debug builds. Public only for the macro above.
#[inline]
#[cfg_attr(
    not(debug_assertions),
    expect(unused_variables, reason = "only tests ask")
)]
pub fn note_statement(sql: &'static str) {
    #[cfg(debug_assertions)]
    {
        STATEMENTS.with(|count| count.set(count.get() + 1));
        RECORD.with_borrow_mut(|record| record.as_mut().map(|record| record.insert(sql)));
    }
}

/// How many statements this thread has begun, so that a test sees a page that asks once per row.
#[cfg(debug_assertions)]
pub fn statements() -> u64 {
    STATEMENTS.with(Cell::get)
}

/// From now on the texts of this thread's statements are written down, so that a test can ask the
/// engine how it finds their rows.
#[cfg(debug_assertions)]
pub fn record_statements() {
    RECORD.set(Some(BTreeSet::new()));
}

/// What was written down, each text once; no more is from now on.
#[cfg(debug_assertions)]
pub fn recorded_statements() -> BTreeSet<&'static str> {
    RECORD.take().unwrap_or_default()
}

/// Runs one statement that returns no rows, and says how many it changed.
///
/// With `group =>`, the rows belong to that group, and its kept pages become stale.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $group:expr => sqlx::$query:ident($sql:expr) $($rest:tt)*) => {{
        $tx.touch($group);
        $crate::execute!($tx, sqlx::$query($sql) $($rest)*)
    }};
    ($tx:expr, sqlx::$query:ident($sql:expr) $($rest:tt)*) => {
        $crate::on!($tx, c => sqlx::$query($sql) $($rest)*
            .execute(c).await.map(|done| done.rows_affected()))
    };
}

/// The statement that also locks the rows it finds until the transaction ends.
///
/// SQLite knows no such clause and needs none: its writer is alone from the first statement.
#[macro_export]
macro_rules! for_update {
    ($tx:expr, $sql:expr) => {
        match &$tx.engine {
            $crate::db::Engine::Sqlite(_) => $sql,
            $crate::db::Engine::Postgres(_) => concat!($sql, " for update"),
        }
    };
}

/// The statement that locks the rows it finds and passes over those that somebody else holds.
#[macro_export]
macro_rules! for_update_skip_locked {
    ($tx:expr, $sql:expr) => {
        match &$tx.engine {
            $crate::db::Engine::Sqlite(_) => $sql,
            $crate::db::Engine::Postgres(_) => concat!($sql, " for update skip locked"),
        }
    };
}
