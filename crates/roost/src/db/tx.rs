use super::Result;
use crate::ids::GroupId;
use sqlx::pool::PoolConnection;
use sqlx::{Database, Postgres, Sqlite, Transaction};
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
        }
    }

    /// Says that this transaction wrote a job or a letter, so that the workers look after the commit.
    pub fn wake(&mut self) {
        self.wakes = true;
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

/// Runs one statement on whichever engine the transaction belongs to.
#[macro_export]
macro_rules! on {
    ($tx:expr, $connection:ident => $statement:expr) => {{
        $crate::db::note_statement();
        match &mut $tx.engine {
            $crate::db::Engine::Sqlite(tx) => {
                let $connection = &mut **tx;
                $statement
            }
            $crate::db::Engine::Postgres(tx) => {
                let $connection = &mut **tx;
                $statement
            }
        }
        .map_err($crate::db::Error::from)
    }};
}

#[cfg(debug_assertions)]
thread_local! {
    static STATEMENTS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts a statement, in debug builds. Public only for the macro above.
#[inline]
pub fn note_statement() {
    #[cfg(debug_assertions)]
    STATEMENTS.with(|count| count.set(count.get() + 1));
}

/// How many statements this thread has begun, so that a test sees a page that asks once per row.
#[cfg(debug_assertions)]
pub fn statements() -> u64 {
    STATEMENTS.with(std::cell::Cell::get)
}

/// Runs one statement that returns no rows, and says how many it changed.
///
/// With `group =>`, the rows belong to that group, and its kept pages become stale.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $group:expr => $query:expr) => {{
        $tx.touch($group);
        $crate::execute!($tx, $query)
    }};
    ($tx:expr, $query:expr) => {
        $crate::on!($tx, c => $query.execute(c).await.map(|done| done.rows_affected()))
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
