//! A list moves in and out with its people and with what it does: `roost import members`, `roost import
//! settings`, `roost export members`, and the two files that organizers take from its page.

use super::{DESK, LIST, Place, letters, organizer, post, posts, tell, trusts_everybody};
use crate::imports::{roost, said};
use roost::groups::roles::{Removal, remove};
use roost::ids::PersonId;
use roost::preferences::{self, MailKind, Mode};
use roost::{execute, on};
use std::path::Path;

const THIS: [&str; 4] = ["--group", "turku-python", "--list", "turku-python"];
const ON_IT: &str = "select count(*) from subscriptions";

/// Writes a file, and runs a command of the program on it.
fn run(place: &Place<'_>, command: &[&str], path: &Path) -> String {
    let path = path.to_str().expect("it is plain");
    let output = roost(place.world, &[command, &THIS, &[path]].concat());
    said(&output)
}

async fn execute(place: &Place<'_>, sql: &'static str) {
    let write = place.world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(tx, sqlx::query(sql))?;
            Ok(())
        })
    });
    write.await.unwrap();
}

/// Somebody of the group, who is on none of its lists.
async fn member(place: &Place<'_>, name: &str) -> PersonId {
    place.world.member(&place.group, name).await.id
}

/// Bo left the list, Cy the group, Dee is kept out, Eve wants no lists, and mail to Fay came back.
async fn some_want_no_more(place: &Place<'_>) {
    let mut bo = place.world.signed_in("Bo Example").await;
    let own = bo.post(&format!("{LIST}/join"), &[]).await;
    bo.post(&format!("{}/leave", own.path), &[]).await;
    let mut cy = place.joins("Cy Example").await;
    cy.post("/turku-python/leave", &[]).await;

    let marta = place.world.human(crate::world::FOUNDER).await;
    let marta = &place.world.organizer(&place.group, &marta).await;
    let dee = &place.world.member(&place.group, "Dee Example").await;
    let eve = (place.group.id, member(place, "Eve Example").await);
    let at = &place.world.app.moment();
    let removal = &Removal {
        reason: "a quarrel".to_owned(),
        ban: true,
    };
    let end = place.world.app.db.write(|tx| {
        Box::pin(async move {
            remove(tx, at, marta, dee, removal).await?;
            preferences::choose(tx, at, eve, MailKind::Lists, Mode::Nothing).await?;
            Ok(())
        })
    });
    end.await.unwrap();
    execute(
        place,
        "insert into suppressions (folded, reason, created_at) values ('fay@example.org', 'bounced', 0)",
    )
    .await;
    place.world.work().await;
    place.world.throw_away_mail().await;
}

const PEOPLE: &str = "Ada Example <ada-example@example.org>\n\"Bo\" <Bo-Example@example.org>\n\
    cy-example@example.org\nDee <dee-example@example.org>\neve-example@example.org\nfay@example.org\n\
    Gus \u{1b}[31mExample <gus@example.org>\nGUS@example.org\nnobody at all\n\
    =?utf-8?q?J=C3=BCrgen?= <jurgen@b\u{fc}cher.example>\nMia Member <mia-member@example.org>\n";

const LEFT_OUT: &str = "line 9: no address that mail can be sent to: nobody at all\n\
    Bo-Example@example.org: left out, they left the list here\n\
    cy-example@example.org: left out, they left the group\n\
    dee-example@example.org: left out, the group keeps them out\n\
    eve-example@example.org: left out, they want no messages of lists\n\
    fay@example.org: left out, mail to them came back or was called spam\n";

#[tokio::test]
async fn whoever_was_on_the_list_before_is_on_it_and_whoever_went_stays_away() {
    tell(async |place| {
        place.joins("Ada Example").await;
        some_want_no_more(&place).await;
        member(&place, "Mia Member").await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("people.txt");
        std::fs::write(&file, PEOPLE).unwrap();

        let dry = run(&place, &["import", "members", "--dry-run"], &file);
        let told = "11 read: 3 would be put on the list, 2 on it before, 6 left out. Nothing was written.\n";
        assert_eq!(dry, format!("{LEFT_OUT}{told}"));
        assert_eq!(place.world.count(ON_IT).await, 1);
        let first = run(&place, &["import", "members"], &file);
        let told = "11 read: 3 put on the list, 2 on it before, 6 left out. Nobody got a letter.\n";
        assert_eq!(first, format!("{LEFT_OUT}{told}"));
        let again = run(&place, &["import", "members"], &file);
        let told = "11 read: 0 put on the list, 5 on it before, 6 left out. Nobody got a letter.\n";
        assert_eq!(again, format!("{LEFT_OUT}{told}"));
        place.world.work().await;
        assert_eq!(letters(place.world).await, []);
        assert_eq!(place.world.count(ON_IT).await, 4);

        // They are members who agreed to nothing else, and whoever was one before keeps what they said.
        const SQL: &str = "select p.name, p.ground, p.way, p.mail_agreed_at is not null or p.show_name
            from people p join subscriptions s on s.group_id = p.group_id and s.person_id = p.id
            join memberships m on m.group_id = p.group_id and m.person_id = p.id
            order by p.sort_key";
        let mut tx = place.world.app.db.read().await.unwrap();
        let found: Vec<(String, String, String, bool)> =
            on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).unwrap();
        drop(tx);
        let one = |name: &str, way: &str, agrees| {
            (name.to_owned(), "member".to_owned(), way.to_owned(), agrees)
        };
        let expected = [
            one("Ada Example", "joined", true),
            one("Gus [31mExample", "by_hand", false),
            one("Jürgen", "by_hand", false),
            one("Mia Member", "joined", true),
        ];
        assert_eq!(found, expected);

        // Nobody of them is a newcomer, and each gets what is written.
        place.post("gus@example.org", "one", "Hello again").await;
        assert_eq!(posts(place.world).await, [post("Hello again", "accepted", "")]);
        let mut readers: Vec<_> = letters(place.world).await.into_iter().map(|l| l.1).collect();
        readers.sort();
        let expected = [
            "ada-example@example.org",
            "gus@example.org",
            "jurgen@xn--bcher-kva.example",
            "mia-member@example.org",
        ];
        assert_eq!(readers, expected);

        // Whoever left comes back when they want to.
        place.joins("Bo Example").await;
        let back = run(&place, &["import", "members"], &file);
        assert!(back.ends_with("11 read: 0 put on the list, 6 on it before, 5 left out. Nobody got a letter.\n"));
        let mut marta = organizer(&place).await;
        let log = marta.get("/turku-python/organize/log").await.text();
        let sentence = "Roost put people on the list Turku Python who were on it elsewhere";
        assert_eq!(log.replace(['\u{2068}', '\u{2069}'], "").matches(sentence).count(), 1, "{log}");
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_table_says_who_gets_no_mail_and_the_list_goes_out_as_other_servers_read_it() {
    tell(async |place| {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let table = "Email;Display name;Delivery mode\nada@example.org;\"Example; \"\"Ada\"\"\";digest\n\
            bo@example.org;Bo \\ Example;none\ncy@example.org;;\n";
        std::fs::write(path("table.csv"), table).unwrap();
        let told = run(&place, &["import", "members"], &path("table.csv"));
        assert_eq!(told, "3 read: 3 put on the list, 0 on it before, 0 left out. Nobody got a letter.\n");
        std::fs::write(path("web.txt"), "dee@example.org\n").unwrap();
        run(&place, &["import", "members", "--delivery", "none"], &path("web.txt"));

        let told = run(&place, &["export", "members"], &path("out.txt"));
        let written = format!("4 people written to {}.\n", path("out.txt").display());
        let apart = "2 of them get no mail, and stand below the line that begins with #. \
            --delivery none writes only those.\n";
        assert_eq!(told, format!("{written}{apart}"));
        let (mails, web) = (
            "\"cy\" <cy@example.org>\n\"Example; \\\"Ada\\\"\" <ada@example.org>\n",
            "\"Bo \\\\ Example\" <bo@example.org>\n\"dee\" <dee@example.org>\n",
        );
        let everybody = format!("{mails}# These read on the web and get no mail.\n{web}");
        assert_eq!(std::fs::read_to_string(path("out.txt")).unwrap(), everybody);
        run(&place, &["export", "members", "--delivery", "none"], &path("none.txt"));
        assert_eq!(std::fs::read_to_string(path("none.txt")).unwrap(), web);
        let there = run(&place, &["export", "members"], &path("none.txt"));
        assert!(there.contains("cannot be written"), "{there}");
        let back = run(&place, &["import", "members"], &path("out.txt"));
        assert_eq!(back, "4 read: 0 put on the list, 4 on it before, 0 left out. Nobody got a letter.\n");

        // An organizer takes the same from the page, and the log says so.
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        let file = marta.press(&page, "Who is on it, as a file", &[]).await;
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(file.html(), everybody);
        trusts_everybody(&place).await;
        place.post("ada@example.org", "one", "Hello").await;
        let file = marta.press(&page, "Archive as mailbox", &[]).await;
        assert_eq!(file.header("content-type"), "application/mbox");
        run(&place, &["export", "mbox"], &path("out.mbox"));
        let written = std::fs::read_to_string(path("out.mbox")).unwrap();
        assert!(written.starts_with("From ada@example.org ") && written.contains("Subject: Hello"));
        assert_eq!(file.html(), written);
        let log = marta.get("/turku-python/organize/log").await.text();
        let log = log.replace(['\u{2068}', '\u{2069}'], "");
        for sentence in [
            "Marta Example took away a file of who is on the list Turku Python",
            "Marta Example took away the archive of the list Turku Python as a file",
        ] {
            assert!(log.contains(sentence), "{log}");
        }
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_list_does_what_it_did_with_mailman_and_what_it_cannot_is_said() {
    tell(async |place| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.txt");
        let settings = "real_name = 'Turku'\nowner = ['marta@example.org']\nsubject_prefix = '[Turku] '\n\
            reply_goes_to_list = 1\narchive_private = 0\nmsg_footer = '''___\n%(real_name)s'''\n";
        std::fs::write(&file, settings).unwrap();
        let sentences = "real_name: it is called “Turku”.\n\
            subject_prefix: [Turku] stands before subjects. That changes what authors signed, so messages \
            are from the list's own address, “via” its name.\n\
            reply_goes_to_list: answers go to the list.\n\
            archive_private: everybody can read the archive.\n\
            msg_footer: no place here: a list adds nothing, or one line of its own, in which each reader \
            has their own way out.\nNo place here: owner.\n";
        let dry = run(&place, &["import", "settings", "--dry-run"], &file);
        assert_eq!(dry, format!("{sentences}Nothing was written.\n"));
        let first = run(&place, &["import", "settings"], &file);
        assert_eq!(first, format!("{sentences}The list does that now.\n"));
        let again = run(&place, &["import", "settings"], &file);
        assert_eq!(again, format!("{sentences}The list does all that already.\n"));
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        assert_eq!(page.text_of("h1"), "Turku");
        for field in ["style=decorated", "reply_to=list", "archive=public"] {
            let (name, value) = field.split_once('=').unwrap();
            let checked = format!("input[name={name}][value={value}][checked]");
            assert_eq!(page.count(&checked), 1, "{field}");
        }

        // What is Mailman's own, and what is something else, is refused in words that help.
        for (bytes, words) in [
            (&b"}q\x01(U\x05owner"[..], "list_members -f -o people.txt turku-python"),
            (b"ada@example.org\n", "holds no settings of a list"),
        ] {
            std::fs::write(&file, bytes).unwrap();
            let output = roost(
                place.world,
                &[&["import", "settings"][..], &THIS, &[file.to_str().unwrap()]].concat(),
            );
            assert!(!output.status.success());
            assert!(said(&output).contains(words), "{output:?}");
        }
        let pickle = folder.path().join("config.pck");
        std::fs::write(&pickle, b"\x80\x02}q\x01").unwrap();
        assert!(run(&place, &["import", "members"], &pickle).contains("config_list -o settings.txt"));
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_put_on_the_address_that_announces() {
    tell(async |place| {
        let path = place.world.app.config.data.join("people.txt");
        std::fs::write(&path, PEOPLE).unwrap();
        let list = ["--group", "turku-python", "--list", "turku-python-announce"];
        let out = path.with_file_name("out.txt");
        for (command, file) in [("import", &path), ("export", &out)] {
            let file = file.to_str().expect("it is plain");
            let words = [&[command, "members"][..], &list, &[file]].concat();
            let output = roost(place.world, &words);
            assert!(!output.status.success());
            let told = [output.stdout, output.stderr].concat();
            let told = String::from_utf8(told).unwrap();
            assert!(told.contains("each person chooses what they get"), "{told}");
        }
        assert_eq!(place.world.count(ON_IT).await, 0);
        place.close().await;
    })
    .await;
}
