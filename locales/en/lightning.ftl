### Lightning rounds: signing up, the line-up, and letters to speakers.

lightning-format-talk = Talk, with or without slides
lightning-format-20x15 = 20 slides, 15 seconds each
lightning-format-20x20 = 20 slides, 20 seconds each
lightning-policy-first-timers = First-time speakers first
lightning-policy-arrival = In the order of signing up
lightning-policy-draw = By lot
lightning-policy-shorter = Shorter talks first
lightning-untitled = A talk whose title is not known yet

## Letters

lightning-mail-in-subject = You’re in the line-up: { $event }
lightning-mail-in = Thank you, { $name }. Your lightning talk is in the line-up for { $when }.
lightning-mail-by-subject = You stand by: { $event }
lightning-mail-by = Thank you, { $name }. All turns are taken for now, so your talk stands by. If one becomes free, it is yours and we write to you.
lightning-mail-up-subject = You’re in after all: { $event }
lightning-mail-up = A turn became free, { $name }, and it is yours. The round starts on { $when }.
lightning-mail-off-subject = Your talk is not in the line-up any more: { $event }
lightning-mail-off = The organizers took your lightning talk out of the line-up of “{ $event }”. If that surprises you, answer this mail.
lightning-mail-tomorrow-subject = Tomorrow: your lightning talk at { $event }
lightning-mail-tomorrow = Tomorrow is the day, { $name }. The round starts on { $when }; come to the front when the talk before yours begins.
lightning-mail-strictly = You have { $limit }. The clock is strict and the same for everybody, so one idea is enough. At zero the room applauds.
lightning-mail-thanks-subject = Thank you for your talk at { $event }
lightning-mail-thanks = Thank you for speaking, { $name }. Talks like yours are what people come for.
lightning-mail-next-step = If you have slides, add their link so that people find them. And if the subject has more in it than { $limit }, tell us: a longer talk is a good next step.
lightning-mail-turn = Your talk
lightning-mail-slides = Add your slides
lightning-mail-event = The evening’s page
lightning-mail-why = You get this because somebody signed up for a lightning talk at “{ $event }” of { $group } with this address.
