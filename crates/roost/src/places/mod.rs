//! Cities of more than 15,000 people, found by any of their names or by where they are, and the
//! countries they are in.
//!
//! The data is by GeoNames, CC BY 4.0; `cities.py` writes it. It stays compressed until somebody
//! asks for a city, since most days nobody does.
mod country;
mod city;

#[cfg(test)]
mod tests;

pub use city::{City, Coordinates, find_cities, find_city, nearest_city, zones};
pub use country::{Country, countries, country_name, region_of};
