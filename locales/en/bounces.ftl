# What comes back after a letter, and what people write to whoever runs the mail.

bounces-stopped = Mail to you came back
bounces-stopped-why = Letters to this address could not be delivered on several days, so announcements to it have stopped. Does it work again?
bounces-come-back = It works, write to me again
bounces-came-back = Good. Announcements come to you again.

bounces-forward-sender = Mail desk
bounces-forward-subject = To { $local }: { $subject }
bounces-forward-heading = Somebody wrote to { $local }
bounces-forward-first = This came in for { $local }, and you run this installation.
bounces-forward-facts = It says that it is from { $from }, of { $date }, about “{ $subject }”. It was handed over as from { $envelope }.
bounces-forward-note = Nobody has checked who wrote it. Links in it lead to where its writer wants. Nothing has been answered.
bounces-forward-why = You get this because you run this installation. At most ten such letters come within an hour.
