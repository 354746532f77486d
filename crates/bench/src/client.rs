use anyhow::Context;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// One connection that is kept open, and knows as much of HTTP as Roost's answers need.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub async fn open(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Connection(BufReader::new(stream)))
    }

    /// Posts a form and returns the status, once the whole answer has come.
    pub async fn post(&mut self, path: &str, form: &str) -> anyhow::Result<u16> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        );
        self.0.get_mut().write_all(head.as_bytes()).await?;
        self.answer().await
    }

    /// The body of a page whose length is told.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<String> {
        let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        self.0.get_mut().write_all(head.as_bytes()).await?;
        let mut length = 0;
        let mut line = String::new();
        while self.0.read_line(&mut line).await? > 2 {
            let header = line.trim_end().to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length: ") {
                length = value.parse()?;
            }
            line.clear();
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        Ok(String::from_utf8(body)?)
    }

    async fn answer(&mut self) -> anyhow::Result<u16> {
        let mut line = String::new();
        self.0.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).context("no status line")?.parse()?;
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            self.0.read_line(&mut line).await?;
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length: ") {
                length = value.parse()?;
            }
            chunked |= header == "transfer-encoding: chunked";
        }
        if chunked {
            self.skip_chunks().await?;
        } else {
            self.skip(length).await?;
        }
        Ok(status)
    }

    async fn skip_chunks(&mut self) -> anyhow::Result<()> {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await?;
            let size = u64::from_str_radix(line.trim_end(), 16)?;
            self.skip(size + 2).await?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    async fn skip(&mut self, bytes: u64) -> anyhow::Result<()> {
        tokio::io::copy(&mut (&mut self.0).take(bytes), &mut tokio::io::sink()).await?;
        Ok(())
    }
}
