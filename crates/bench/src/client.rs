use anyhow::Context;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// One connection that is kept open, and knows as much of HTTP as Roost's answers need.
pub struct Connection {
    stream: BufReader<TcpStream>,
    /// Sent along with every request, as whole lines.
    headers: String,
}

/// What is read of an answer to a form.
pub struct Answer {
    pub status: u16,
    /// Where it leads; empty: nowhere.
    pub location: String,
}

impl Connection {
    pub async fn open(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Connection {
            stream: BufReader::new(stream),
            headers: String::new(),
        })
    }

    /// The same as somebody who is signed in.
    pub async fn open_as(port: u16, session: &str) -> anyhow::Result<Self> {
        Ok(Connection {
            headers: format!("cookie: session={session}\r\n"),
            ..Connection::open(port).await?
        })
    }

    /// Posts a form and returns the answer's head, once the whole answer has come.
    pub async fn post(&mut self, path: &str, form: &str) -> anyhow::Result<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\n{}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.headers,
            form.len()
        );
        self.stream.get_mut().write_all(head.as_bytes()).await?;
        self.answer().await
    }

    /// The body of a page whose length is told.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<String> {
        let headers = &self.headers;
        let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n");
        self.stream.get_mut().write_all(head.as_bytes()).await?;
        let mut length = 0;
        let mut line = String::new();
        while self.stream.read_line(&mut line).await? > 2 {
            let header = line.trim_end().to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length: ") {
                length = value.parse()?;
            }
            line.clear();
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok(String::from_utf8(body)?)
    }

    async fn answer(&mut self) -> anyhow::Result<Answer> {
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).context("no status line")?.parse()?;
        let (mut length, mut chunked, mut location) = (0, false, String::new());
        loop {
            line.clear();
            self.stream.read_line(&mut line).await?;
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length: ") {
                length = value.parse()?;
            }
            if let Some(value) = header.strip_prefix("location: ") {
                value.clone_into(&mut location);
            }
            chunked |= header == "transfer-encoding: chunked";
        }
        if chunked {
            self.skip_chunks().await?;
        } else {
            self.skip(length).await?;
        }
        Ok(Answer { status, location })
    }

    async fn skip_chunks(&mut self) -> anyhow::Result<()> {
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).await?;
            let size = u64::from_str_radix(line.trim_end(), 16)?;
            self.skip(size + 2).await?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    async fn skip(&mut self, bytes: u64) -> anyhow::Result<()> {
        tokio::io::copy(&mut (&mut self.stream).take(bytes), &mut tokio::io::sink()).await?;
        Ok(())
    }
}
