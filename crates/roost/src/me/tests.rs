use super::browsers;

#[test]
fn browsers_are_called_what_their_owners_call_them() {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0";
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                  (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
    let telephone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                     Chrome/143.0.0.0 Mobile Safari/537.36";

    assert_eq!(browsers::name(firefox), (Some("Firefox"), Some("Linux")));
    assert_eq!(browsers::name(edge), (Some("Edge"), Some("Windows")));
    assert_eq!(browsers::name(iphone), (Some("Safari"), Some("iPhone")));
    assert_eq!(browsers::name(telephone), (Some("Chrome"), Some("Android")));
    assert_eq!(browsers::name("curl/8.5.0"), (None, None));
}
