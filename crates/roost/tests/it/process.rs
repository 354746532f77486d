//! The program as a process of its own, so that it can be killed as a power cut does.

use crate::world::World;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};

/// `roost serve` on a world's database and folder.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// Open for as long as the server speaks.
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it with these settings, and waits until a line says `listens` before an address.
    #[expect(
        clippy::disallowed_methods,
        reason = "a real process is what is killed"
    )]
    pub fn start(world: &World, settings: &str, listens: &str) -> Server {
        let data = &world.app.config.data;
        let file = data.join("roost.toml");
        std::fs::write(&file, settings).expect("the folder takes files");
        let mut command = Command::new(env!("CARGO_BIN_EXE_roost"));
        command
            .arg("serve")
            .args(["--listen", "127.0.0.1:0"])
            .arg("--config")
            .arg(&file)
            .arg("--data")
            .arg(data)
            .env_remove("DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(url) = world.database_url() {
            command.env("DATABASE_URL", url);
        }
        let mut process = command.spawn().expect("the program starts");
        let mut said = BufReader::new(process.stdout.take().expect("it is piped"));
        let address = loop {
            let mut line = String::new();
            let length = said.read_line(&mut line).expect("it speaks UTF-8");
            assert!(length > 0, "it ended without saying where it listens");
            let line = line.trim().trim_end_matches('.');
            let found = line
                .split_once(listens)
                .map(|(_, address)| address.trim().parse());
            if let Some(Ok(address)) = found {
                break address;
            }
        };
        Server {
            process,
            address,
            _said: said,
        }
    }

    /// SIGKILL: nothing is put down, nothing is said.
    pub fn kill(mut self) {
        self.process.kill().expect("it still runs");
        self.process.wait().expect("it is ours");
    }

    /// SIGTERM: it puts down what it has in hand, and ends.
    #[expect(clippy::disallowed_methods, reason = "what an operator types")]
    pub fn terminate(mut self) {
        let mut kill = Command::new("kill");
        kill.arg("-TERM").arg(self.process.id().to_string());
        assert!(kill.status().expect("there is such a program").success());
        assert!(self.process.wait().expect("it is ours").success());
    }
}
