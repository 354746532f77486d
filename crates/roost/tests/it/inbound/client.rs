//! A mail server that speaks line by line, so that a test can say anything at any time.

use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

pub struct Client(BufReader<TcpStream>);

impl Client {
    /// Connects, hears the greeting and greets.
    pub async fn greet(address: SocketAddr, hello: &str) -> Client {
        let mut client = Client(BufReader::new(TcpStream::connect(address).await.unwrap()));
        assert!(client.hear().await.starts_with("220 "));
        assert!(client.say(hello).await.starts_with("250 "));
        client
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        // Whether the server is still there, its answer tells.
        let _ = self.0.get_mut().write_all(bytes).await;
    }

    /// The last line of the next reply; empty: it hung up.
    pub async fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).await;
            if read.is_err() {
                return String::new();
            }
            if line.as_bytes().get(3) != Some(&b'-') {
                return line.trim_end().to_owned();
            }
        }
    }

    pub async fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes()).await;
        self.hear().await
    }

    /// Sends a message to one address of ours from the null sender, and returns the last reply.
    pub async fn post(&mut self, from: &str, to: &str, message: &str) -> String {
        self.say(&format!("MAIL FROM:<{from}>")).await;
        let named = self.say(&format!("RCPT TO:<{to}@{}>", super::DOMAIN)).await;
        if !named.starts_with("250") {
            self.say("RSET").await;
            return named;
        }
        self.say("DATA").await;
        let text = message.replace("\r\n", "\n").replace('\n', "\r\n");
        self.say(&format!("{text}\r\n.")).await
    }
}
