use super::model::{Area, Search};
use crate::places::find_city;

#[test]
fn what_is_typed_is_searched_folded_and_never_as_a_pattern() {
    assert_eq!(Search::new(" PYTHÖN ", None).pattern, "%python%");
    assert_eq!(Search::new(r"100%_\", None).pattern, r"%100\%\_\\%");
    assert_eq!(Search::new("", None).area, Area::WORLD);
}

#[test]
fn near_a_city_is_a_box_of_sixty_kilometres_each_way() {
    let turku = find_city("Turku").unwrap();
    let area = Search::new("", Some(&turku)).area;
    let (height, width) = (area.north - area.south, area.east - area.west);
    assert!((1.0..1.2).contains(&height), "{height}");
    // A degree of longitude is half as long at sixty degrees north.
    assert!((2.0..2.4).contains(&width), "{width}");
}
