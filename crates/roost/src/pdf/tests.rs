use super::{Page, pages};
use proptest::prelude::*;

fn sent(pages: &[Page]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for page in pages {
        bytes.push(if page.media_type == "image/jpeg" {
            b'J'
        } else {
            b'P'
        });
        bytes.extend(u32::try_from(page.bytes.len()).unwrap().to_be_bytes());
        bytes.extend(&page.bytes);
    }
    bytes
}

fn page() -> impl Strategy<Value = Page> {
    let media_type = prop_oneof![Just("image/png"), Just("image/jpeg")];
    (media_type, prop::collection::vec(any::<u8>(), 0..40))
        .prop_map(|(media_type, bytes)| Page { media_type, bytes })
}

proptest! {
    #[test]
    fn pages_arrive_as_they_were_sent(sent_pages in prop::collection::vec(page(), 1..6)) {
        prop_assert_eq!(pages(&sent(&sent_pages)), Some(sent_pages));
    }

    #[test]
    fn what_was_cut_off_is_no_deck(
        sent_pages in prop::collection::vec(page(), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = sent(&sent_pages);
        let part = &whole[..cut.index(whole.len())];
        // It may end between two pages; then the child's end says that it is not all.
        if let Some(read) = pages(part) {
            prop_assert_eq!(sent(&read), part);
        }
    }
}
