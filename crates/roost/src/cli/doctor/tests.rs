use super::judge;
use super::report::{Finding, Mark, Record, lines};
use super::{certificate, report};
use crate::config::{Config, Security};
use crate::mail::{DnsRecord, Entrance, Fault, Pair, Step};
use jiff::{SignedDuration, Timestamp};
use mail_auth::SpfResult;
use proptest::prelude::*;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use std::net::IpAddr;

const HOST: &str = "roost.example.org";

fn address() -> IpAddr {
    "192.0.2.10".parse().unwrap()
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

/// The mark, and what is to be set.
fn brief(finding: &Finding) -> (Mark, Vec<String>) {
    let records = finding.records.iter().map(ToString::to_string);
    (finding.mark, records.collect())
}

fn shown(der: Option<Vec<u8>>, has_certificate: bool, now: Timestamp) -> (Mark, String) {
    let entrance = Ok(Entrance { certificate: der });
    let finding = judge::entrance("0.0.0.0:2525", entrance, has_certificate, now);
    (finding.mark, finding.says)
}

#[test]
fn spf_has_one_record_that_can_be_followed_and_names_who_sends() {
    let to_set = judge::spf_to_set(HOST);
    let said = |found: Option<Vec<String>>, said: SpfResult| {
        brief(&judge::spf(
            "example.org",
            found,
            &[(address(), said)],
            &to_set,
        ))
    };
    let set = vec!["example.org. TXT \"v=spf1 a:roost.example.org ~all\"".to_owned()];
    let other = "v=spf10 is another";

    assert_eq!(said(None, SpfResult::None), (Mark::Wrong, vec![]));
    assert_eq!(
        said(texts(&[other]), SpfResult::None),
        (Mark::Wrong, set.clone())
    );
    assert_eq!(
        said(texts(&["v=spf1 ip4:nowhere -all"]), SpfResult::Pass),
        (Mark::Wrong, set.clone())
    );
    assert_eq!(
        said(
            texts(&["v=spf1 include:gone.example.net -all"]),
            SpfResult::PermError
        ),
        (Mark::Wrong, set)
    );
    assert_eq!(
        said(texts(&["v=spf1 -all", "v=spf1 mx -all"]), SpfResult::Pass),
        (Mark::Wrong, vec![])
    );
    for result in [SpfResult::Fail, SpfResult::Neutral, SpfResult::TempError] {
        assert_eq!(said(texts(&["v=spf1 -all"]), result), (Mark::Warn, vec![]));
    }
    assert_eq!(
        said(texts(&["v=spf1 +all"]), SpfResult::Pass),
        (Mark::Warn, vec![])
    );
    assert_eq!(
        said(texts(&[other, "V=SPF1 mx -all"]), SpfResult::Pass),
        (Mark::Ok, vec![])
    );
    assert_eq!(
        ["192.0.2.1", "2001:db8::1"].map(judge::spf_to_set),
        ["v=spf1 ip4:192.0.2.1 ~all", "v=spf1 ip6:2001:db8::1 ~all"]
    );
}

#[test]
fn keys_in_dns_are_ours_however_they_are_spaced() {
    let ours = DnsRecord {
        name: "rone._domainkey.example.org".to_owned(),
        text: "v=DKIM1; k=rsa; p=MIIB".to_owned(),
    };
    let pair = Pair {
        name: "one".to_owned(),
        is_active: true,
        records: vec![ours],
    };
    let said = |found: Option<Vec<String>>| {
        let findings = judge::dkim("example.org", Some(&pair), vec![found]);
        brief(&findings[0])
    };
    let set = vec!["rone._domainkey.example.org. TXT \"v=DKIM1; k=rsa; p=MIIB\"".to_owned()];

    for same in [
        "v=DKIM1; k=rsa; p=MIIB",
        "v=DKIM1;k=rsa;t=y;p=MI IB;",
        "p=MIIB",
    ] {
        assert_eq!(said(texts(&[same])), (Mark::Ok, vec![]), "{same}");
    }
    let others: [&[&str]; 5] = [
        &[],
        &["v=DKIM1; k=rsa; p="],
        &["v=DKIM1; k=ed25519; p=MIIB"],
        &["v=DKIM2; p=MIIB"],
        &["p=MIIB", "p=MIIC"],
    ];
    for other in others {
        assert_eq!(said(texts(other)), (Mark::Wrong, set.clone()), "{other:?}");
    }
    assert_eq!(said(None), (Mark::Wrong, vec![]));
    let without = judge::dkim("example.org", None, vec![]);
    assert_eq!(brief(&without[0]), (Mark::Wrong, vec![]));
}

#[test]
fn dmarc_has_one_record_that_can_be_read() {
    let name = "_dmarc.example.org".to_owned();
    let said = |found: &[&str]| {
        let found = texts(found).unwrap();
        brief(&judge::dmarc("example.org", Some((name.clone(), found))))
    };
    let set = "_dmarc.example.org. TXT \"v=DMARC1; p=none; rua=mailto:postmaster@example.org\"";

    assert_eq!(said(&["v=DMARC1; p=reject"]), (Mark::Ok, vec![]));
    assert_eq!(said(&[]), (Mark::Wrong, vec![set.to_owned()]));
    assert_eq!(said(&["v=DMARC1; p=none"; 2]), (Mark::Wrong, vec![]));
    let silent = judge::dmarc("example.org", None);
    assert_eq!(brief(&silent), (Mark::Wrong, vec![]));
}

#[test]
fn mail_comes_to_the_host_of_base_url_or_to_a_server_in_front() {
    let said = |hosts: &[&str], has_front| {
        brief(&judge::mx(
            "lists.example.org",
            HOST,
            texts(hosts),
            has_front,
        ))
    };
    let set = vec!["lists.example.org. MX 10 roost.example.org.".to_owned()];
    let other = "mx.example.org";

    assert_eq!(said(&[], false), (Mark::Wrong, set.clone()));
    assert_eq!(said(&[], true), (Mark::Wrong, set.clone()));
    assert_eq!(said(&[other], false), (Mark::Wrong, set));
    assert_eq!(said(&[other], true), (Mark::Ok, vec![]));
    assert_eq!(said(&[HOST, other], false), (Mark::Warn, vec![]));
    assert_eq!(said(&[HOST], false), (Mark::Ok, vec![]));
}

#[test]
fn addresses_lead_back_where_receivers_see_them() {
    let six: IpAddr = "2001:db8::a".parse().unwrap();
    let said = |names: judge::Names, is_seen| {
        brief(&judge::ptr(HOST, Some(vec![six]), &[names], is_seen)[0])
    };
    let reverse = "a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";
    let set = vec![format!("{reverse}. PTR roost.example.org.")];

    assert_eq!(
        said(Some((true, vec![HOST.to_owned()])), true),
        (Mark::Ok, vec![])
    );
    for has_any in [true, false] {
        let names = || Some((has_any, vec![]));
        assert_eq!(said(names(), true), (Mark::Wrong, set.clone()));
        assert_eq!(said(names(), false), (Mark::Warn, vec![]));
    }
    assert_eq!(said(None, true), (Mark::Wrong, vec![]));
    let none = judge::ptr(HOST, Some(vec![]), &[], true);
    assert_eq!(brief(&none[0]), (Mark::Wrong, vec![]));
}

#[test]
fn mail_in_clear_goes_to_this_machine_only() {
    let mut config = Config::default();
    config.mail.security = Security::None;
    let mark = |is_near| judge::server(&config, Ok(()), is_near).mark;
    assert_eq!([mark(true), mark(false)], [Mark::Ok, Mark::Wrong]);

    let said = [Step::Reach, Step::Secure, Step::SignIn].map(|step| {
        let error = "it said no".to_owned();
        judge::server(&config, Err(Fault { step, error }), true).says
    });
    for (says, setting) in said
        .iter()
        .zip(["mail.port", "mail.ca_certificate", "mail.password"])
    {
        assert!(
            says.contains("it said no") && says.contains(setting),
            "{says}"
        );
    }
}

#[test]
fn a_certificate_is_renewed_two_weeks_before_its_end() {
    let ends = |year, month, day| {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.not_after = date_time_ymd(year, month, day);
        let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        made.der().to_vec()
    };
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let end = at("2027-03-01T00:00:00Z");
    let der = ends(2027, 3, 1);

    assert_eq!(certificate::end(&der), Some(end));
    assert_eq!(
        certificate::end(&ends(2061, 12, 31)),
        Some(at("2061-12-31T00:00:00Z"))
    );
    let said = |days: i64| {
        shown(
            Some(der.clone()),
            true,
            end - SignedDuration::from_hours(24 * days),
        )
        .0
    };
    assert_eq!([15, 13, 0].map(said), [Mark::Ok, Mark::Warn, Mark::Wrong]);
    assert_eq!(shown(Some(vec![0x30, 0]), true, end).0, Mark::Warn);
    assert_eq!(shown(None, true, end).0, Mark::Wrong);
    assert_eq!(shown(None, false, end).0, Mark::Warn);
    let refused = judge::entrance("[::]:2525", Err("refused".to_owned()), true, end);
    assert_eq!(refused.mark, Mark::Wrong);
}

proptest! {
    #[test]
    fn whatever_is_shown_as_a_certificate_ends_nothing(der: Vec<u8>) {
        let _ = certificate::end(&der);
    }
}

#[test]
fn each_record_is_printed_once_and_what_is_wrong_is_counted() {
    let record = Record::text("example.org", "v=spf1 -all");
    let findings = [
        Finding::ok("One."),
        Finding::missing("Two.", record.clone()),
        Finding::missing("Three.", record),
        judge::clock(false),
    ];
    let told = lines(&findings);
    assert_eq!(
        told[..3],
        [
            "ok           One.",
            "wrong        Two.",
            "wrong        Three."
        ]
    );
    assert!(told[3].starts_with("not checked  The clock"));
    assert_eq!(
        told[4..],
        [
            "",
            "DNS records to set",
            "",
            "  example.org. TXT \"v=spf1 -all\"",
            "",
            "2 things are wrong."
        ]
    );
    assert_eq!(report::count_wrong(&findings[..1]), 0);
}
