//! The accept loop: one task per connection, limits for clients that are slow on purpose, and a
//! stop that lets what is under way end.

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

/// How long a client may take to send a request's head.
const HEAD: Duration = Duration::from_secs(15);

/// How long requests may go on after the server was told to stop.
const GRACE: Duration = Duration::from_secs(15);

/// The pause after a failed accept, which usually means that files ran out.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until `stopping` becomes true, then until every request is answered or the grace is over.
pub async fn serve(listener: TcpListener, router: Router, mut stopping: watch::Receiver<bool>) {
    let connections = GracefulShutdown::new();
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, from)) => spawn(&builder, &connections, &router, stream, from),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not end in time");
    }
}

fn spawn(
    builder: &Builder<TokioExecutor>,
    connections: &GracefulShutdown,
    router: &Router,
    stream: TcpStream,
    from: SocketAddr,
) {
    // Answers are written in one piece, so waiting for more to send only delays them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection broke at once");
        return;
    }
    let service = router.clone().map_request(move |mut request: Request<_>| {
        request.extensions_mut().insert(ConnectInfo(from));
        request
    });
    let service = TowerToHyperService::new(service);
    let connection = builder
        .serve_connection(TokioIo::new(stream), service)
        .into_owned();
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}
