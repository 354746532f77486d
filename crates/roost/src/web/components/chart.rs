/// One number of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    /// At least 0.
    pub number: i64,
    /// As much of it as is drawn stronger; `None`: all.
    pub part: Option<i64>,
}

/// A number, and how wide it and its part are drawn, in hundredths of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub bar: Bar,
    pub width: String,
    /// `None`: it has no part.
    pub part_width: Option<String>,
}

impl Drawn {
    /// The class of the whole bar: where a part is drawn over it, it is fainter.
    pub fn tone(&self) -> &'static str {
        match self.part_width {
            Some(_) => "bar-b",
            None => "bar-a",
        }
    }
}

/// Numbers as bars, the largest as wide as there is room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars(pub Vec<Drawn>);

impl Bars {
    pub fn new(bars: Vec<Bar>) -> Self {
        let most = bars.iter().map(|bar| bar.number).max().unwrap_or(0).max(1);
        let draw = |bar: Bar| Drawn {
            width: width(bar.number, most),
            part_width: bar.part.map(|part| width(part, most)),
            bar,
        };
        Bars(bars.into_iter().map(draw).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn width(number: i64, most: i64) -> String {
    let tenths = number.clamp(0, most) * 1000 / most;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{Bar, Bars};

    fn bar(number: i64, part: Option<i64>) -> Bar {
        Bar {
            label: String::new(),
            number,
            part,
        }
    }

    #[test]
    fn the_largest_number_is_as_wide_as_there_is_room_and_none_is_wider() {
        let drawn = Bars::new(vec![bar(7, Some(9)), bar(3, Some(1)), bar(0, None)]);

        let widths = drawn
            .0
            .iter()
            .map(|it| (it.width.as_str(), it.part_width.as_deref()));
        assert_eq!(
            widths.collect::<Vec<_>>(),
            [
                ("100.0", Some("100.0")),
                ("42.8", Some("14.2")),
                ("0.0", None)
            ]
        );
        assert_eq!(Bars::new(vec![bar(0, None)]).0[0].width, "0.0");
        assert!(Bars::new(Vec::new()).is_empty());
    }
}
