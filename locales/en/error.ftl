# What failed, in a page of its own.

error-forbidden = You can’t do this
error-forbidden-sentence = Your role in this group does not allow it, or the form came from another site. Ask an organizer, or open the page again and retry.
error-not-found = There is no such page
error-not-found-sentence = The address may have a typing mistake, or the page is not public.
error-method = This address does not take that
error-method-sentence = Go back, open the page again, and use its buttons.
error-gone = This is gone
error-gone-sentence = It was here once and has been taken away for good.
error-too-large = That is too large
error-too-large-sentence = Choose a smaller file, or shorten the text, and send it again.
error-too-many = Too much at once
error-too-many-sentence = Wait a few minutes, then try again. Nothing is lost.
error-request = We could not read that
error-request-sentence = Go back, check what you typed, and send it again.
error-fault = Something broke on our side
error-fault-sentence = It is noted in the server’s log. Try again in a minute.
error-incident = Incident { $incident }. Tell it to whoever keeps this installation.
error-home = Go to the start
