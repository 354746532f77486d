# What surrounds every page.

layout-skip = Skip to the main part
layout-home = { $installation }, home
layout-nav = Main
layout-explore = Explore
layout-groups = My groups
layout-keeper = Keeper
layout-me = , { $name }, your page
layout-sign-in = Sign in
layout-foot = { $installation }. Free software, no adverts, no tracking.
