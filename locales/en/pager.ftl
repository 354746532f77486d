# The ways through a long list.

pager-label = Pages of the list
pager-newer = Newer
pager-older = Older
