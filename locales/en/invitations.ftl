# Inviting somebody to organize a group together.

invitations-mail-subject = Will you organize { $group } with us?
invitations-mail-preheader = { $inviter } asks you. Say yes or no on one page.
invitations-mail-heading = { $inviter } asks you to organize { $group } together
invitations-mail-what = As a co-organizer you plan events, see who comes and write to people. You share the work with { $inviter }, and you can step down whenever you like.
invitations-mail-duties = It can be as small as finding a room, or greeting people at the door.
invitations-mail-look = Look at the invitation
invitations-mail-until = The invitation is open until { $until }. Opening it decides nothing yet.
invitations-mail-why = { $inviter } typed your address to invite you. If you don’t know { $group }, ignore this mail and nothing happens.

invitations-accepted-subject = { $who } organizes { $group } with you now
invitations-accepted-sentence = { $who } said yes. Agree on who looks after what, then write it on the People page, so that everybody knows whom to ask.
invitations-declined-subject = { $who } can’t organize { $group } just now
invitations-declined-sentence = { $who } answered “not now”. Ask somebody else who comes often: many people say yes when somebody asks them by name.
invitations-answered-organize = Open Organize
invitations-answered-why = You get this because you sent the invitation for { $group }.
