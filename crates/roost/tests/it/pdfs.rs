//! PDF files as somebody's slides, good and bad ones (ISO 32000-2 §7.5).

use std::fmt::Write;

/// A PDF with a page for each drawing, 16:9.
pub fn slides(drawings: &[&str]) -> Vec<u8> {
    sized("0 0 960 540", drawings)
}

/// So many pages with a number on each.
pub fn numbered(count: usize) -> Vec<u8> {
    let pages: Vec<String> = (1..=count)
        .map(|number| format!("BT /F 200 Tf 100 200 Td ({number}) Tj ET"))
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    slides(&pages)
}

/// The same with pages of another size.
pub fn sized(media_box: &str, drawings: &[&str]) -> Vec<u8> {
    let kids: String = (0..drawings.len()).fold(String::new(), |mut kids, index| {
        let _ = write!(kids, "{} 0 R ", 4 + index * 2);
        kids
    });
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{kids}] >>",
            drawings.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (index, drawing) in drawings.iter().enumerate() {
        let content = 5 + index * 2;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [{media_box}] /Contents {content} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>"
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawing}\nendstream",
            drawing.len() + 1
        ));
    }
    file(&objects)
}

/// A form that draws itself twice, and so on without end.
pub fn endless() -> Vec<u8> {
    let drawing = "/X Do /X Do";
    file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents 5 0 R \
         /Resources << /XObject << /X 4 0 R >> >> >>"
            .to_owned(),
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 960 540] /Length {} \
             /Resources << /XObject << /X 4 0 R >> >> >>\nstream\n{drawing}\nendstream",
            drawing.len() + 1
        ),
        format!(
            "<< /Length {} >>\nstream\n{drawing}\nendstream",
            drawing.len() + 1
        ),
    ])
}

/// Forms that each draw the next one ten times: ten thousand million drawings in two thousand bytes.
pub fn bomb() -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents 4 0 R \
         /Resources << /XObject << /X 5 0 R >> >> >>"
            .to_owned(),
        "<< /Length 6 >>\nstream\n/X Do\nendstream".to_owned(),
    ];
    for level in 0..10 {
        let drawing = "/X Do ".repeat(10);
        objects.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 960 540] /Length {} \
             /Resources << /XObject << /X {} 0 R >> >> >>\nstream\n{drawing}\nendstream",
            drawing.len() + 1,
            6 + level
        ));
    }
    objects.push(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 960 540] /Length 21 >>\nstream\n\
         0 0 960 540 re f    \nendstream"
            .to_owned(),
    );
    file(&objects)
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut starts = Vec::new();
    for (number, object) in (1..).zip(objects) {
        starts.push(text.len());
        let _ = write!(text, "{number} 0 obj\n{object}\nendobj\n");
    }
    let table = text.len();
    let _ = write!(text, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for start in starts {
        let _ = writeln!(text, "{start:010} 00000 n ");
    }
    let _ = write!(
        text,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    text.into_bytes()
}
