# What surrounds every page.

layout-skip = Skip to the main part
