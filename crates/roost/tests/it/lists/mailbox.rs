//! A list moves in and out with its messages: `roost import mbox` and `roost export mbox`.

use super::{letters, organizer, tell};
use crate::imports::{roost, said};
use roost::lists::permalink;

/// An answer before its question, a date that is none, lines that begin with From, something that is no
/// message, and the question twice.
const MAILBOX: &str = "From bo-example@example.org Tue Mar  3 09:00:00 2015\n\
    From: Bo Example <bo-example@example.org>\nSubject: Re: Snakes\nDate: the other day\n\
    Message-ID: <two@example.org>\nIn-Reply-To: <one@example.org>\n\n>From the zoo, I think.\n\
    From experience, yes.\n\n\
    From ada Mon Mar  2 09:00:00 2015\nFrom: Ada Example <ada-example@example.org>\nSubject: Snakes\n\
    Date: Mon, 2 Mar 2015 09:00:00 +0200\nMessage-ID: <one@example.org>\n\nWhere do you get yours?\n\n\
    From nobody Mon Mar  2 09:00:00 2015\nX-Odd: yes\n\nNobody wrote this.\n\n\
    From ada Mon Mar  2 09:00:00 2015\nFrom: Ada Example <ada-example@example.org>\nSubject: Snakes\n\
    Date: Mon, 2 Mar 2015 09:00:00 +0200\nMessage-ID: <one@example.org>\n\nWhere do you get yours?\n";

#[tokio::test]
async fn an_older_archive_moves_in_once_and_out_as_it_came() {
    tell(async |place| {
        let folder = tempfile::tempdir().unwrap();
        let (from, out) = (folder.path().join("in.mbox"), folder.path().join("out.mbox"));
        std::fs::write(&from, MAILBOX).unwrap();
        let (from, out) = (from.to_str().unwrap(), out.to_str().unwrap());
        let list = ["--group", "turku-python", "--list", "turku-python"];
        let import = [&["import", "mbox"][..], &list, &[from]].concat();
        let export = [&["export", "mbox"][..], &list, &[out]].concat();

        let first = roost(place.world, &import);
        assert_eq!(said(&first), "4 messages read: 2 new, 1 known, 1 left out.\n", "{first:?}");
        let again = roost(place.world, &import);
        assert_eq!(said(&again), "4 messages read: 0 new, 3 known, 1 left out.\n");
        place.world.work().await;
        assert_eq!(letters(place.world).await, [], "nobody gets any of it");

        let mut marta = organizer(&place).await;
        let archive = "/turku-python/lists/turku-python/archive";
        let page = marta.get(&format!("{archive}/{}", permalink("one@example.org"))).await;
        assert_eq!(page.text_of("h1"), "Snakes");
        assert!(page.text().contains("2 messages from 2 people, 2 Mar 2015 to 3 Mar 2015"));
        assert_eq!(page.count(".post"), 2);

        let done = roost(place.world, &export);
        assert_eq!(said(&done), format!("2 messages written to {out}.\n"));
        let written = std::fs::read_to_string(out).unwrap();
        let question = "From ada-example@example.org Mon Mar  2 07:00:00 2015\n\
            From: Ada Example <ada-example@example.org>\nSubject: Snakes\n\
            Date: Mon, 2 Mar 2015 09:00:00 +0200\nMessage-ID: <one@example.org>\n\nWhere do you get yours?\n\n";
        let answer = "From bo-example@example.org Tue Mar  3 09:00:00 2015\n\
            From: Bo Example <bo-example@example.org>\nSubject: Re: Snakes\nDate: the other day\n\
            Message-ID: <two@example.org>\nIn-Reply-To: <one@example.org>\n\n>From the zoo, I think.\n\
            >From experience, yes.\n\n";
        assert_eq!(written, format!("{question}{answer}"));
        // A file that is there is not written over, and a list that is not there is said.
        assert!(!roost(place.world, &export).status.success());
        let other = ["--group", "turku-python", "--list", "nobody", from];
        let nobody = roost(place.world, &[&["import", "mbox"][..], &other].concat());
        assert!(said(&nobody).contains("turku-python has no list nobody"), "{nobody:?}");
        place.close().await;
    })
    .await;
}
