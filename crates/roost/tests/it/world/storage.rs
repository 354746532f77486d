//! A database of its own for each test, copied from one that was migrated once.

use roost::db::Db;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// Any number; the processes that make the template agree on it.
const TEMPLATE_LOCK: i64 = 7_304_501;

pub struct Storage {
    folder: TempDir,
    server: Option<Database>,
}

/// A database on the server that `TEST_DATABASE_URL` names.
struct Database {
    server: String,
    name: String,
}

impl Storage {
    pub async fn on_each_engine() -> Vec<Storage> {
        let mut storages = vec![Storage::on_sqlite().await];
        if let Some(server) = server() {
            storages.push(Storage::on_postgres(server).await);
        }
        storages
    }

    pub async fn on_sqlite() -> Storage {
        let folder = tempfile::tempdir().expect("the temporary folder takes files");
        let template = sqlite_template().await;
        std::fs::copy(template, folder.path().join("roost.db")).expect("the template is there");
        Storage {
            folder,
            server: None,
        }
    }

    async fn on_postgres(server: String) -> Storage {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().expect("the temporary folder takes files");
        let template = postgres_template(&server).await;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("roost_test_{}_{count}", std::process::id());
        run(&server, format!("drop database if exists {name}")).await;
        run(
            &server,
            format!("create database {name} template {template}"),
        )
        .await;
        Storage {
            folder,
            server: Some(Database { server, name }),
        }
    }

    /// Where files are kept.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What opens the same database from another process.
    pub fn url(&self) -> Option<String> {
        self.server
            .as_ref()
            .map(|database| with_database(&database.server, &database.name))
    }

    pub async fn open(&self) -> Db {
        let opened = match self.url() {
            Some(url) => Db::open(&url).await,
            None => Db::open_file(&self.folder.path().join("roost.db")).await,
        };
        opened.expect("the database opens")
    }

    /// Takes away what a server would keep. The folder goes by itself.
    pub async fn remove(self) {
        if let Some(Database { server, name }) = self.server {
            run(&server, format!("drop database {name} with (force)")).await;
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one setting that the tests take"
)]
fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

/// The template's file, made by whichever test process comes first.
async fn sqlite_template() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/templates");
    std::fs::create_dir_all(&folder).expect("the target folder takes files");
    let path = folder.join(format!("{}.db", schema("sqlite")));
    if !path.exists() {
        let making = tempfile::tempdir_in(&folder).expect("the target folder takes files");
        let file = making.path().join("roost.db");
        let db = Db::open_file(&file)
            .await
            .expect("an empty database takes the schema");
        db.close().await;
        // Two processes may both have made it; either is as good.
        std::fs::rename(&file, &path).expect("both are in one folder");
    }
    path
}

async fn postgres_template(server: &str) -> String {
    let name = format!("roost_template_{}", schema("postgres"));
    let mut connection = PgConnection::connect(server)
        .await
        .expect("the server answers");
    let lock = "select pg_advisory_lock($1)";
    sqlx::query(lock)
        .bind(TEMPLATE_LOCK)
        .execute(&mut connection)
        .await
        .expect("it waits");
    let found = sqlx::query("select 1 from pg_database where datname = $1 and datistemplate");
    let found = found
        .bind(&name)
        .fetch_optional(&mut connection)
        .await
        .expect("it looks");
    if found.is_none() {
        run(server, format!("drop database if exists {name}")).await;
        run(server, format!("create database {name}")).await;
        let db = Db::open(&with_database(server, &name))
            .await
            .expect("it takes the schema");
        db.close().await;
        run(server, format!("alter database {name} is_template true")).await;
    }
    connection.close().await.expect("it lets go");
    name
}

/// Names one state of the migrations.
fn schema(engine: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../migrations")
        .join(engine);
    let files = std::fs::read_dir(folder).expect("the migrations are there");
    let mut files: Vec<PathBuf> = files
        .map(|file| file.expect("it is listed").path())
        .collect();
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        digest.update(std::fs::read(file).expect("it can be read"));
    }
    data_encoding::HEXLOWER.encode(&digest.finalize()[..8])
}

fn with_database(server: &str, name: &str) -> String {
    let options = PgConnectOptions::from_str(server)
        .expect("it is an address")
        .database(name);
    options.to_url_lossy().to_string()
}

async fn run(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server)
        .await
        .expect("the server answers");
    let done = sqlx::query(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await;
    done.expect("the statement is right");
}
