//! Dates, times and distances as a group's region writes them.

use super::Words;
use jiff::Zoned;
use jiff::civil::{Date, Time};
use std::str::FromStr;

/// Whether a day has twice twelve hours or twenty-four.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(type_name = "text")]
pub enum Hours {
    #[sqlx(rename = "12")]
    #[serde(rename = "12")]
    Twelve,
    #[default]
    #[sqlx(rename = "24")]
    #[serde(rename = "24")]
    TwentyFour,
}

/// The order of day, month and year.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    #[default]
    Dmy,
    Mdy,
    Ymd,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(type_name = "text")]
pub enum Distance {
    #[default]
    #[sqlx(rename = "km")]
    #[serde(rename = "km")]
    Kilometres,
    #[sqlx(rename = "mi")]
    #[serde(rename = "mi")]
    Miles,
}

/// The name that a choice has in rows and forms, and the way back.
macro_rules! named {
    ($type:ident: $($name:literal => $value:ident),+) => {
        impl $type {
            pub fn name(self) -> &'static str {
                match self {
                    $($type::$value => $name,)+
                }
            }
        }

        impl FromStr for $type {
            type Err = UnknownChoice;

            fn from_str(name: &str) -> Result<Self, UnknownChoice> {
                match name {
                    $($name => Ok($type::$value),)+
                    _ => Err(UnknownChoice),
                }
            }
        }
    };
}

named!(Hours: "12" => Twelve, "24" => TwentyFour);
named!(DateOrder: "dmy" => Dmy, "mdy" => Mdy, "ymd" => Ymd);
named!(Distance: "km" => Kilometres, "mi" => Miles);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownChoice;

/// A regional format, independent of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Region {
    pub hours: Hours,
    pub order: DateOrder,
    pub distance: Distance,
}

impl Words {
    /// "18:30" or "6:30 PM".
    pub fn time(&self, time: Time) -> String {
        match self.region.hours {
            Hours::TwentyFour => time.strftime("%H:%M").to_string(),
            Hours::Twelve => {
                let minutes = time.strftime("%M").to_string();
                let hour = (i32::from(time.hour()) + 11) % 12 + 1;
                let half = if time.hour() < 12 {
                    "date-am"
                } else {
                    "date-pm"
                };
                format!("{hour}:{minutes} {}", self.t(half))
            }
        }
    }

    /// "Thursday 3 December 2026".
    pub fn long_date(&self, date: Date) -> String {
        self.parts(date, weekday(date))
            .with("year", date.year().to_string())
            .t(match self.region.order {
                DateOrder::Dmy => "date-long-dmy",
                DateOrder::Mdy => "date-long-mdy",
                DateOrder::Ymd => "date-long-ymd",
            })
    }

    /// "Thursday 3 December": for dates that are near.
    pub fn near_date(&self, date: Date) -> String {
        self.parts(date, weekday(date)).t(match self.region.order {
            DateOrder::Dmy => "date-near-dmy",
            DateOrder::Mdy => "date-near-mdy",
            DateOrder::Ymd => "date-near-ymd",
        })
    }

    /// "3 Dec 2026": for tables.
    pub fn short_date(&self, date: Date) -> String {
        let phrase = self
            .with("day", date.day().to_string())
            .with("month", self.t(short_month(date)))
            .with("year", date.year().to_string());
        phrase.t(match self.region.order {
            DateOrder::Dmy => "date-short-dmy",
            DateOrder::Mdy => "date-short-mdy",
            DateOrder::Ymd => "date-short-ymd",
        })
    }

    /// "Thursday 3 December, 18:30".
    pub fn near_moment(&self, at: &Zoned) -> String {
        let phrase = self
            .with("date", self.near_date(at.date()))
            .with("time", self.time(at.time()));
        phrase.t("date-and-time")
    }

    /// "Thursday 3 December 2026, 18:30".
    pub fn long_moment(&self, at: &Zoned) -> String {
        let phrase = self
            .with("date", self.long_date(at.date()))
            .with("time", self.time(at.time()));
        phrase.t("date-and-time")
    }

    /// "December".
    pub fn month(&self, date: Date) -> String {
        self.t(month(date))
    }

    /// "Thursday".
    pub fn weekday(&self, date: Date) -> String {
        self.t(weekday(date))
    }

    /// "Thu", for the block that shows a date.
    pub fn short_weekday(&self, date: Date) -> String {
        self.t(short_weekday(date))
    }

    /// "Dec".
    pub fn short_month(&self, date: Date) -> String {
        self.t(short_month(date))
    }

    fn parts(&self, date: Date, weekday: &str) -> super::Phrase {
        self.with("weekday", self.t(weekday))
            .with("day", date.day().to_string())
            .with("month", self.t(month(date)))
    }
}

fn weekday(date: Date) -> &'static str {
    const KEYS: [&str; 7] = [
        "date-monday",
        "date-tuesday",
        "date-wednesday",
        "date-thursday",
        "date-friday",
        "date-saturday",
        "date-sunday",
    ];
    KEYS[weekday_index(date)]
}

fn short_weekday(date: Date) -> &'static str {
    const KEYS: [&str; 7] = [
        "date-mon", "date-tue", "date-wed", "date-thu", "date-fri", "date-sat", "date-sun",
    ];
    KEYS[weekday_index(date)]
}

fn month(date: Date) -> &'static str {
    const KEYS: [&str; 12] = [
        "date-january",
        "date-february",
        "date-march",
        "date-april",
        "date-may",
        "date-june",
        "date-july",
        "date-august",
        "date-september",
        "date-october",
        "date-november",
        "date-december",
    ];
    KEYS[month_index(date)]
}

fn short_month(date: Date) -> &'static str {
    const KEYS: [&str; 12] = [
        "date-jan",
        "date-feb",
        "date-mar",
        "date-apr",
        "date-short-may",
        "date-jun",
        "date-jul",
        "date-aug",
        "date-sep",
        "date-oct",
        "date-nov",
        "date-dec",
    ];
    KEYS[month_index(date)]
}

fn weekday_index(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).expect("it is from 0 to 6")
}

fn month_index(date: Date) -> usize {
    usize::try_from(date.month() - 1).expect("it is from 0 to 11")
}
