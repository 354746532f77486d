# Who a mail comes from, where mail programs show it.
mail-from = { $group } via Roost
mail-from-nobody = Roost
