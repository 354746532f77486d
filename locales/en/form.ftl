# Mistakes in a form: each says what to do.

form-error = Error:
form-summary = { $count ->
    [one] One thing to mend
   *[other] { $count } things to mend
}

form-needed = Fill this in.
form-too-long = Shorten this to { $most } characters or fewer.
form-invisible = Remove the characters that can’t be seen, such as line breaks, and type it again.
form-number = Enter a number from { $least } to { $most }.
form-choice = Choose one of the options.
form-date = Enter a date, such as 2026-12-03.
form-time = Enter a time, such as 18:30.
form-piled = Remove some of the marks that are piled up on one letter.
form-email = Enter an e-mail address, such as ada@example.org.
form-link = Enter a web address that begins with https://.
