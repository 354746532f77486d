//! The address that a letter comes back to if it cannot be delivered: `b+…@` with what names the
//! delivery and shows that we wrote it. So a report about it is known, whatever it says, and nobody
//! can report somebody else's letter.

use crate::ids::DeliveryId;
use crate::tokens::Key;
use data_encoding::BASE32_NOPAD;
use uuid::Uuid;

/// The id's 16 bytes, and 8 of its keyed hash: nobody guesses one in 2^64 over the network.
const SEAL: usize = 8;

/// What stands after `b+`: 39 letters and digits in lower case, since mail servers change the case.
pub fn bounce_token(key: &Key, id: DeliveryId) -> String {
    let id = *id.uuid().as_bytes();
    let mut bytes = id.to_vec();
    bytes.extend_from_slice(&key.mac("bounce", &id)[..SEAL]);
    BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()
}

/// The delivery that [`bounce_token`] was made for, in whatever case it comes back; `None`: it is not
/// ours. Says nothing of whether there is such a delivery.
pub fn read_bounce_token(key: &Key, text: &str) -> Option<DeliveryId> {
    let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes());
    let bytes = bytes.ok().filter(|bytes| bytes.len() == 16 + SEAL)?;
    let (id, seal) = bytes.split_at(16);
    let expected = key.mac("bounce", id);
    // Every byte is looked at, so that the time tells nothing of how many were right.
    let differs = seal
        .iter()
        .zip(&expected)
        .fold(0, |all, (a, b)| all | (a ^ b));
    let id = Uuid::from_slice(id).ok()?;
    (differs == 0).then_some(DeliveryId::from(id))
}

#[cfg(test)]
mod tests {
    use super::{bounce_token, read_bounce_token};
    use crate::ids::DeliveryId;
    use crate::tokens::Key;
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #[test]
        fn a_token_names_its_delivery_in_any_case_and_under_its_own_key_only(id: [u8; 16], at in 0..39_usize) {
            let (key, id) = (Key::new([7; 32]), DeliveryId::from(Uuid::from_bytes(id)));
            let token = bounce_token(&key, id);

            prop_assert_eq!(token.len(), 39);
            prop_assert!(token.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            prop_assert_eq!(read_bounce_token(&key, &token), Some(id));
            prop_assert_eq!(read_bounce_token(&key, &token.to_uppercase()), Some(id));
            prop_assert_eq!(read_bounce_token(&Key::new([8; 32]), &token), None);
            let mut other = token.into_bytes();
            other[at] = if other[at] == b'a' { b'e' } else { b'a' };
            let other = String::from_utf8(other).unwrap();
            prop_assert_ne!(read_bounce_token(&key, &other), Some(id));
        }

        #[test]
        fn whatever_else_comes_is_no_token(text in ".*") {
            prop_assert_eq!(read_bounce_token(&Key::new([7; 32]), &text), None);
        }
    }
}
