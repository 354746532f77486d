//! Tells Cargo that the catalogues are compiled in, which the macro that reads them does not.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
