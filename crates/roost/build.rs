//! Tells Cargo that the catalogues are compiled in, which the macro that reads them does not.

#[expect(
    clippy::print_stdout,
    reason = "this is how a build script speaks to Cargo"
)]
fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
